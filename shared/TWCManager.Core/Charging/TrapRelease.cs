namespace TWCManager.Core.Charging;

/// <summary>Lets a car that is caught at 6 A have more for some seconds than the policy grants, out of room that no other connector has or may be using.</summary>
/// <remarks>After all shares, so that it costs no other car anything. When that helps, and when not, is in <see cref="TrapCure"/>.</remarks>
internal sealed class TrapRelease
{
    private readonly LoadBook _loads;
    private readonly TrialWish _trial;

    internal TrapRelease(LoadBook loads, TrialWish trial)
    {
        _loads = loads;
        _trial = trial;
    }

    /// <summary>May replace a verdict.</summary>
    /// <param name="left">What the wiring has left after all shares; what is given is taken off.</param>
    internal void Judge(ChargePoint point, ConductorRoom left, long nowMs)
    {
        if (point.Cure == null || _trial.IsFor(point))
        {
            return;
        }

        int share = point.Verdict.Centiamps;
        int most = share + left.LeastOf(point.Limits.Conductors);
        int room = _loads.RoomFor(point, nowMs);
        int wish = point.Cure.Wish(point, share, most < room ? most : room, nowMs);
        if (wish > share)
        {
            left.Take(point.Limits.Conductors, wish - share);
            point.Verdict.Say(wish, OfferReason.TrapCure);
        }
        else if (point.Cure.HasGivenUp && share - point.Connector.ActualCentiamps > ControlTiming.FollowsCentiamps)
        {
            point.Verdict.Explain(OfferReason.CarStays);
        }
    }
}
