namespace TWCManager.Core.Charging;

/// <summary>How long a charge that follows the sun waits before it starts or stops, so that few relays move for much sun.</summary>
internal sealed class SwitchPace
{
    // Between two decisions; a longer time is a pause of ours, in which nobody watched the sun.
    private const long LongestStepMs = 5000;

    // A stop is worth the least power of the car for this many times the delay.
    private const int StopTimes = 2;

    // A further car costs a relay, and the sun is used either way.
    private const int FurtherTimes = 5;

    private readonly CurrentAllocator _allocator;
    private long _lastMs;
    private long _stepMs;
    private long _delayMs;
    private bool _isSure;
    private int _wattsPerAmp;
    private int _leftCentiamps;
    private bool _isAllTaken;

    /// <param name="allocator">Holds the requests, already shared out once.</param>
    public SwitchPace(CurrentAllocator allocator)
    {
        _allocator = allocator;
    }

    /// <summary>Begins a decision.</summary>
    /// <param name="owners">The charge point of each request.</param>
    /// <param name="count">Requests that count.</param>
    /// <param name="centiamps">What the sun gives to all of them, in 0.01 A, not cut to whole amperes.</param>
    /// <param name="wattsPerAmp">Power of one ampere, W.</param>
    /// <param name="delayMs">How long a wish must last before a car starts; 0 to wait for nothing.</param>
    /// <param name="isSure">False if nobody knows what the sun gives: then a stop waits no longer than a start.</param>
    internal void Begin(ChargePoint[] owners, int count, int centiamps, int wattsPerAmp, long delayMs, bool isSure, long nowMs)
    {
        _stepMs = nowMs - _lastMs <= LongestStepMs ? nowMs - _lastMs : 0;
        _lastMs = nowMs;
        _delayMs = delayMs;
        _isSure = isSure;
        _wattsPerAmp = wattsPerAmp;
        _leftCentiamps = centiamps;
        int charging = 0;
        int couldTake = 0;
        for (int i = 0; i < count; i++)
        {
            ShareRequest request = _allocator.Requests[i];
            _leftCentiamps -= request.UsesGrant && request.IsServed ? request.MinimumCentiamps : 0;
            if (owners[i].Switch.IsOn && owners[i].Car.IsCharging)
            {
                charging++;
                couldTake += request.CapCentiamps;
            }
        }

        _isAllTaken = charging > 0 && couldTake >= centiamps;
    }

    /// <summary>How long the wish of a point must last before it is switched, ms. Call it once for each in a decision, in the order of the requests.</summary>
    /// <param name="wish">True while it would get at least its minimum.</param>
    internal long DelayMs(ChargePoint point, ShareRequest request, bool wish)
    {
        if (!point.Switch.IsOn)
        {
            return wish && _isAllTaken ? _delayMs * FurtherTimes : _delayMs;
        }

        int left = _leftCentiamps > 0 ? _leftCentiamps : 0;
        int missing = wish ? -left : request.MinimumCentiamps - left;
        _leftCentiamps = wish ? _leftCentiamps : 0;
        point.Switch.Budget.Add(WattsOf(missing), _stepMs);
        if (!_isSure)
        {
            return _delayMs;
        }

        return point.Switch.Budget.IsUsedUp(WattsOf(request.MinimumCentiamps) * _delayMs * StopTimes) ? 0 : long.MaxValue;
    }

    private int WattsOf(int centiamps)
    {
        return (int)((long)centiamps * _wattsPerAmp / 100);
    }
}
