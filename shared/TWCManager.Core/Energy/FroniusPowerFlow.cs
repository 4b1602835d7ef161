using TWCManager.Core.Json;

namespace TWCManager.Core.Energy;

/// <summary>Reads one power-flow reply of a Fronius device: everything about the site in one document. Makes no garbage.</summary>
/// <remarks>A quantity that is null or missing is unknown, never 0. The one exception: solar is null while the inverter sleeps, and that is 0.</remarks>
public sealed class FroniusPowerFlow : FroniusReply
{
    private const int Unknown = int.MinValue;

    private bool _hasSite;
    private bool _isProduceOnly;
    private int _solar;
    private int _grid;
    private int _load;
    private int _battery;
    private int _socInUse;
    private int _socAny;

    /// <summary>True when solar production is known.</summary>
    public bool HasSolar
    {
        get { return SolarWatts != Unknown; }
    }

    /// <summary>Solar production of all inverters, W.</summary>
    public int SolarWatts { get; private set; } = Unknown;

    /// <summary>True when a meter tells the power at the grid connection.</summary>
    public bool HasGrid
    {
        get { return GridWatts != Unknown; }
    }

    /// <summary>Power at the grid connection, W, + import.</summary>
    public int GridWatts { get; private set; } = Unknown;

    /// <summary>True when the consumption is known.</summary>
    public bool HasHouse
    {
        get { return HouseWatts != Unknown; }
    }

    /// <summary>Consumption of the house, W; the device's own sign is the other way round.</summary>
    public int HouseWatts { get; private set; } = Unknown;

    /// <summary>True when a battery is there and active.</summary>
    public bool HasBattery
    {
        get { return BatteryWatts != Unknown; }
    }

    /// <summary>Battery power, W, + discharging.</summary>
    public int BatteryWatts { get; private set; } = Unknown;

    /// <summary>True when the state of charge belongs to a real battery.</summary>
    public bool HasSoc
    {
        get { return BatterySoc != Unknown; }
    }

    /// <summary>State of charge, %, 0 to 100.</summary>
    public int BatterySoc { get; private set; } = Unknown;

    /// <inheritdoc/>
    protected override void Forget()
    {
        _hasSite = false;
        _isProduceOnly = false;
        _solar = Unknown;
        _grid = Unknown;
        _load = Unknown;
        _battery = Unknown;
        _socInUse = Unknown;
        _socAny = Unknown;
        SolarWatts = Unknown;
        GridWatts = Unknown;
        HouseWatts = Unknown;
        BatteryWatts = Unknown;
        BatterySoc = Unknown;
    }

    /// <inheritdoc/>
    protected override ReplyVerdict Judge(ReplyVerdict verdictOfCode)
    {
        return verdictOfCode == ReplyVerdict.Ok && !_hasSite ? ReplyVerdict.Retry : verdictOfCode;
    }

    /// <inheritdoc/>
    protected override void Publish()
    {
        SolarWatts = _solar;
        BatteryWatts = _battery;

        // Without a meter the device has nothing to know these from, whatever it writes.
        if (!_isProduceOnly)
        {
            GridWatts = _grid;
            HouseWatts = _load == Unknown ? Unknown : -_load;
        }

        // Devices without a battery carry SOC 0.0 too.
        BatterySoc = _socInUse == Unknown && _battery != Unknown ? _socAny : _socInUse;
    }

    /// <inheritdoc/>
    protected override void ReadData()
    {
        while (Reader.Read() == JsonToken.Name)
        {
            if (Reader.TextIs("Site"))
            {
                ReadSite();
            }
            else if (Reader.TextIs("Inverters"))
            {
                ReadInverters();
            }
            else
            {
                Reader.Skip();
            }
        }
    }

    private void ReadSite()
    {
        if (!Enter())
        {
            return;
        }

        _hasSite = true;
        while (Reader.Read() == JsonToken.Name)
        {
            if (Reader.TextIs("P_PV"))
            {
                _solar = ReadNumber(MaxWatts);
                if (Reader.Token == JsonToken.Null)
                {
                    _solar = 0;
                }
            }
            else if (Reader.TextIs("P_Grid"))
            {
                _grid = ReadNumber(MaxWatts);
            }
            else if (Reader.TextIs("P_Load"))
            {
                _load = ReadNumber(MaxWatts);
            }
            else if (Reader.TextIs("P_Akku"))
            {
                _battery = ReadNumber(MaxWatts);
            }
            else if (Reader.TextIs("Mode"))
            {
                _isProduceOnly = Reader.Read() == JsonToken.Text && Reader.TextIs("produce-only");
                Reader.Skip();
            }
            else
            {
                Reader.Skip();
            }
        }
    }

    private void ReadInverters()
    {
        if (!Enter())
        {
            return;
        }

        while (Reader.Read() == JsonToken.Name)
        {
            if (Enter())
            {
                ReadInverter();
            }
        }
    }

    // The first inverter with a battery speaks for the site: how to weigh two batteries the reply does not tell.
    private void ReadInverter()
    {
        int soc = Unknown;
        bool isInUse = false;
        while (Reader.Read() == JsonToken.Name)
        {
            if (Reader.TextIs("SOC"))
            {
                soc = ReadNumber(100);
            }
            else if (Reader.TextIs("Battery_Mode"))
            {
                isInUse = Reader.Read() == JsonToken.Text && !Reader.TextIs("disabled");
                Reader.Skip();
            }
            else
            {
                Reader.Skip();
            }
        }

        if (soc < 0)
        {
            return;
        }

        if (isInUse && _socInUse == Unknown)
        {
            _socInUse = soc;
        }

        if (_socAny == Unknown)
        {
            _socAny = soc;
        }
    }

    private int ReadNumber(int limit)
    {
        long value;
        if (Reader.Read() == JsonToken.Number && Reader.TryGetFixed(0, out value) && value <= limit && value >= -limit)
        {
            return (int)value;
        }

        Reader.Skip();
        return Unknown;
    }
}
