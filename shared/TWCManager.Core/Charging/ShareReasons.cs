using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>Turns a share into a verdict: whole amperes, and the one thing that binds most.</summary>
internal sealed class ShareReasons
{
    private readonly ChargerSettings _settings;
    private readonly LoadBook _loads;
    private readonly TrialWish _trial;

    internal ShareReasons(ChargerSettings settings, LoadBook loads, TrialWish trial)
    {
        _settings = settings;
        _loads = loads;
        _trial = trial;
    }

    /// <summary>The verdict on one that takes no part in the sharing.</summary>
    internal void JudgeAbsent(ChargePoint point)
    {
        OfferReason reason = point.Connector.HasTwin ? OfferReason.TwoUnits : !point.HasRoom ? OfferReason.NoRoom : OfferReason.NotHeard;
        point.Verdict.Say(0, _loads.WiringLimitCentiamps == 0 ? OfferReason.NoWiringLimit : reason);
    }

    /// <summary>The verdict on a share.</summary>
    /// <param name="availableCentiamps">What all may use together.</param>
    /// <param name="left">What the wiring has left after all shares.</param>
    internal void Judge(ChargePoint point, ShareRequest request, int availableCentiamps, ConductorRoom left)
    {
        // The draw of a connector that does not answer is an old one: it is reserved, but it is no news.
        bool isOverdrawing = point.Car.IsOverdrawing && point.Connector.HasAnswered;
        OfferReason reason = isOverdrawing ? OfferReason.Overdraw : ReasonFor(point, request, availableCentiamps, left);
        if (point.Switch.IsChanging && request.UsesGrant)
        {
            reason = point.Switch.IsResting ? OfferReason.RelayRest : point.Switch.IsOn ? OfferReason.StopDelay : OfferReason.StartDelay;
        }

        int share = request.ShareCentiamps;
        point.Verdict.Say(share - share % ControlTiming.StepCentiamps, reason);
    }

    private OfferReason ReasonFor(ChargePoint point, ShareRequest request, int availableCentiamps, ConductorRoom left)
    {
        if (_trial.IsFor(point))
        {
            return OfferReason.Test;
        }

        if (!request.UsesGrant && (request.ShareCentiamps > 0 || request.WantsMore))
        {
            if (point.Connector.HasBeenHeard && !point.Connector.HasAnswered)
            {
                // It announces itself again and may still draw what it was last offered: that no car draws is not known.
                return OfferReason.NotHeard;
            }

            return point.Car.IsWaiting ? OfferReason.WaitingForCar : OfferReason.Parked;
        }

        if (!request.IsServed || request.IsHeld)
        {
            if (request.ShareCentiamps > 0 && request.FloorCentiamps > 0 && availableCentiamps < request.MinimumCentiamps)
            {
                return OfferReason.ProtocolFloor;
            }

            return availableCentiamps <= 0 ? OfferReason.PolicyGrantsNothing : OfferReason.BelowMinimum;
        }

        if (request.ShareCentiamps >= request.CapCentiamps)
        {
            return ReasonOfLimit(point);
        }

        return left.LeastOf(point.Limits.Conductors) < ControlTiming.StepCentiamps ? OfferReason.SharedLimit : OfferReason.Granted;
    }

    private OfferReason ReasonOfLimit(ChargePoint point)
    {
        int limit = point.Limits.LimitCentiamps;
        int wiringLimit = _loads.WiringLimitCentiamps;
        if (limit == wiringLimit && wiringLimit < _settings.Number(Setting.WiringMaxAmpsPerTWC) * 100)
        {
            return OfferReason.SharedLimit;
        }

        int rated = point.Connector.RatedCentiamps;
        return rated > 0 && limit == rated ? OfferReason.Rating : OfferReason.ConnectorLimit;
    }
}
