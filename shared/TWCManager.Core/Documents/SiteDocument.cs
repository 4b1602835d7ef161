using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Energy;
using TWCManager.Core.Json;
using TWCManager.Core.Policy;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Documents;

/// <summary>The published values of the site. A value is a row and a case in one of the other files of this class, in the order of the document.</summary>
public sealed partial class SiteDocument : StatusDocument
{
    private readonly ChargerSettings _settings;
    private readonly ManualControl _manual;
    private readonly BusMaster _bus;
    private readonly ChargeControl _charging;
    private readonly EnergyBalance _energy;
    private readonly EnergySource[] _sources;
    private readonly PolicyDecision _decision;
    private bool _isHeard;
    private long _energyWattHours;
    private long _startMs;
    private bool _hasStarted;

    /// <summary>Makes it over what it reads.</summary>
    public SiteDocument(SiteView view)
        : base(new WatchList(), view.Row)
    {
        _settings = view.Settings;
        _manual = view.Manual;
        _bus = view.Bus;
        _charging = view.Charging;
        _energy = view.Energy;
        _sources = view.Sources;
        _decision = view.Decision;
    }

    /// <inheritdoc/>
    public override int Count
    {
        get { return (int)BusKey.End; }
    }

    /// <inheritdoc/>
    public override string[] WordsOf(ValueRow row)
    {
        return row.Words == null ? StateWords.Policies() : base.WordsOf(row);
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

    /// <inheritdoc/>
    protected override ValueRow Row(int index, ValueRow row)
    {
        return index < (int)PowerKey.End ? PowerRow((PowerKey)index, row)
            : index < (int)CarsKey.End ? CarsRow((CarsKey)index, row)
            : BusRow((BusKey)index, row);
    }

    /// <inheritdoc/>
    protected override long Number(int index)
    {
        return index < (int)PowerKey.End ? PowerNumber((PowerKey)index)
            : index < (int)CarsKey.End ? CarsNumber((CarsKey)index)
            : BusNumber((BusKey)index);
    }

    /// <inheritdoc/>
    protected override string Text(int index)
    {
        return index < (int)PowerKey.End ? PowerText((PowerKey)index) : BusText((BusKey)index);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(int index, JsonWriter json)
    {
        if (index == (int)CarsKey.ChargeNow)
        {
            WriteChargeNow(json);
        }
        else
        {
            WriteSources(json);
        }
    }

    /// <inheritdoc/>
    protected override void Begin(long nowMs)
    {
        base.Begin(nowMs);

        // While no connector is heard, right after a start say, cars may well be charging: to say 0 W would be a claim.
        _isHeard = false;
        for (int i = 0; i < _charging.Count && !_isHeard; i++)
        {
            _isHeard = StateWords.IsHeard(_charging.Points[i].Connector.Link);
        }
    }

    /// <inheritdoc/>
    protected override bool IsQuiet(int index)
    {
        // The reason then repeats the surplus, which has a dead band of its own.
        return index == (int)PowerKey.Reason && _decision.IsGreen && _energy.HasSurplus;
    }

    private static long Known(bool has, int value)
    {
        return has ? value : Unknown;
    }
}
