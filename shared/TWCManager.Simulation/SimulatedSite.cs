namespace TWCManager.Simulation;

/// <summary>
/// A whole site: bus, connectors, cars that come and go, sun, house, perhaps a battery. The line runs in line time; the day may run faster.
/// One thread advances it; <see cref="Now"/> may be read from any.
/// </summary>
public sealed class SimulatedSite
{
    /// <summary>Seconds of a day.</summary>
    public const int DaySeconds = 86400;

    private const int StepMs = 1000;

    private readonly long _startMs;
    private readonly double _startSecond;
    private readonly double _daySpeed;
    private readonly bool[] _isThere;
    private readonly SimulatedCar?[] _cars;

    private volatile SiteSnapshot _now;
    private long _nextStepMs;

    /// <summary>Builds what a scenario describes.</summary>
    /// <param name="scenario">Connectors, cars, sun and house.</param>
    /// <param name="seed">Decides all chance on the bus.</param>
    /// <param name="startMs">Line time at which it begins, ms.</param>
    /// <param name="startSecond">Second of the first day at which it begins.</param>
    /// <param name="daySpeed">Seconds of the day that pass in a second of the line; batteries fill accordingly.</param>
    public SimulatedSite(Scenario scenario, int seed = 1, long startMs = 0, double startSecond = 0, double daySpeed = 1)
    {
        Scenario = scenario;
        _startMs = startMs;
        _startSecond = startSecond;
        _daySpeed = daySpeed;
        _nextStepMs = startMs;
        _isThere = new bool[scenario.Visits.Count];
        _cars = new SimulatedCar?[scenario.Visits.Count];
        Bus = new SimulatedBus(seed, startMs);
        foreach (ConnectorSetup setup in scenario.Connectors)
        {
            Bus.Add(setup).EnergyFactor = daySpeed;
        }

        Bus.NoisePerByte = scenario.NoisePerByte;
        Battery = scenario.MakeBattery();
        _now = Measure(startMs);
        Advance(startMs);
    }

    /// <summary>What it was built from.</summary>
    public Scenario Scenario { get; }

    /// <summary>The line.</summary>
    public SimulatedBus Bus { get; }

    /// <summary>Connectors, in the scenario's order.</summary>
    public IReadOnlyList<SimulatedConnector> Connectors => Bus.Connectors;

    /// <summary>Home battery, or null.</summary>
    public SimulatedHomeBattery? Battery { get; }

    /// <summary>Powers as of the last whole second of line time.</summary>
    public SiteSnapshot Now => _now;

    /// <summary>Energy taken from the grid since the start, Wh.</summary>
    public double ImportedWattHours { get; private set; }

    /// <summary>Energy given to the grid since the start, Wh.</summary>
    public double ExportedWattHours { get; private set; }

    /// <summary>Solar energy since the start, Wh.</summary>
    public double SolarWattHours { get; private set; }

    /// <summary>Energy that cars took since the start, Wh.</summary>
    public double CarWattHours { get; private set; }

    /// <summary>Seconds since the first midnight at a line time.</summary>
    public double DaySecondAt(long nowMs)
    {
        return _startSecond + (nowMs - _startMs) * _daySpeed / 1000;
    }

    /// <summary>Lets time pass for everything.</summary>
    /// <param name="nowMs">Line time to reach, ms.</param>
    public void Advance(long nowMs)
    {
        while (_nextStepMs <= nowMs)
        {
            Bus.Advance(_nextStepMs);
            Step(_nextStepMs);
            _nextStepMs += StepMs;
        }

        Bus.Advance(nowMs);
    }

    private void Step(long nowMs)
    {
        MoveCars(DaySecondAt(nowMs) % DaySeconds);
        SiteSnapshot before = _now;
        double seconds = (nowMs - before.AtMs) * _daySpeed / 1000;
        SiteSnapshot now = Measure(nowMs);
        if (Battery != null && seconds > 0)
        {
            Battery.Step(now.LoadWatts - now.SolarWatts, seconds);
            now = now with { BatteryWatts = Battery.Watts, BatteryPercent = Battery.StoredPercent };
        }

        double hours = seconds / 3600;
        ImportedWattHours += Math.Max(0, now.GridWatts) * hours;
        ExportedWattHours += Math.Max(0, -now.GridWatts) * hours;
        SolarWattHours += now.SolarWatts * hours;
        CarWattHours += now.CarWatts * hours;
        _now = now;
    }

    private void MoveCars(double secondOfDay)
    {
        for (int i = 0; i < _isThere.Length; i++)
        {
            CarVisit visit = Scenario.Visits[i];
            bool isThere = visit.IsThere(secondOfDay);
            if (isThere != _isThere[i])
            {
                _isThere[i] = isThere;
                Move(i, isThere);
            }

            SimulatedCar? car = _cars[i];
            if (car != null)
            {
                car.IsScheduled = visit.IsWaiting(secondOfDay);
            }
        }
    }

    private void Move(int index, bool isThere)
    {
        SimulatedConnector? connector = FindBySetup(Scenario.Visits[index].ConnectorId);
        if (connector == null)
        {
            return;
        }

        if (isThere)
        {
            SimulatedCar car = Scenario.Visits[index].MakeCar();
            _cars[index] = car;
            connector.PlugIn(car);
            return;
        }

        if (connector.Car == _cars[index])
        {
            connector.Unplug();
        }

        _cars[index] = null;
    }

    // Not by its present id, which may have changed after a conflict.
    private SimulatedConnector? FindBySetup(int id)
    {
        foreach (SimulatedConnector connector in Connectors)
        {
            if (connector.Setup.Id == id)
            {
                return connector;
            }
        }

        return null;
    }

    private SiteSnapshot Measure(long nowMs)
    {
        double daySecond = DaySecondAt(nowMs);
        double carWatts = 0;
        foreach (SimulatedConnector connector in Connectors)
        {
            carWatts += connector.DrawWatts;
        }

        return new SiteSnapshot(
            nowMs,
            daySecond,
            Scenario.Sun.WattsAt(daySecond),
            Scenario.House.WattsAt(daySecond),
            carWatts,
            Battery?.Watts ?? 0,
            Battery?.StoredPercent);
    }
}
