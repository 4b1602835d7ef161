using TWCManager.Core.Charging;
using TWCManager.Core.Policy;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Documents;

/// <summary>Says why a charge point is offered what it is offered: a word for automations, a sentence with the numbers for people.</summary>
public static class OfferReasonText
{
    /// <summary>The reason as a fixed word.</summary>
    public static string Word(OfferReason reason)
    {
        switch (reason)
        {
            case OfferReason.Granted:
                return "granted";
            case OfferReason.NoWiringLimit:
                return "noWiringLimit";
            case OfferReason.PolicyGrantsNothing:
                return "policyGrantsNothing";
            case OfferReason.ProtocolFloor:
                return "protocolFloor";
            case OfferReason.Parked:
                return "parked";
            case OfferReason.ConnectorLimit:
                return "connectorLimit";
            case OfferReason.Rating:
                return "rating";
            case OfferReason.SharedLimit:
                return "sharedLimit";
            case OfferReason.BelowMinimum:
                return "belowMinimum";
            case OfferReason.WaitingForOthers:
                return "waitingForOthers";
            case OfferReason.RaiseDelay:
                return "raiseDelay";
            case OfferReason.StartDelay:
                return "startDelay";
            case OfferReason.StopDelay:
                return "stopDelay";
            case OfferReason.NotHeard:
                return "notHeard";
            case OfferReason.JustLinked:
                return "justLinked";
            case OfferReason.Overdraw:
                return "overdraw";
            case OfferReason.ConnectorError:
                return "connectorError";
            case OfferReason.WaitingForCar:
                return "waitingForCar";
            case OfferReason.NoRoom:
                return "noRoom";
            case OfferReason.BadLine:
                return "badLine";
            case OfferReason.RelayRest:
                return "relayRest";
            case OfferReason.LowerDelay:
                return "lowerDelay";
            case OfferReason.Test:
                return "test";
            case OfferReason.TwoUnits:
                return "twoUnits";
            case OfferReason.TrapCure:
                return "trapCure";
            case OfferReason.CarStays:
                return "carStays";
            default:
                return StopText.Word(reason);
        }
    }

    /// <summary>What the policy grants as the sentences say it, in whole amperes: with its hundredths they would change with every reading.</summary>
    public static int GrantedCentiamps(PolicyDecision decision)
    {
        return decision.AvailableCentiamps - decision.AvailableCentiamps % 100;
    }

    /// <summary>The reason as a sentence of less than 200 characters. Allocates.</summary>
    public static string Sentence(ChargePoint point, ChargerSettings settings, PolicyDecision decision)
    {
        string offered = Amps(point.Offer.Centiamps);
        switch (point.Offer.Reason)
        {
            case OfferReason.Granted:
                // A car leaves up to an ampere of its offer unused, so the offer may be above the grant.
                return point.Offer.Centiamps > decision.AvailableCentiamps
                    ? "Offered " + offered + ": the car draws less than it may, and the policy grants " + Amps(GrantedCentiamps(decision)) + "."
                    : "Offered " + offered + " of the " + Amps(GrantedCentiamps(decision)) + " that the policy grants.";
            case OfferReason.NoWiringLimit:
                return "No wiring limit is set: enter wiringMaxAmpsAllTWCs and wiringMaxAmpsPerTWC on site.";
            case OfferReason.PolicyGrantsNothing:
                return "Offered " + offered + ": the policy grants nothing now.";
            case OfferReason.ProtocolFloor:
                return "Offered " + offered + ": this connector cannot be held lower, only the car can stop.";
            case OfferReason.Parked:
                return "Parked at " + offered + ": no car draws here.";
            case OfferReason.ConnectorLimit:
                return "Offered " + offered + ": the limit of one connector (wiringMaxAmpsPerTWC).";
            case OfferReason.Rating:
                return "Offered " + offered + ": the connector is rated for " + Amps(point.Connector.RatedCentiamps) + ".";
            case OfferReason.SharedLimit:
                return "Offered " + offered + ": all connectors share " + settings.Number(Setting.WiringMaxAmpsAllTWCs).ToString()
                    + " A (wiringMaxAmpsAllTWCs).";
            case OfferReason.BelowMinimum:
                return "Offered " + offered + ": what is left is less than the " + settings.Number(Setting.MinAmpsPerTWC).ToString()
                    + " A that a car needs (minAmpsPerTWC).";
            case OfferReason.WaitingForOthers:
                return "Offered " + offered + ": waits until other cars have lowered their draw.";
            default:
                return Waiting(point, settings, offered);
        }
    }

    private static string Waiting(ChargePoint point, ChargerSettings settings, string offered)
    {
        switch (point.Offer.Reason)
        {
            case OfferReason.RaiseDelay:
                return "Offered " + offered + ": more follows when the pause after the last change is over.";
            case OfferReason.StartDelay:
                return "Offered " + offered + ": waits before it starts (startStopDelay " + Delay(settings) + ").";
            case OfferReason.StopDelay:
                return "Offered " + offered + ": waits before it stops (startStopDelay " + Delay(settings) + ").";
            case OfferReason.LowerDelay:
                return "Offered " + offered + ": less follows when the pause after the last change is over.";
            case OfferReason.Test:
                return "Offered " + offered + ": a commissioning test is under way.";
            case OfferReason.TrapCure:
                return "Offered " + offered + " for some seconds: the car stays at 6 A although it may draw more (trapCure).";
            case OfferReason.CarStays:
                return "Offered " + offered + ", but the car stays at 6 A and trapCure does not help: look for a limit in the car.";
            case OfferReason.RelayRest:
                return "Offered " + offered + ": the relay was switched a moment ago and stays as it is for a minute.";
            case OfferReason.NotHeard:
                return "Offered nothing: it is not heard; up to " + Amps(point.Connector.SentCentiamps) + " stay reserved for it.";
            case OfferReason.JustLinked:
                return "Offered " + offered + ": it linked a moment ago.";
            case OfferReason.Overdraw:
                return "Offered " + offered + ", but the car draws " + Amps(point.Connector.ActualCentiamps) + ".";
            case OfferReason.ConnectorError:
                return "Offered " + offered + ": the connector reports an error, nothing is raised.";
            case OfferReason.WaitingForCar:
                return "Offered " + offered + ", but the car does not draw: asleep, full or on its own schedule.";
            case OfferReason.NoRoom:
                if (point.Limits.LimitCentiamps < point.Limits.FloorCentiamps)
                {
                    return "Not served: it cannot be held below " + Amps(point.Limits.FloorCentiamps) + ", and the lowest of rating and wiring limits is "
                        + Amps(point.Limits.LimitCentiamps) + ".";
                }

                return "Not served: the " + settings.Number(Setting.WiringMaxAmpsAllTWCs).ToString()
                    + " A of all connectors (wiringMaxAmpsAllTWCs) have no room for what it may draw as soon as it hears a master.";
            case OfferReason.TwoUnits:
                return "Not served: answers to the id " + point.Connector.IdText + " destroy each other, as when two wall connectors have it. Switch one off, and on again when the other one charges.";
            case OfferReason.BadLine:
                return "Offered " + offered + ": too many frames on the bus are damaged, nothing is raised.";
            default:
                return StopText.Sentence(point, settings, offered);
        }
    }

    private static string Delay(ChargerSettings settings)
    {
        return settings.Number(Setting.StartStopDelay).ToString() + " s";
    }

    // 1600 is "16 A", 1650 "16.5 A", 528 "5.28 A".
    private static string Amps(int centiamps)
    {
        string text = (centiamps / 100).ToString();
        int rest = centiamps % 100;
        if (rest != 0)
        {
            text += rest % 10 == 0 ? "." + (rest / 10).ToString() : (rest < 10 ? ".0" : ".") + rest.ToString();
        }

        return text + " A";
    }
}
