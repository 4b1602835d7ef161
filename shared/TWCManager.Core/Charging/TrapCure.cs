using TWCManager.Core.Bus;

namespace TWCManager.Core.Charging;

/// <summary>Frees a car that stays at 6 A although it is offered more: some Teslas of 2017 and 2018 fall to 6 A when their limit is raised to less than a threshold, and stay there until it is offered for some seconds.</summary>
/// <remarks>Only asks; whether there is room the caller knows. Reacts, never prevents: newer cars do not need it and would begin to oscillate. Source: docs/protocol.md#current-control.</remarks>
internal sealed class TrapCure
{
    private const int LargeRatingCentiamps = 8000;
    private const int LargeThresholdCentiamps = 2100;
    // 16 A gives 15.7, which was too little for somebody; but many circuits carry no more.
    private const int ThresholdCentiamps = 1700;
    private const int LeastThresholdCentiamps = 1600;
    // What a car draws in the trap: 5.1 to 6.7 A were seen. One that draws more is limited by something else.
    private const int TrappedCentiamps = 700;
    private const int DrawsCentiamps = 200;
    private const int MovedCentiamps = 80;
    private const long AfterStartMs = 60000;
    private const long StuckMs = 10000;
    // Five are needed, three were too short.
    private const long HoldMs = 6000;
    private const long WaitMs = 30000;
    private const long HourMs = 3600000;
    private const int AttemptsPerHour = 3;

    private readonly long[] _attemptMs = new long[AttemptsPerHour];
    private int _attempts;
    private int _futile;
    private int _steadyCentiamps;
    private long _steadySinceMs;
    private long _drawsSinceMs;
    private long _endedMs;
    private bool _isActive;
    private long _activeSinceMs;
    private long _heldSinceMs;

    internal TrapCure(long nowMs)
    {
        _drawsSinceMs = nowMs;
    }

    /// <summary>It was tried three times in a row without effect: not tried again before the car is plugged in anew.</summary>
    internal bool HasGivenUp
    {
        get { return _futile >= AttemptsPerHour; }
    }

    /// <summary>What its car should be offered now to get out of the trap.</summary>
    /// <param name="shareCentiamps">What it is offered anyway.</param>
    /// <param name="mostCentiamps">The most it could be offered now, whatever the policy grants.</param>
    /// <returns>0 when there is nothing to cure, or no room.</returns>
    internal int Wish(ChargePoint point, int shareCentiamps, int mostCentiamps, long nowMs)
    {
        Watch(point, nowMs);
        int threshold = ThresholdOf(point);
        bool isPossible = threshold <= mostCentiamps && threshold <= point.Limits.LimitCentiamps && threshold > shareCentiamps;
        if (_isActive && (!isPossible || IsOver(point, threshold, nowMs)))
        {
            End(nowMs);
        }
        else if (!_isActive && isPossible && IsTrapped(point, shareCentiamps, threshold, nowMs) && MayTry(nowMs))
        {
            _isActive = true;
            _activeSinceMs = nowMs;
            _heldSinceMs = -1;
        }

        return _isActive ? threshold : 0;
    }

    private static int ThresholdOf(ChargePoint point)
    {
        if (point.Connector.RatedCentiamps >= LargeRatingCentiamps)
        {
            return LargeThresholdCentiamps;
        }

        return point.Limits.LimitCentiamps >= ThresholdCentiamps ? ThresholdCentiamps : LeastThresholdCentiamps;
    }

    private void Watch(ChargePoint point, long nowMs)
    {
        int actual = point.Connector.ActualCentiamps;
        if (!point.Car.IsCharging)
        {
            _drawsSinceMs = nowMs;
        }

        if (actual - _steadyCentiamps > MovedCentiamps || _steadyCentiamps - actual > MovedCentiamps)
        {
            _steadyCentiamps = actual;
            _steadySinceMs = nowMs;
        }

        bool isFree = actual > TrappedCentiamps && !_isActive && nowMs - _endedMs >= ControlTiming.SettledMs;
        if (isFree || !point.Car.IsPlugged)
        {
            _futile = 0;
        }
    }

    private bool IsTrapped(ChargePoint point, int shareCentiamps, int threshold, long nowMs)
    {
        WallConnector connector = point.Connector;
        int actual = connector.ActualCentiamps;
        bool isSteady = nowMs - _drawsSinceMs >= AfterStartMs && nowMs - _steadySinceMs >= StuckMs
            && nowMs - connector.SentChangedMs >= ControlTiming.SettledMs;
        return connector.Link == LinkState.Online && isSteady && actual > DrawsCentiamps && actual <= TrappedCentiamps
            && connector.SentCentiamps < threshold && connector.SentCentiamps - actual > ControlTiming.FollowsCentiamps
            && shareCentiamps - actual > ControlTiming.FollowsCentiamps;
    }

    private bool MayTry(long nowMs)
    {
        bool isFreeInThisHour = _attempts < AttemptsPerHour || nowMs - _attemptMs[_attempts % AttemptsPerHour] >= HourMs;
        return isFreeInThisHour && !HasGivenUp;
    }

    private bool IsOver(ChargePoint point, int threshold, long nowMs)
    {
        WallConnector connector = point.Connector;
        if (!point.Car.IsCharging || connector.Link != LinkState.Online)
        {
            return true;
        }

        if (_heldSinceMs < 0)
        {
            bool isHeld = connector.SentCentiamps == threshold && connector.ConfirmedCentiamps == threshold;
            _heldSinceMs = isHeld ? nowMs : -1;
            return nowMs - _activeSinceMs >= WaitMs;
        }

        return nowMs - _heldSinceMs >= HoldMs;
    }

    private void End(long nowMs)
    {
        _isActive = false;
        _endedMs = nowMs;
        if (_heldSinceMs >= 0)
        {
            _attemptMs[_attempts % AttemptsPerHour] = nowMs;
            _attempts++;
            _futile++;
        }
    }
}
