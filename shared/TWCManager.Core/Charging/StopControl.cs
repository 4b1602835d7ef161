using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>Lets each charge point's <see cref="StopLadder"/> take its step, and passes on what it wants: the reason for people, the order for the connector.</summary>
internal sealed class StopControl
{
    private readonly ChargerSettings _settings;
    private readonly PointRoster _roster;
    private readonly TrialWish _trial;
    private int _settingsVersion = -1;

    /// <param name="trial">A stop that is only tried is none: nothing is asked for, nothing else is done.</param>
    internal StopControl(ChargerSettings settings, PointRoster roster, TrialWish trial)
    {
        _settings = settings;
        _roster = roster;
        _trial = trial;
    }

    /// <summary>May replace the reason of each verdict.</summary>
    internal void Update(long nowMs)
    {
        bool hasNewSettings = _settingsVersion != _settings.Version;
        _settingsVersion = _settings.Version;
        int budget = _settings.Number(Setting.InterruptionsPerPlugIn);
        long welcomeMs = (long)_settings.Number(Setting.WelcomeTime) * 1000;
        for (int i = 0; i < _roster.Count; i++)
        {
            ChargePoint point = _roster.Points[i];
            if (hasNewSettings || !point.Stop.HasMethod)
            {
                point.Stop.Allow(_settings.ChoiceFor(Setting.StopMethod, point.Connector.IdText));
            }

            if (!_trial.IsFor(point) || point.Stop.State != StopState.Free)
            {
                point.Stop.Update(budget, welcomeMs, nowMs);
                Order(point, nowMs);
                Explain(point, point.Verdict);
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
                point.Connector.Orders.Start();
            }
            else
            {
                point.Connector.Orders.Stop();
            }
        }
        else if (isStart)
        {
            // What could not go out while it was wanted must not go out later.
            point.Connector.Orders.CancelStop();
        }
    }

    private static void Explain(ChargePoint point, Verdict verdict)
    {
        StopLadder ladder = point.Stop;
        if (ladder.IsSilent)
        {
            verdict.Explain(OfferReason.Silenced);
            return;
        }

        bool isSaid = !point.TakesPart || verdict.Reason == OfferReason.Overdraw;
        // A limit of 0 gets its time before anything is said about other means.
        bool isObeying = ladder.State == StopState.Welcome && point.Limits.FloorCentiamps == 0;
        if (isSaid || isObeying || ladder.State == StopState.Free || ladder.State == StopState.Recalling)
        {
            return;
        }

        if (ladder.HasStopped && ladder.State != StopState.Opening && (point.Switch.IsOn || point.Switch.IsChanging))
        {
            verdict.Explain(point.Switch.IsOn ? OfferReason.RelayRest : OfferReason.StartDelay);
            return;
        }

        verdict.Explain(ReasonOf(ladder.State));
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
