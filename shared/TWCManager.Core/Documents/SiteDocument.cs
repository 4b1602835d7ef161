using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Energy;
using TWCManager.Core.Json;
using TWCManager.Core.Policy;
using TWCManager.Core.Protocol;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Documents;

/// <summary>The state of the site as JSON, and what of it was published last.</summary>
internal sealed class SiteDocument
{
    private readonly ChargerSettings _settings;
    private readonly ManualControl _manual;
    private readonly BusMaster _bus;
    private readonly ChargeControl _charging;
    private readonly EnergyBalance _energy;
    private readonly EnergySource[] _sources;
    private readonly PolicyDecision _decision;
    private readonly SourceState[] _sourceStates;

    private string _policy;
    private BusState _busState;
    private int _secondMaster;
    private int _manualVersion;
    private bool _isStopped;
    private bool _isChargeNow;
    private int _offeredCentiamps;
    private string _reason;
    private int _availableCentiamps;
    private int _actualCentiamps;
    private int _chargingWatts;
    private int _solarWatts;
    private int _gridWatts;
    private int _houseWatts;
    private int _batteryWatts;
    private int _surplusWatts;
    private int _batterySoc;
    private long _energyWattHours;
    private long _startMs;
    private bool _hasStarted;

    public SiteDocument(ChargerSettings settings, ManualControl manual, BusMaster bus, ChargeControl charging, EnergyBalance energy,
        EnergySource[] sources, PolicyDecision decision)
    {
        _settings = settings;
        _manual = manual;
        _bus = bus;
        _charging = charging;
        _energy = energy;
        _sources = sources;
        _decision = decision;
        _sourceStates = new SourceState[sources.Length];
    }

    /// <summary>Notes when the program began to run.</summary>
    public void Start(long nowMs)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            _startMs = nowMs;
        }
    }

    /// <summary>A decision or a state is another than the published one.</summary>
    public bool HasUrgentChange(long nowMs)
    {
        if (_policy != _decision.Name || _busState != _bus.State || _secondMaster != _bus.SecondMasterId
            || _manualVersion != _manual.Version || _isStopped != _manual.IsStopped || _isChargeNow != _manual.IsChargeNow(nowMs)
            || _offeredCentiamps != _charging.OfferedTotalCentiamps)
        {
            return true;
        }

        for (int i = 0; i < _sources.Length; i++)
        {
            if (_sourceStates[i] != _sources[i].State)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A measured value is far enough from the published one.</summary>
    public bool HasMeasuredChange()
    {
        bool isHeard = IsAnyHeard();
        return DeadBand.IsPowerChange(_chargingWatts, Known(isHeard, _charging.ChargingWatts))
            || DeadBand.IsPowerChange(_solarWatts, Known(_energy.HasSolar, _energy.SolarWatts))
            || DeadBand.IsPowerChange(_gridWatts, Known(_energy.HasGrid, _energy.GridWatts))
            || DeadBand.IsPowerChange(_houseWatts, Known(_energy.HasHouse, _energy.HouseWatts))
            || DeadBand.IsPowerChange(_batteryWatts, Known(_energy.HasBattery, _energy.BatteryWatts))
            || DeadBand.IsPowerChange(_surplusWatts, Known(_energy.HasSurplus, _energy.SurplusWatts))
            || DeadBand.IsCurrentChange(_availableCentiamps, _decision.AvailableCentiamps)
            || DeadBand.IsCurrentChange(_actualCentiamps, Known(isHeard, _charging.ActualTotalCentiamps))
            || _batterySoc != Known(_energy.HasSoc, _energy.BatterySoc)
            || (!HasNumberInReason() && _reason != _decision.ReasonText);
    }

    /// <summary>Remembers what <see cref="Write"/> wrote: it was published.</summary>
    public void Remember(long nowMs)
    {
        _policy = _decision.Name;
        _busState = _bus.State;
        _secondMaster = _bus.SecondMasterId;
        _manualVersion = _manual.Version;
        _isStopped = _manual.IsStopped;
        _isChargeNow = _manual.IsChargeNow(nowMs);
        _offeredCentiamps = _charging.OfferedTotalCentiamps;
        _reason = _decision.ReasonText;
        _availableCentiamps = _decision.AvailableCentiamps;
        bool isHeard = IsAnyHeard();
        _actualCentiamps = Known(isHeard, _charging.ActualTotalCentiamps);
        _chargingWatts = Known(isHeard, _charging.ChargingWatts);
        _solarWatts = Known(_energy.HasSolar, _energy.SolarWatts);
        _gridWatts = Known(_energy.HasGrid, _energy.GridWatts);
        _houseWatts = Known(_energy.HasHouse, _energy.HouseWatts);
        _batteryWatts = Known(_energy.HasBattery, _energy.BatteryWatts);
        _surplusWatts = Known(_energy.HasSurplus, _energy.SurplusWatts);
        _batterySoc = Known(_energy.HasSoc, _energy.BatterySoc);
        for (int i = 0; i < _sources.Length; i++)
        {
            _sourceStates[i] = _sources[i].State;
        }
    }

    /// <summary>Writes the whole document. Every key is always there: a missing one is an error to those who read it.</summary>
    public void Write(JsonWriter json, long nowMs)
    {
        bool isHeard = IsAnyHeard();
        json.BeginObject();
        json.Field("policy", _decision.Name);
        json.Field("reason", _decision.ReasonText);
        WriteEnergy(json);
        json.FieldFixed("availableAmps", _decision.AvailableCentiamps, 2);
        Field(json, "chargingWatts", isHeard, _charging.ChargingWatts);
        json.FieldFixed("offeredAmps", _charging.OfferedTotalCentiamps, 2);
        if (isHeard)
        {
            json.FieldFixed("actualAmps", _charging.ActualTotalCentiamps, 2);
        }
        else
        {
            json.FieldNull("actualAmps");
        }

        WritePhases(json, isHeard);
        json.Name("limits");
        json.BeginObject();
        json.Field("wiringMaxAmpsAllTWCs", _settings.Number(Setting.WiringMaxAmpsAllTWCs));
        json.Field("wiringMaxAmpsPerTWC", _settings.Number(Setting.WiringMaxAmpsPerTWC));
        json.EndObject();
        WriteTotals(json, isHeard);
        WriteManual(json, nowMs);
        WriteSources(json, nowMs);
        WriteBus(json);
        json.Field("uptimeSeconds", (nowMs - _startMs) / 1000);
        json.Field("version", ProductVersion.Text);
        json.EndObject();
    }

    // While nobody is heard, right after a start say, cars may well be charging: to say 0 W would be a claim.
    private bool IsAnyHeard()
    {
        for (int i = 0; i < _charging.Count; i++)
        {
            if (StateWords.IsHeard(_charging.Points[i].Connector.Link))
            {
                return true;
            }
        }

        return false;
    }

    // The sentence then repeats the surplus, which has a dead band of its own.
    private bool HasNumberInReason()
    {
        return _decision.IsGreen && _energy.HasSurplus;
    }

    private static int Known(bool has, int value)
    {
        return has ? value : DeadBand.Unknown;
    }

    private static void Field(JsonWriter json, string name, bool has, int value)
    {
        if (has)
        {
            json.Field(name, value);
        }
        else
        {
            json.FieldNull(name);
        }
    }

    private void WriteEnergy(JsonWriter json)
    {
        Field(json, "solarWatts", _energy.HasSolar, _energy.SolarWatts);
        Field(json, "gridWatts", _energy.HasGrid, _energy.GridWatts);
        Field(json, "houseWatts", _energy.HasHouse, _energy.HouseWatts);
        Field(json, "batteryWatts", _energy.HasBattery, _energy.BatteryWatts);
        Field(json, "batterySoc", _energy.HasSoc, _energy.BatterySoc);
        Field(json, "surplusWatts", _energy.HasSurplus, _energy.SurplusWatts);
        json.Field("surplusProblem", _energy.HasSurplus ? null : _energy.SurplusProblem);
        json.Name("meterLagSeconds");
        json.BeginArray();
        json.Value(_energy.LeastMeterLagSeconds);
        json.Value(_energy.MostMeterLagSeconds);
        json.EndArray();
    }

    private void WritePhases(JsonWriter json, bool isHeard)
    {
        json.Name("phaseAmps");
        json.BeginArray();
        for (int i = 0; i < PhaseWiring.Conductors; i++)
        {
            int centiamps = isHeard ? PhaseLoad.CentiampsOn(i, _charging) : WallConnector.Unknown;
            if (centiamps < 0)
            {
                json.Null();
            }
            else
            {
                json.Fixed(centiamps, 2);
            }
        }

        json.EndArray();
    }

    private void WriteTotals(JsonWriter json, bool isHeard)
    {
        long total = 0;
        long session = 0;
        int cars = 0;
        int charging = 0;
        for (int i = 0; i < _charging.Count; i++)
        {
            ChargePoint point = _charging.Points[i];
            total += point.Energy.TotalWattHours;
            session += point.Energy.SessionWattHours;
            cars += point.Car.IsPlugged ? 1 : 0;
            charging += point.Car.IsCharging ? 1 : 0;
        }

        // A counter that goes back would be taken for a new one, and all it holds counted again.
        if (total > _energyWattHours)
        {
            _energyWattHours = total;
        }

        json.Name("totals");
        json.BeginObject();
        json.FieldFixed("energyKwh", _energyWattHours, 3);
        json.FieldFixed("sessionKwh", session, 3);
        json.Field("connectors", _charging.Count);
        Field(json, "carsPlugged", isHeard, cars);
        Field(json, "carsCharging", isHeard, charging);
        json.EndObject();
    }

    private void WriteManual(JsonWriter json, long nowMs)
    {
        bool isChargeNow = _manual.IsChargeNow(nowMs);
        json.Field("stopped", _manual.IsStopped);
        json.Field("chargingAllowed", StateWords.OnOff(!_manual.IsStopped));
        Field(json, "chargeNowAmps", isChargeNow, _manual.ChargeNowAmps);
        json.Name("chargeNow");
        if (!isChargeNow)
        {
            json.Null();
            return;
        }

        json.BeginObject();
        json.Field("amps", _manual.ChargeNowAmps);
        json.Field("minutesLeft", (_manual.ChargeNowEndsMs - nowMs + 59999) / 60000);
        json.EndObject();
    }

    private void WriteSources(JsonWriter json, long nowMs)
    {
        bool hasProblem = false;
        json.Name("sources");
        json.BeginObject();
        for (int i = 0; i < _sources.Length; i++)
        {
            EnergySource source = _sources[i];
            bool hasAge = source.LastOkMs > 0;
            hasProblem |= source.State == SourceState.Stale || source.State == SourceState.Failed
                || source.State == SourceState.ConfigurationError;
            json.Name(source.Name);
            json.BeginObject();
            json.Field("state", StateWords.Source(source.State));
            Field(json, "ageSeconds", hasAge, (int)((nowMs - source.LastOkMs) / 1000));
            json.Field("problem", source.Problem);
            json.EndObject();
        }

        json.EndObject();
        json.Field("sourceProblem", StateWords.OnOff(hasProblem));
    }

    private void WriteBus(JsonWriter json)
    {
        LineCounters counters = _bus.Counters;
        json.Name("bus");
        json.BeginObject();
        json.Field("state", StateWords.Bus(_bus.State));
        json.Field("frames", counters.Frames);
        json.Field("noise", counters.Noise);
        json.Field("badChecksum", counters.BadChecksum);
        json.Field("badEscape", counters.BadEscape);
        json.Field("badLength", counters.BadLength);
        json.Field("unknownType", counters.UnknownType);
        json.Field("overflow", counters.Overflow);
        json.Field("echo", counters.Echo);
        json.Field("timeouts", counters.Timeouts);
        json.Field("errorPercent", _bus.Noise.ErrorPercent);
        json.Field("secondMaster", _bus.SecondMasterId >= 0 ? HexText.Of(_bus.SecondMasterId) : null);
        json.EndObject();
        json.Field("busConnected", StateWords.OnOff(_bus.State == BusState.Running));
    }
}
