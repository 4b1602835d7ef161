using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>What each connector may be drawing, as far as we know and at the worst, and what the wiring has left beside the others. Only calculates: sharing and gate both ask it.</summary>
internal sealed class LoadBook
{
    private const int Known = 0;
    private const int WorstIfLinked = 1;
    private const int Worst = 2;

    private readonly PointRoster _roster;

    internal LoadBook(PointRoster roster)
    {
        _roster = roster;
    }

    /// <summary>Limit of all connectors together in 0.01 A, on each conductor; 0 while none is set.</summary>
    internal int WiringLimitCentiamps { get; private set; }

    /// <summary>Current that an unknown unit takes, in 0.01 A: it comes off the limit.</summary>
    internal int StrangerCentiamps { get; private set; }

    /// <summary>What all connectors together may draw on each conductor, in 0.01 A.</summary>
    internal int RoomCentiamps
    {
        get { return WiringLimitCentiamps - StrangerCentiamps; }
    }

    internal void SetLimits(int wiringLimitCentiamps, int strangerCentiamps)
    {
        WiringLimitCentiamps = wiringLimitCentiamps;
        StrangerCentiamps = strangerCentiamps;
    }

    /// <summary>What a connector may be drawing as far as we know, in 0.01 A.</summary>
    internal static int KnownLoad(ChargePoint point, long nowMs)
    {
        // Both of a pair take the same order.
        int load = OneLoad(point, nowMs);
        return point.Connector.HasTwin ? 2 * load : load;
    }

    /// <summary>The most a connector can be drawing, in 0.01 A: one that we have not heard yet may have been charging before our start.</summary>
    internal static int WorstLoad(ChargePoint point, long nowMs)
    {
        WallConnector connector = point.Connector;
        int load = KnownLoad(point, nowMs);
        if (!connector.HasBeenHeard)
        {
            return IsEarly(point, nowMs) && point.Limits.LimitCentiamps > load ? point.Limits.LimitCentiamps : load;
        }

        return connector.ActualCentiamps > load ? connector.ActualCentiamps : load;
    }

    /// <summary>It is, or was not long ago, under a master: it may be charging.</summary>
    internal static bool MayHoldLimit(ChargePoint point, long nowMs)
    {
        return point.Connector.HasBeenHeard || HadRoom(point, nowMs);
    }

    /// <summary>It was linked when the program ended: then it had its room, and nobody else has got that since.</summary>
    internal static bool HadRoom(ChargePoint point, long nowMs)
    {
        return point.Connector.WasLinkedBefore && IsEarly(point, nowMs);
    }

    /// <summary>What a connector could be offered beside the others at their worst, in whole amperes as 0.01 A.</summary>
    internal int RoomFor(ChargePoint point, long nowMs)
    {
        int room = RoomCentiamps - OthersLoad(point, Worst, nowMs);
        return room - room % ControlTiming.StepCentiamps;
    }

    /// <summary>The floor of one that hears no master yet fits beside the others. What was linked when the program ended may still charge; a unit that only announces itself has had no master.</summary>
    internal bool HasRoomForNewcomer(ChargePoint point, long nowMs)
    {
        return OthersLoad(point, WorstIfLinked, nowMs) + point.Limits.FloorCentiamps <= RoomCentiamps;
    }

    /// <summary>It and the others, as far as we know, draw more than the wiring carries.</summary>
    internal bool IsTooMuch(ChargePoint point, long nowMs)
    {
        return OthersLoad(point, Known, nowMs) + KnownLoad(point, nowMs) > RoomCentiamps;
    }

    private static int OneLoad(ChargePoint point, long nowMs)
    {
        WallConnector connector = point.Connector;
        int floor = point.Limits.FloorCentiamps;
        if (!connector.HasBeenHeard)
        {
            // It can have linked without our hearing it: then its floor is drawn.
            bool mayHearUs = connector.HeartbeatsSent > 0 && !ConnectorRoster.HasStopped(connector, nowMs);
            return mayHearUs ? floor : 0;
        }

        int load = connector.HeldAtMostCentiamps;
        load = connector.ConfirmedCentiamps > load ? connector.ConfirmedCentiamps : load;
        load = connector.ActualCentiamps > load + ControlTiming.DrawToleranceCentiamps ? connector.ActualCentiamps : load;
        return load > floor ? load : floor;
    }

    private static bool IsEarly(ChargePoint point, long nowMs)
    {
        return nowMs - point.AddedMs < ControlTiming.ReservationMs;
    }

    // Load of all others on that conductor of the point which has most of it.
    private int OthersLoad(ChargePoint point, int kind, long nowMs)
    {
        int highest = 0;
        for (int conductor = 1; conductor <= PhaseWiring.AllConductors; conductor <<= 1)
        {
            if ((point.Limits.Conductors & conductor) != 0)
            {
                int load = OthersLoadOn(conductor, point, kind, nowMs);
                highest = load > highest ? load : highest;
            }
        }

        return highest;
    }

    private int OthersLoadOn(int conductor, ChargePoint point, int kind, long nowMs)
    {
        int sum = 0;
        for (int i = 0; i < _roster.Count; i++)
        {
            ChargePoint other = _roster.Points[i];
            if (other != point && (other.Limits.Conductors & conductor) != 0)
            {
                bool isWorst = kind == Worst || (kind == WorstIfLinked && other.Connector.WasLinkedBefore);
                sum += isWorst ? WorstLoad(other, nowMs) : KnownLoad(other, nowMs);
            }
        }

        return sum;
    }
}
