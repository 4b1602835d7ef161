using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Energy;
using TWCManager.Core.Policy;

namespace TWCManager.Core.Documents;

/// <summary>The fixed words that states are published with. Never translated, never changed: automations compare them.</summary>
public static class StateWords
{
    /// <summary>Wire state of a connector that has a fault.</summary>
    internal const int ErrorState = 2;

    /// <summary>Wire state that comes as a blip of a second among any others.</summary>
    internal const int BusyState = 5;

    /// <summary>Whether what a connector said last is still worth telling.</summary>
    public static bool IsHeard(LinkState link)
    {
        return link == LinkState.Online || link == LinkState.Stale;
    }

    /// <summary>Quality of a link.</summary>
    public static string Link(LinkState link)
    {
        switch (link)
        {
            case LinkState.Online:
                return "online";
            case LinkState.Stale:
                return "stale";
            case LinkState.Offline:
                return "offline";
            case LinkState.Lost:
                return "lost";
            default:
                return "linking";
        }
    }

    /// <summary>State of a wall connector; while it is not heard, the state of the link.</summary>
    public static string Connector(WallConnector connector)
    {
        if (!IsHeard(connector.Link))
        {
            return Link(connector.Link);
        }

        switch (connector.State)
        {
            case 0:
                return "ready";
            case 1:
                return "charging";
            case ErrorState:
                return "error";
            case 3:
                return "pluggedNotCharging";
            case 4:
                return "waiting";
            case BusyState:
                return "busy";
            case 6:
                return "raising";
            case 7:
                return "lowering";
            case 8:
                return "starting";
            case 9:
                return "adjusting";
            case 10:
                return "adjusted";
            default:
                return "unknown";
        }
    }

    /// <summary>What is known of the car.</summary>
    public static string Car(ChargePoint point)
    {
        if (!IsHeard(point.Connector.Link))
        {
            return "unknown";
        }

        if (point.Car.IsCharging)
        {
            return "charging";
        }

        return point.Car.IsPlugged ? "plugged" : "none";
    }

    /// <summary>What a connector's own counter says of our energy; null while that is not known.</summary>
    public static string Counter(int verdict)
    {
        return verdict == CounterCheck.Unknown ? null : verdict == CounterCheck.Agrees ? "agrees" : "disagrees";
    }

    /// <summary>State of the bus master.</summary>
    public static string Bus(BusState state)
    {
        switch (state)
        {
            case BusState.Listening:
                return "listening";
            case BusState.Announcing:
                return "announcing";
            case BusState.Running:
                return "running";
            case BusState.OtherMaster:
                return "otherMaster";
            default:
                return "silent";
        }
    }

    /// <summary>All words that "policy" of the site can have.</summary>
    public static string[] Policies()
    {
        return ChargeRules.Words();
    }

    /// <summary>State of an energy source.</summary>
    public static string Source(SourceState state)
    {
        switch (state)
        {
            case SourceState.Waiting:
                return "waiting";
            case SourceState.Ok:
                return "ok";
            case SourceState.Stale:
                return "stale";
            case SourceState.Failed:
                return "failed";
            case SourceState.ConfigurationError:
                return "configurationError";
            default:
                return "notConfigured";
        }
    }

    /// <summary>"ON" or "OFF": what Home Assistant takes for a binary state; JSON's true and false are none to it.</summary>
    public static string OnOff(bool value)
    {
        return value ? "ON" : "OFF";
    }
}
