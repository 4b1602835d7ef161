using TWCManager.Core.Json;

namespace TWCManager.Core.Energy;

/// <summary>Reads the inverter request of loggers that are too old for the power flow (API version 0): solar production and nothing else.</summary>
public sealed class FroniusInverterSystem : FroniusReply
{
    private const int MaxInverters = 100;

    private bool _hasData;
    private bool _isBad;
    private int _sum;

    /// <summary>Solar production, W; counts after <see cref="ReplyVerdict.Ok"/> only.</summary>
    public int SolarWatts { get; private set; }

    /// <inheritdoc/>
    protected override void Forget()
    {
        _hasData = false;
        _isBad = false;
        _sum = 0;
        SolarWatts = 0;
    }

    /// <inheritdoc/>
    protected override ReplyVerdict Judge(ReplyVerdict verdictOfCode)
    {
        // An inverter that is not there at night produces nothing, and that is an answer.
        if (Code == NotAvailable)
        {
            _sum = 0;
            return ReplyVerdict.Ok;
        }

        return verdictOfCode == ReplyVerdict.Ok && (!_hasData || _isBad) ? ReplyVerdict.Retry : verdictOfCode;
    }

    /// <inheritdoc/>
    protected override void Publish()
    {
        SolarWatts = _sum;
    }

    // At night the power is missing altogether while the energy counters stay: one of them shows that an inverter was read.

    /// <inheritdoc/>
    protected override void ReadData()
    {
        while (Reader.Read() == JsonToken.Name)
        {
            if (Reader.TextIs("PAC"))
            {
                _hasData = true;
                if (Enter())
                {
                    ReadPower();
                }
            }
            else
            {
                _hasData |= Reader.TextIs("DAY_ENERGY") || Reader.TextIs("YEAR_ENERGY") || Reader.TextIs("TOTAL_ENERGY");
                Reader.Skip();
            }
        }
    }

    // The sum over the system comes as a map of inverters, the power of one device as a single value.
    private void ReadPower()
    {
        while (Reader.Read() == JsonToken.Name)
        {
            if (Reader.TextIs("Value"))
            {
                _sum = 0;
                Add();
            }
            else if (!Reader.TextIs("Values"))
            {
                Reader.Skip();
            }
            else if (Enter())
            {
                AddValues();
            }
        }
    }

    private void AddValues()
    {
        int count = 0;
        _sum = 0;
        while (Reader.Read() == JsonToken.Name)
        {
            count += Add() ? 1 : 0;
            _isBad |= count > MaxInverters;
        }
    }

    // False for null: that inverter sleeps.
    private bool Add()
    {
        long watts;
        if (Reader.Read() == JsonToken.Null)
        {
            return false;
        }

        if (Reader.Token == JsonToken.Number && Reader.TryGetFixed(0, out watts) && watts <= MaxWatts && watts >= -MaxWatts)
        {
            _sum += (int)watts;
            return true;
        }

        _isBad = true;
        Reader.Skip();
        return true;
    }
}
