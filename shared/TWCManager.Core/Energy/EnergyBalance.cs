using TWCManager.Core.Settings;

namespace TWCManager.Core.Energy;

/// <summary>Makes one picture of the site out of what the sources told, and from it the power that cars may take instead of exporting it.</summary>
/// <remarks>
/// Knows readings and their age; leaves asking for them to <see cref="EnergyPoller"/> and what to do with the surplus to policy.
/// What is too old for control is still shown for a while; the surplus never rests on it.
/// </remarks>
public sealed class EnergyBalance
{
    private const long ShownMs = 300000;

    private readonly EnergySource[] _sources;
    private readonly ChargerSettings _settings;
    private readonly EnergyChoice[] _choices;
    private readonly EnergyChoice _solar;
    private readonly EnergyChoice _house;
    private readonly EnergyChoice _battery;
    private readonly EnergyChoice _soc;
    private readonly GridPower _grid;
    private readonly SurplusEstimate _surplus = new SurplusEstimate();
    private readonly SurplusProblemText _problem = new SurplusProblemText();
    private EnergyReading _meter;
    private long _meterAtMs;
    private int _meterWatts;

    /// <summary>Makes a balance that knows nothing before the first <see cref="Update"/>.</summary>
    /// <param name="sources">All sources. Readings that were picked by hand are preferred.</param>
    public EnergyBalance(EnergySource[] sources, ChargerSettings settings)
    {
        _settings = settings;
        _sources = InOrder(sources);
        _choices = new EnergyChoice[ReadingKind.Count];
        for (int kind = 0; kind < _choices.Length; kind++)
        {
            _choices[kind] = new EnergyChoice(kind, _sources);
        }

        _solar = _choices[ReadingKind.Solar];
        _house = _choices[ReadingKind.House];
        _battery = _choices[ReadingKind.Battery];
        _soc = _choices[ReadingKind.BatterySoc];
        _grid = new GridPower(_choices[ReadingKind.Grid], _house, _solar, _battery);
    }

    /// <summary>True when the settings name any source.</summary>
    public bool IsConfigured { get; private set; }

    /// <summary>True when solar production is known.</summary>
    public bool HasSolar
    {
        get { return _solar.IsKnown; }
    }

    /// <summary>Solar production, W, never negative.</summary>
    public int SolarWatts
    {
        get { return NotNegative(_solar.Value); }
    }

    /// <summary>True when the power at the grid connection is known, measured or computed.</summary>
    public bool HasGrid
    {
        get { return _grid.IsKnown; }
    }

    /// <summary>Power at the grid connection, W, + import.</summary>
    public int GridWatts
    {
        get { return _grid.Watts; }
    }

    /// <summary>True when the consumption is known.</summary>
    public bool HasHouse
    {
        get { return _house.IsKnown; }
    }

    /// <summary>Consumption of the house, wall connectors included, W, never negative.</summary>
    public int HouseWatts
    {
        get { return NotNegative(_house.Value); }
    }

    /// <summary>True when the power of the house battery is known.</summary>
    public bool HasBattery
    {
        get { return _battery.IsKnown; }
    }

    /// <summary>Power of the house battery, W, + discharging.</summary>
    public int BatteryWatts
    {
        get { return _battery.Value; }
    }

    /// <summary>True when the state of charge of the house battery is known.</summary>
    public bool HasSoc
    {
        get { return _soc.IsKnown; }
    }

    /// <summary>State of charge of the house battery, %.</summary>
    public int BatterySoc
    {
        get { return _soc.Value; }
    }

    /// <summary>True when a surplus can be told from readings that are young enough.</summary>
    public bool HasSurplus { get; private set; }

    /// <summary>Power that cars may take in all, W: their own draw, less import, less what the house battery gives, less the reserve. May be negative.</summary>
    public int SurplusWatts
    {
        get { return _surplus.Watts; }
    }

    /// <summary>Shortest age that the powers of the meter can have when they arrive, s.</summary>
    public int LeastMeterLagSeconds
    {
        get { return _surplus.LeastLagSeconds; }
    }

    /// <summary>Longest age that the powers of the meter can have when they arrive, s.</summary>
    public int MostMeterLagSeconds
    {
        get { return _surplus.MostLagSeconds; }
    }

    /// <summary>Age mark of the oldest reading in the surplus, ms; meaningless without one.</summary>
    public long SurplusAtMs { get; private set; }

    /// <summary>Sentence why there is no surplus, or null when there is one.</summary>
    public string SurplusProblem
    {
        get { return _problem.Text; }
    }

    /// <summary>Name of the source whose reading of a quantity is used now, or null.</summary>
    /// <param name="kind">One of <see cref="ReadingKind"/>.</param>
    public string OriginOf(int kind)
    {
        EnergySource origin = _choices[kind].Origin;
        return origin == null ? null : origin.Name;
    }

    /// <summary>Looks at the readings. Call it after the poller's tick, at least every second. Allocates nothing.</summary>
    /// <param name="chargingWatts">What all cars draw now, W.</param>
    public void Update(long nowMs, int chargingWatts)
    {
        _surplus.AddDraw(nowMs, NotNegative(chargingWatts));
        long freshMs = _settings.Number(Setting.EnergyMaxAgeSeconds) * 1000L;
        long shownMs = freshMs > ShownMs ? freshMs : ShownMs;
        for (int kind = 0; kind < _choices.Length; kind++)
        {
            _choices[kind].Pick(nowMs, freshMs, shownMs);
        }

        IsConfigured = false;
        for (int i = 0; i < _sources.Length; i++)
        {
            IsConfigured |= _sources[i].State != SourceState.NotConfigured;
        }

        _grid.Find(nowMs, freshMs, shownMs);
        NoteMeter(nowMs, _grid.Meter);
        HasSurplus = TryFindSurplus(nowMs, freshMs);
        if (!HasSurplus)
        {
            _surplus.Forget();
        }
    }

    private static int NotNegative(int value)
    {
        return value > 0 ? value : 0;
    }

    private static EnergySource[] InOrder(EnergySource[] sources)
    {
        EnergySource[] ordered = new EnergySource[sources.Length];
        int count = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < sources.Length; i++)
            {
                if (sources[i].IsHandPicked == (pass == 0))
                {
                    ordered[count++] = sources[i];
                }
            }
        }

        return ordered;
    }

    // The cars' draw belongs to the reading that contains it, once: between two readings it stays what it was.
    private void NoteMeter(long nowMs, EnergyReading meter)
    {
        if (meter == null || (meter == _meter && meter.AtMs == _meterAtMs && meter.Value == _meterWatts))
        {
            return;
        }

        bool isOther = meter != _meter;
        _meter = meter;
        _meterAtMs = meter.AtMs;
        _meterWatts = meter.Value;
        _surplus.AddReading(meter.AtMs < nowMs ? meter.AtMs : nowMs, GridWatts, isOther, _settings.Number(Setting.MeterLagSeconds));
    }

    private bool TryFindSurplus(long nowMs, long freshMs)
    {
        if (!IsConfigured)
        {
            _problem.Say("no energy source is configured", null);
            return false;
        }

        EnergyChoice oldest = _grid.Oldest;
        if (oldest == null)
        {
            SayWhatIsMissing();
            return false;
        }

        long gridAtMs = oldest.Reading.AtMs;
        if (nowMs - gridAtMs > freshMs)
        {
            _problem.SayOld(oldest.Name, nowMs - gridAtMs, freshMs);
            return false;
        }

        // The house battery is not there to be emptied into a car, so as long as it may be discharging we have to know how much.
        if (_battery.Reading != null && !_battery.IsFresh)
        {
            _problem.SayOld(_battery.Name, nowMs - _battery.Reading.AtMs, freshMs);
            return false;
        }

        if (_battery.Reading == null && !IsBatteryIdle(nowMs, freshMs))
        {
            _problem.Say("no battery reading", null);
            return false;
        }

        _problem.Clear();
        _surplus.Update(GridWatts + NotNegative(_battery.Value) + _settings.Number(Setting.GreenEnergyReserveWatts));
        SurplusAtMs = _battery.Reading != null && _battery.Reading.AtMs < gridAtMs ? _battery.Reading.AtMs : gridAtMs;
        return true;
    }

    // A source that had a battery and now, in a young reply, has none, means one that is switched off or stands by.
    private bool IsBatteryIdle(long nowMs, long freshMs)
    {
        for (int i = 0; i < _sources.Length; i++)
        {
            EnergyReading battery = _sources[i].Of(ReadingKind.Battery);
            if (battery != null && battery.HasEverHadValue && nowMs - _sources[i].LastOkMs > freshMs)
            {
                return false;
            }
        }

        return true;
    }

    private void SayWhatIsMissing()
    {
        EnergySource waiting = FirstIn(SourceState.Waiting, SourceState.Waiting);
        EnergySource troubled = FirstIn(SourceState.Stale, SourceState.ConfigurationError);
        if (waiting != null)
        {
            _problem.Say("waiting for the first reading from ", waiting.Name);
        }
        else if (_house.Reading != null)
        {
            _problem.Say(_solar.Reading != null ? "no grid or battery reading" : "no grid or solar reading: only the house is known", null);
        }
        else if (_solar.Reading != null)
        {
            _problem.Say("no grid or house reading: only solar is known", null);
        }
        else if (troubled != null)
        {
            _problem.Say("no reading from ", troubled.Name);
        }
        else
        {
            _problem.Say("no grid reading", null);
        }
    }

    private EnergySource FirstIn(SourceState from, SourceState to)
    {
        for (int i = 0; i < _sources.Length; i++)
        {
            if (_sources[i].State >= from && _sources[i].State <= to)
            {
                return _sources[i];
            }
        }

        return null;
    }
}
