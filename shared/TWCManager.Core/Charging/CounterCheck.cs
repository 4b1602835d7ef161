using TWCManager.Core.Bus;

namespace TWCManager.Core.Charging;

/// <summary>Compares the energy that we integrate with the connector's own counter. Only differences count: some counters have a stuck bit, some run in Wh, some too slow.</summary>
/// <remarks>Source: docs/protocol.md#meter.</remarks>
public sealed class CounterCheck
{
    /// <summary>Not enough energy has flowed to tell.</summary>
    public const int Unknown = 0;

    /// <summary>The two went the same way.</summary>
    public const int Agrees = 1;

    /// <summary>They are far apart: the counter is defective, or the car uses other phases than we think.</summary>
    public const int Disagrees = 2;

    // Steps of the counter are 1 kWh, so less than this shows nothing.
    private const long WindowWattHours = 5000;
    private const long StepWattHours = 1000;
    private const int TolerancePercent = 15;
    // Nobody charges with more than 50 kW here. Until the unit is known, what would be too much in Wh is.
    private const int HighestKilowatts = 50;
    private const long MsPerHour = 3600000;
    private const long LeastCountOfWattHours = WindowWattHours / 10;

    private long _counter = WallConnector.Unknown;
    private long _atMs;
    private long _startCounter;
    private long _startWattHours;
    private bool _isKilowattHours;

    /// <summary><see cref="Unknown"/>, <see cref="Agrees"/> or <see cref="Disagrees"/>, by the last 5 kWh that could be compared.</summary>
    public int Verdict { get; private set; }

    /// <summary>Compares when a new reading is there.</summary>
    /// <param name="totalWattHours">What we integrated in all.</param>
    /// <param name="isWatched">False while the connector is not heard: then the counter sees what we do not.</param>
    internal void Update(MeterReading meter, long totalWattHours, bool isWatched)
    {
        if (!isWatched || meter.Counter < 0)
        {
            _counter = WallConnector.Unknown;
            return;
        }

        if (_counter >= 0 && meter.AtMs == _atMs)
        {
            return;
        }

        bool isUsable = _counter >= 0 && IsPossible(meter.Counter - _counter, meter.AtMs - _atMs);
        _counter = meter.Counter;
        _atMs = meter.AtMs;
        long wattHours = totalWattHours - _startWattHours;
        if (isUsable && wattHours < WindowWattHours)
        {
            return;
        }

        if (isUsable)
        {
            Judge(_counter - _startCounter, wattHours);
        }

        _startCounter = _counter;
        _startWattHours = totalWattHours;
    }

    private bool IsPossible(long difference, long ms)
    {
        long most = HighestKilowatts * (_isKilowattHours ? 1 : StepWattHours) * ms / MsPerHour + 1;
        return difference >= 0 && difference <= most;
    }

    private void Judge(long counted, long wattHours)
    {
        _isKilowattHours = counted < LeastCountOfWattHours;
        long countedWattHours = _isKilowattHours ? counted * StepWattHours : counted;
        long gap = countedWattHours > wattHours ? countedWattHours - wattHours : wattHours - countedWattHours;
        Verdict = gap > StepWattHours + wattHours * TolerancePercent / 100 ? Disagrees : Agrees;
    }
}
