using TWCManager.Simulation;

namespace TWCManager.Host.Day;

/// <summary>Counts what really happened on a day, second by second, from the site itself and never from its meter.</summary>
internal sealed class DayTruth
{
    private const int ReversalSeconds = 180;
    private const int PhaseCount = 3;
    private const double JoulesPerKwh = 3_600_000;

    private readonly SimulatedSite _site;
    private readonly bool _isHouseOnOnePhase;
    private readonly double[] _gridPhases = new double[PhaseCount];
    private double _sunUsed;
    private double _carImport;
    private double _batteryToCar;
    private int _offeredCentiamps = -1;
    private int _lastChange;
    private int _lastChangeSecond;

    /// <param name="isHouseOnOnePhase">True if the house is on L1; false if it is spread over three phases.</param>
    public DayTruth(SimulatedSite site, bool isHouseOnOnePhase)
    {
        _site = site;
        _isHouseOnOnePhase = isHouseOnOnePhase;
    }

    /// <summary>Energy of the cars that the sun gave in the same second, kWh.</summary>
    public double SunUsedKwh
    {
        get { return _sunUsed / JoulesPerKwh; }
    }

    /// <summary>Energy of the cars that the grid gave in the same second, kWh.</summary>
    public double CarImportKwh
    {
        get { return _carImport / JoulesPerKwh; }
    }

    /// <summary>Energy of the cars that the home battery gave in the same second, kWh.</summary>
    public double BatteryToCarKwh
    {
        get { return _batteryToCar / JoulesPerKwh; }
    }

    /// <summary>Times that a contactor closed, of all connectors.</summary>
    public int Starts
    {
        get { return _site.Connectors.Sum(connector => connector.ContactorCloses); }
    }

    /// <summary>Seconds in which the sum of the standing limits changed.</summary>
    public int OfferChanges { get; private set; }

    /// <summary>Changes in the other direction within 180 s of the change before.</summary>
    public int Reversals { get; private set; }

    /// <summary>Sum of the standing limits, 0.01 A.</summary>
    public int OfferedCentiamps
    {
        get { return Math.Max(0, _offeredCentiamps); }
    }

    /// <summary>Grid power of L1, L2 and L3, W, + import. Sun and battery feed three phases evenly.</summary>
    public IReadOnlyList<double> GridPhases
    {
        get { return _gridPhases; }
    }

    /// <summary>Counts one second. Call it once for each.</summary>
    public void Add(SiteSnapshot now)
    {
        double sun = Math.Min(now.CarWatts, Math.Max(0, now.SolarWatts - now.HouseWatts));
        double import = Math.Min(now.CarWatts, Math.Max(0, now.GridWatts));
        _sunUsed += sun;
        _carImport += import;
        _batteryToCar += Math.Clamp(now.CarWatts - sun - import, 0, Math.Max(0, now.BatteryWatts));
        NoteOffer((int)now.DaySecond, _site.Connectors.Sum(connector => connector.StandingLimitCentiamps));
        SplitByPhase(now);
    }

    private void NoteOffer(int second, int centiamps)
    {
        int change = _offeredCentiamps < 0 ? 0 : centiamps - _offeredCentiamps;
        _offeredCentiamps = centiamps;
        if (change == 0)
        {
            return;
        }

        OfferChanges++;
        if (_lastChange != 0 && Math.Sign(change) != Math.Sign(_lastChange) && second - _lastChangeSecond <= ReversalSeconds)
        {
            Reversals++;
        }

        _lastChange = change;
        _lastChangeSecond = second;
    }

    private void SplitByPhase(SiteSnapshot now)
    {
        double shared = (_isHouseOnOnePhase ? 0 : now.HouseWatts) - now.SolarWatts - now.BatteryWatts;
        for (int phase = 0; phase < PhaseCount; phase++)
        {
            _gridPhases[phase] = shared / PhaseCount;
        }

        _gridPhases[0] += _isHouseOnOnePhase ? now.HouseWatts : 0;
        foreach (SimulatedConnector connector in _site.Connectors)
        {
            int phases = connector.Car == null ? 0 : Math.Min(connector.Car.PhaseCount, connector.Setup.WiredPhases);
            for (int phase = 0; phase < phases; phase++)
            {
                _gridPhases[phase] += connector.DrawWatts / phases;
            }
        }
    }
}
