namespace TWCManager.Core.Charging;

/// <summary>Shares out in two passes. The first shows which cars would get their minimum; by that they are switched on or off. The second shares among those that are on.</summary>
internal sealed class SwitchedSharing
{
    private readonly CurrentAllocator _allocator;
    private readonly DemandReader _demands;
    private readonly TrialWish _trial;
    private readonly SwitchPace _pace;

    internal SwitchedSharing(CurrentAllocator allocator, DemandReader demands, TrialWish trial)
    {
        _allocator = allocator;
        _demands = demands;
        _trial = trial;
        _pace = new SwitchPace(allocator);
    }

    /// <summary>Each request holds its share afterwards.</summary>
    /// <param name="room">What the wiring has for all of them; only read.</param>
    /// <param name="grant">What they may use together.</param>
    internal void ShareWithSwitches(ConductorRoom room, SharedGrant grant, int wattsPerAmp, long nowMs)
    {
        int availableCentiamps = grant.AvailableCentiamps;
        _allocator.Share(_demands.Count, room, availableCentiamps);
        _pace.Begin(_demands.Owners, _demands.Count, grant.ExactCentiamps, wattsPerAmp, grant.DelayMs, grant.IsSure, nowMs);
        for (int i = 0; i < _demands.Count; i++)
        {
            Switch(_demands.Owners[i], _allocator.Requests[i], availableCentiamps, nowMs);
        }

        _allocator.Share(_demands.Count, room, availableCentiamps);
    }

    private void Switch(ChargePoint point, ShareRequest request, int availableCentiamps, long nowMs)
    {
        bool isTrial = _trial.IsFor(point);
        bool wish = request.IsServed || (point.Switch.IsOn && request.UsesGrant && ReachesWithFlex(request, availableCentiamps, point.Wish.FlexCentiamps));
        bool goesOnAnyway = request.FloorCentiamps >= request.MinimumCentiamps && !point.Stop.HasStopped;
        // No relay moves where the car goes on at the floor: nothing to wait for on the way up.
        long delayMs = _pace.DelayMs(point, request, wish);
        bool isAtOnce = isTrial || !point.Wish.IsSteady || (wish && goesOnAnyway);
        point.Switch.Update(wish, point.Car.IsCharging, point.Limits.FloorCentiamps == 0, isAtOnce ? 0 : delayMs, nowMs);
        request.IsHeld = point.Switch.IsOn && !request.IsServed;
        // Of a stop that is only tried, the relay decides when.
        request.WantsMore = point.Switch.IsOn && (request.WantsMore || isTrial);
    }

    private static bool ReachesWithFlex(ShareRequest request, int availableCentiamps, int flexCentiamps)
    {
        return flexCentiamps > 0 && availableCentiamps + flexCentiamps >= request.MinimumCentiamps;
    }
}
