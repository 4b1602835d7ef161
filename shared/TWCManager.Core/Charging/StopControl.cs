using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>Lets each charge point's <see cref="StopLadder"/> take its step, and passes on what it wants: the reason for people, the order for the connector.</summary>
internal sealed class StopControl
{
    private readonly ChargerSettings _settings;
    private int _settingsVersion = -1;

    internal StopControl(ChargerSettings settings)
    {
        _settings = settings;
    }

    /// <param name="trialConnector">Its stop is only tried: nobody is asked, nothing else is done. Null for none.</param>
    internal void Update(ChargePoint[] points, int count, WallConnector trialConnector, long nowMs)
    {
        bool hasNewSettings = _settingsVersion != _settings.Version;
        _settingsVersion = _settings.Version;
        int budget = _settings.Number(Setting.InterruptionsPerPlugIn);
        long welcomeMs = (long)_settings.Number(Setting.WelcomeTime) * 1000;
        for (int i = 0; i < count; i++)
        {
            StopLadder ladder = points[i].Stop;
            if (hasNewSettings || !ladder.HasMethod)
            {
                ladder.Method = _settings.ChoiceFor(Setting.StopMethod, points[i].Connector.IdText);
            }

            if (points[i].Connector != trialConnector || ladder.State != StopState.Free)
            {
                ladder.Update(budget, welcomeMs, nowMs);
                Order(points[i], nowMs);
                Explain(points[i]);
            }
        }
    }

    private static void Order(ChargePoint point, long nowMs)
    {
        bool isStart;
        if (point.Stop.TryTakeOrder(nowMs, out isStart))
        {
            if (isStart)
            {
                point.Connector.OrderStart();
            }
            else
            {
                point.Connector.OrderStop();
            }
        }
        else if (isStart)
        {
            // What could not go out while it was wanted must not go out later.
            point.Connector.CancelStop();
        }
    }

    private static void Explain(ChargePoint point)
    {
        StopLadder ladder = point.Stop;
        if (ladder.IsSilent)
        {
            // Nobody asks for its offer now.
            point.Reason = OfferReason.Silenced;
            point.OfferedCentiamps = 0;
            return;
        }

        bool isSaid = !point.HasRoom || point.Connector.Link == LinkState.Lost || point.TargetReason == OfferReason.Overdraw;
        // A limit of 0 gets its time before anything is said about other means.
        bool isObeying = ladder.State == StopState.Welcome && point.FloorCentiamps == 0;
        if (isSaid || isObeying || ladder.State == StopState.Free || ladder.State == StopState.Recalling)
        {
            return;
        }

        if (ladder.HasStopped && ladder.State != StopState.Opening && (point.IsOn || point.SwitchSinceMs >= 0))
        {
            point.TargetReason = point.IsOn ? OfferReason.RelayRest : OfferReason.StartDelay;
            return;
        }

        point.TargetReason = ReasonOf(ladder.State);
    }

    private static OfferReason ReasonOf(StopState state)
    {
        switch (state)
        {
            case StopState.Welcome:
                return OfferReason.Welcome;
            case StopState.Asking:
                return OfferReason.AskedToStop;
            case StopState.Minimum:
                return OfferReason.CannotStop;
            case StopState.Opening:
                return OfferReason.OpeningContactor;
            case StopState.Stopped:
                return OfferReason.StoppedByCar;
            case StopState.Open:
                return OfferReason.ContactorOpen;
            case StopState.Held:
                return OfferReason.HeldWithoutLimit;
            case StopState.Starting:
                return OfferReason.AskedToStart;
            case StopState.Closing:
            case StopState.Resuming:
                return OfferReason.StartingAgain;
            default:
                return OfferReason.DidNotStart;
        }
    }
}
