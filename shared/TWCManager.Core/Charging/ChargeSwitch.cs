namespace TWCManager.Core.Charging;

/// <summary>Whether a car may charge, as far as the grant goes. Starts and stops only when the wish has lasted, and when the relay has rested or run for long enough.</summary>
public sealed class ChargeSwitch
{
    private const long NotChanging = -1;

    private long _onSinceMs;
    private long _offSinceMs;
    private long _changingSinceMs = NotChanging;

    internal ChargeSwitch(long nowMs)
    {
        // Far enough in the past that a first start has no rest to keep.
        _offSinceMs = nowMs - ControlTiming.MinimumOffMs;
    }

    /// <summary>The car may charge: true also while none is there.</summary>
    public bool IsOn { get; private set; }

    /// <summary>The wish differs from <see cref="IsOn"/>.</summary>
    internal bool IsChanging
    {
        get { return _changingSinceMs >= 0; }
    }

    /// <summary>The wish has lasted; only the relay's rest is missing.</summary>
    internal bool IsResting { get; private set; }

    /// <summary>The car was drawing when it was switched off, and has not drawn or left since.</summary>
    internal bool IsPaused { get; private set; }

    /// <summary>What was missing from the sun since the car was switched on.</summary>
    internal StopBudget Budget { get; } = new StopBudget();

    /// <summary>A pause ends when the car draws again or leaves.</summary>
    internal void Observe(ConnectedCar car)
    {
        IsPaused = IsPaused && car.IsPlugged && (!IsOn || !car.IsCharging);
    }

    /// <summary>Moves on or off.</summary>
    /// <param name="wish">True while the car would get at least its minimum.</param>
    /// <param name="hasRelay">False where the connector cannot be switched off: then no relay moves between its floor and the minimum.</param>
    /// <param name="delayMs">How long a wish must last.</param>
    internal void Update(bool wish, bool isCharging, bool hasRelay, long delayMs, long nowMs)
    {
        IsResting = false;
        if (wish == IsOn)
        {
            _changingSinceMs = NotChanging;
            return;
        }

        if (!IsChanging)
        {
            _changingSinceMs = nowMs;
        }

        bool hasLasted = nowMs - _changingSinceMs >= delayMs;
        if (!hasLasted || (hasRelay && !HasRested(isCharging, nowMs)))
        {
            IsResting = hasLasted;
            return;
        }

        // Switched on again it keeps its share until the car draws: counted as a newcomer in between, it would give the others a current for a second.
        IsPaused = IsPaused || (!wish && isCharging);
        IsOn = wish;
        Budget.Clear();
        _changingSinceMs = NotChanging;
        _onSinceMs = wish ? nowMs : _onSinceMs;
        _offSinceMs = wish ? _offSinceMs : nowMs;
    }

    private bool HasRested(bool isCharging, long nowMs)
    {
        return IsOn
            ? !isCharging || nowMs - _onSinceMs >= ControlTiming.MinimumOnMs
            : nowMs - _offSinceMs >= ControlTiming.MinimumOffMs;
    }
}
