using TWCManager.Core.Json;

namespace TWCManager.Core.Energy;

/// <summary>Reads the state object of one power sensor of Home Assistant.</summary>
public sealed class HomeAssistantState
{
    private const int Decimals = 6;
    private const long MicroPerUnit = 1000000;
    private const int MaxWatts = 10000000;

    // ISO 8601 with microseconds and an offset has 32.
    private const int MaxStampLength = 40;

    private readonly JsonReader _reader = new JsonReader();
    private bool _hasState;
    private bool _hasNumber;
    private long _microUnits;
    private PowerUnit _unit;
    private bool _isWhole;
    private bool _isReported;
    private ReplyVerdict _verdict = ReplyVerdict.Retry;

    private enum PowerUnit
    {
        Watt = 0,
        Kilowatt = 1,
        Megawatt = 2,
        Milliwatt = 3,
        Energy = 4,
        Other = 5,
    }

    /// <summary>True when the sensor has a value; false for unknown, unavailable and whatever else is no number.</summary>
    public bool HasWatts { get; private set; }

    /// <summary>Value in W, with the sign that the sensor gives it.</summary>
    public int Watts { get; private set; }

    /// <summary>Text that changes whenever the sensor was written: last_reported, else last_updated. Never null after <see cref="ReplyVerdict.Ok"/>.</summary>
    public string Stamp { get; private set; }

    /// <summary>Sentence, without its subject, why the last reply gave nothing; null after a good one. Made when asked.</summary>
    public string Problem
    {
        get
        {
            if (_verdict == ReplyVerdict.Ok)
            {
                return null;
            }

            if (_verdict == ReplyVerdict.ConfigurationError)
            {
                return _unit == PowerUnit.Energy
                    ? "is an energy in Home Assistant, but a power in W or kW is needed"
                    : "has a unit in Home Assistant that is no power; W or kW is needed";
            }

            return _isWhole ? "comes from Home Assistant without a state or a time stamp" : "comes damaged from Home Assistant";
        }
    }

    /// <summary>Reads a body.</summary>
    /// <param name="body">JSON text; only read, and only during the call.</param>
    /// <param name="length">Bytes of it that count.</param>
    /// <param name="lastStamp">Stamp of the reply before, or null: an unchanged stamp then needs no new string.</param>
    public ReplyVerdict Read(byte[] body, int length, string lastStamp)
    {
        _hasState = false;
        _hasNumber = false;
        _unit = PowerUnit.Watt;
        _isReported = false;
        HasWatts = false;
        Watts = 0;
        Stamp = null;
        _isWhole = TryReadDocument(body, length, lastStamp);
        _verdict = Judge();
        if (_verdict == ReplyVerdict.Ok)
        {
            Publish();
        }

        return _verdict;
    }

    private ReplyVerdict Judge()
    {
        if (!_isWhole || !_hasState || Stamp == null)
        {
            return ReplyVerdict.Retry;
        }

        return _unit == PowerUnit.Energy || _unit == PowerUnit.Other ? ReplyVerdict.ConfigurationError : ReplyVerdict.Ok;
    }

    private void Publish()
    {
        if (!_hasNumber)
        {
            return;
        }

        long watts;
        switch (_unit)
        {
            case PowerUnit.Kilowatt:
                watts = Rounded(_microUnits, MicroPerUnit / 1000);
                break;
            case PowerUnit.Megawatt:
                watts = _microUnits;
                break;
            case PowerUnit.Milliwatt:
                watts = Rounded(_microUnits, MicroPerUnit * 1000);
                break;
            default:
                watts = Rounded(_microUnits, MicroPerUnit);
                break;
        }

        if (watts <= MaxWatts && watts >= -MaxWatts)
        {
            HasWatts = true;
            Watts = (int)watts;
        }
    }

    private static long Rounded(long value, long divisor)
    {
        long half = divisor / 2;
        return (value < 0 ? value - half : value + half) / divisor;
    }

    private bool TryReadDocument(byte[] body, int length, string lastStamp)
    {
        _reader.Reset(body, length);
        if (_reader.Read() != JsonToken.BeginObject)
        {
            return false;
        }

        while (_reader.Read() == JsonToken.Name)
        {
            if (_reader.TextIs("state"))
            {
                _reader.Read();
                _hasState = true;
                _hasNumber = _reader.TryGetFixed(Decimals, out _microUnits);
                _reader.Skip();
            }
            else if (_reader.TextIs("attributes"))
            {
                ReadAttributes();
            }
            else if (_reader.TextIs("last_reported"))
            {
                _isReported = TryReadStamp(lastStamp) || _isReported;
            }
            else if (!_isReported && _reader.TextIs("last_updated"))
            {
                TryReadStamp(lastStamp);
            }
            else
            {
                _reader.Skip();
            }
        }

        return _reader.Token == JsonToken.EndObject && _reader.Read() == JsonToken.End;
    }

    private bool TryReadStamp(string lastStamp)
    {
        if (_reader.Read() != JsonToken.Text)
        {
            _reader.Skip();
            return false;
        }

        string stamp = lastStamp != null && _reader.TextIs(lastStamp) ? lastStamp : _reader.GetText();
        if (stamp.Length == 0 || stamp.Length > MaxStampLength)
        {
            return false;
        }

        Stamp = stamp;
        return true;
    }

    // Looked at in every reply: the display unit of a sensor can be changed at any time.
    private void ReadAttributes()
    {
        if (_reader.Read() != JsonToken.BeginObject)
        {
            _reader.Skip();
            return;
        }

        while (_reader.Read() == JsonToken.Name)
        {
            if (!_reader.TextIs("unit_of_measurement"))
            {
                _reader.Skip();
                continue;
            }

            JsonToken token = _reader.Read();
            _unit = token == JsonToken.Text ? UnitOfText() : token == JsonToken.Null ? PowerUnit.Watt : PowerUnit.Other;
            _reader.Skip();
        }
    }

    private PowerUnit UnitOfText()
    {
        if (_reader.TextIs("W") || _reader.TextIs(""))
        {
            return PowerUnit.Watt;
        }

        if (_reader.TextIs("kW"))
        {
            return PowerUnit.Kilowatt;
        }

        if (_reader.TextIs("MW"))
        {
            return PowerUnit.Megawatt;
        }

        if (_reader.TextIs("mW"))
        {
            return PowerUnit.Milliwatt;
        }

        bool isEnergy = _reader.TextIs("Wh") || _reader.TextIs("kWh") || _reader.TextIs("MWh") || _reader.TextIs("mWh")
            || _reader.TextIs("GWh") || _reader.TextIs("J") || _reader.TextIs("kJ") || _reader.TextIs("MJ");
        return isEnergy ? PowerUnit.Energy : PowerUnit.Other;
    }
}
