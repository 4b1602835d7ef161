namespace TWCManager.Core.Charging;

/// <summary>Lets a charge start and stop only when the wish has lasted, and when the relay has rested or run for long enough.</summary>
internal sealed class StartStopGate
{
    /// <summary>Moves a charge point on or off.</summary>
    /// <param name="wish">True while it would get at least its minimum.</param>
    /// <param name="delayMs">How long a wish must last.</param>
    internal void Update(ChargePoint point, bool wish, long delayMs, long nowMs)
    {
        point.IsResting = false;
        if (wish == point.IsOn)
        {
            point.SwitchSinceMs = -1;
            return;
        }

        if (point.SwitchSinceMs < 0)
        {
            point.SwitchSinceMs = nowMs;
        }

        bool hasLasted = nowMs - point.SwitchSinceMs >= delayMs;
        // Where the connector cannot be switched off, no relay moves between its floor and the minimum.
        bool hasRested = point.FloorCentiamps > 0 || (point.IsOn
            ? !point.IsCharging || nowMs - point.OnSinceMs >= ControlTiming.MinimumOnMs
            : nowMs - point.OffSinceMs >= ControlTiming.MinimumOffMs);
        if (!hasLasted || !hasRested)
        {
            point.IsResting = hasLasted;
            return;
        }

        // Switched on again it keeps its share until the car draws: counted as a newcomer in between, it would give the others a current for a second.
        point.IsPaused = point.IsPaused || (!wish && point.IsCharging);
        point.IsOn = wish;
        point.Budget.Clear();
        point.SwitchSinceMs = -1;
        if (wish)
        {
            point.OnSinceMs = nowMs;
        }
        else
        {
            point.OffSinceMs = nowMs;
        }
    }
}
