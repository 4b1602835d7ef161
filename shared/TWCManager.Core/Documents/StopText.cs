using TWCManager.Core.Charging;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Documents;

/// <summary>Says what is being done to stop a car where a limit of 0 does not, to start it again, or why it cannot be done.</summary>
public static class StopText
{
    /// <summary>The step as a fixed word.</summary>
    public static string Word(StopState state)
    {
        switch (state)
        {
            case StopState.Welcome:
                return "welcome";
            case StopState.Asking:
                return "asking";
            case StopState.Minimum:
                return "minimum";
            case StopState.Opening:
                return "opening";
            case StopState.Silencing:
                return "silencing";
            case StopState.Stopped:
                return "stopped";
            case StopState.Open:
                return "open";
            case StopState.Held:
                return "held";
            case StopState.Starting:
                return "starting";
            case StopState.Closing:
                return "closing";
            case StopState.Resuming:
                return "resuming";
            case StopState.GaveUp:
                return "gaveUp";
            case StopState.Recalling:
                return "recalling";
            default:
                return "free";
        }
    }

    /// <summary>The step as a line for the log.</summary>
    internal static string Line(StopState state)
    {
        switch (state)
        {
            case StopState.Asking:
                return "asks over MQTT that somebody stops the car";
            case StopState.Minimum:
                return "the car goes on at the minimum";
            case StopState.Opening:
                return "is told to open its contactor";
            case StopState.Silencing:
                return "gets no heartbeats until it stops by itself";
            case StopState.Stopped:
                return "the car has stopped";
            case StopState.Open:
                return "the contactor is open";
            case StopState.Held:
                return "stopped by silence; it gets heartbeats again, and no limit";
            case StopState.Starting:
                return "asks over MQTT that somebody starts the car";
            case StopState.Closing:
                return "is told to close its contactor";
            case StopState.Resuming:
                return "is told a limit again";
            case StopState.GaveUp:
                return "the car did not start again";
            default:
                return "may charge again, or its car has left";
        }
    }

    /// <summary>A reason that has to do with stopping, as a fixed word.</summary>
    internal static string Word(OfferReason reason)
    {
        switch (reason)
        {
            case OfferReason.Welcome:
                return "welcome";
            case OfferReason.AskedToStop:
                return "askedToStop";
            case OfferReason.CannotStop:
                return "cannotStop";
            case OfferReason.OpeningContactor:
                return "openingContactor";
            case OfferReason.ContactorOpen:
                return "contactorOpen";
            case OfferReason.Silenced:
                return "silenced";
            case OfferReason.HeldWithoutLimit:
                return "heldWithoutLimit";
            case OfferReason.StoppedByCar:
                return "stoppedByCar";
            case OfferReason.AskedToStart:
                return "askedToStart";
            case OfferReason.StartingAgain:
                return "startingAgain";
            case OfferReason.DidNotStart:
                return "didNotStart";
            default:
                return "unknown";
        }
    }

    /// <summary>The same as a sentence. Allocates.</summary>
    internal static string Sentence(ChargePoint point, ChargerSettings settings, string offered)
    {
        switch (point.Offer.Reason)
        {
            case OfferReason.Welcome:
                return "Offered " + offered + ": nothing is granted, but the car came or started a moment ago (welcomeTime "
                    + settings.Number(Setting.WelcomeTime).ToString() + " s).";
            case OfferReason.AskedToStop:
                return "Offered " + offered + ": nothing is granted; asked over MQTT that somebody stops the car.";
            case OfferReason.CannotStop:
                return "Offered " + offered + ": cannot stop the car. " + WhyNot(point.Stop, settings);
            case OfferReason.OpeningContactor:
                return "Offered " + offered + ": told the connector to open its contactor.";
            case OfferReason.ContactorOpen:
                return "Stopped: the contactor is open." + Count(point.Stop, settings);
            case OfferReason.Silenced:
                return "Left without heartbeats until it stops by itself, half a minute." + Count(point.Stop, settings);
            case OfferReason.HeldWithoutLimit:
                return "Stopped by silence, and told no limit." + Count(point.Stop, settings);
            case OfferReason.StoppedByCar:
                return "The car has stopped after somebody was asked to stop it.";
            case OfferReason.AskedToStart:
                return "Offered " + offered + "; asked over MQTT that somebody starts the car again.";
            case OfferReason.StartingAgain:
                return "Offered " + offered + ": waits for the car to start again.";
            case OfferReason.DidNotStart:
                return "Offered " + offered + ", but the car did not start again: full, asleep" + (point.Stop.Interruptions > 0
                    ? ", or it must be plugged in anew."
                    : ", or nobody answered the request.");
            default:
                return "Offered " + offered + ".";
        }
    }

    private static string WhyNot(StopLadder ladder, ChargerSettings settings)
    {
        if (ladder.Method == Setting.StopByHook)
        {
            return "Nobody stopped it when asked over MQTT, and stopMethod allows no more.";
        }

        if (ladder.IsWithoutEffect)
        {
            return "What stopMethod allows has no effect here.";
        }

        return ladder.Interruptions > 0 ? "It has been cut off " + ladder.Interruptions.ToString() + " times since it was plugged in, which is all it may (interruptionsPerPlugIn "
            + settings.Number(Setting.InterruptionsPerPlugIn).ToString() + ")." : "Nobody stopped it when asked over MQTT; the next step follows, if there is one.";
    }

    private static string Count(StopLadder ladder, ChargerSettings settings)
    {
        return " Interruption " + ladder.Interruptions.ToString() + " of at most " + settings.Number(Setting.InterruptionsPerPlugIn).ToString() + " since the car was plugged in.";
    }
}
