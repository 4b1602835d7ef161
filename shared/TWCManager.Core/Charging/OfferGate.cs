using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>The last gate: sees every offer right before it is encoded. Lowers at once, raises only into room that nobody else may be using.</summary>
/// <remarks>
/// Keeps the sum rule: no heartbeat leaves that raises a limit unless this limit and the load of all others, at their worst, fit each conductor that the
/// connector is wired to. What a car uses of them does not count: the next one may use all.
/// </remarks>
public sealed class OfferGate : IOfferSource
{
    private const int Known = 0;
    private const int WorstIfLinked = 1;
    private const int Worst = 2;

    private readonly ChargeControl _control;

    internal OfferGate(ChargeControl control)
    {
        _control = control;
    }

    /// <inheritdoc/>
    public bool MayServe(WallConnector connector, long nowMs)
    {
        ChargePoint point = Find(connector);
        if (point == null)
        {
            return false;
        }

        if (connector.HasTwin || point.Stop.IsSilent)
        {
            return false;
        }

        if (!point.HasRoom)
        {
            return MustBeLoweredFirst(point);
        }

        // What was linked when the program ended had its room then, and nobody else has got it since, whether it announces itself meanwhile or not.
        bool hadRoom = connector.WasLinkedBefore && IsEarly(point, nowMs);
        return connector.HasAnswered || connector.IsRemembered || hadRoom || OthersLoadForNewcomer(point, nowMs) + point.FloorCentiamps <= Room();
    }

    // Left alone it would go on for half a minute at what it holds, so it is brought down to its floor before.
    private static bool MustBeLoweredFirst(ChargePoint point)
    {
        return point.Connector.HasAnswered && point.FloorCentiamps <= point.LimitCentiamps && point.Connector.HeldAtMostCentiamps > point.FloorCentiamps;
    }

    /// <inheritdoc/>
    public int OfferFor(WallConnector connector, long nowMs)
    {
        ChargePoint point = Find(connector);
        if (point == null)
        {
            return 0;
        }

        int standing = Standing(point);
        int offer = point.TargetCentiamps;
        point.Reason = point.TargetReason;
        if (point.Stop.State == StopState.Held && connector.ConfirmedCentiamps == 0)
        {
            // It stays stopped as long as it is told no limit. One that remembers a limit must be told a lower one.
            point.OfferedCentiamps = 0;
            return 0;
        }

        if (offer > standing)
        {
            offer = Raise(point, standing, offer, nowMs);
        }
        else if (offer < standing && !MayLower(point, nowMs))
        {
            point.Reason = OfferReason.LowerDelay;
            offer = standing;
        }

        offer = Clamp(point, offer);
        if (offer > standing)
        {
            point.RaisedMs = nowMs;
        }

        point.OfferedCentiamps = offer;
        return offer;
    }

    /// <summary>What a connector may be drawing as far as we know, in 0.01 A.</summary>
    internal int KnownLoadCentiamps(ChargePoint point, long nowMs)
    {
        // Both of a pair take the same order.
        int load = OneLoadCentiamps(point, nowMs);
        return point.Connector.HasTwin ? 2 * load : load;
    }

    private static int OneLoadCentiamps(ChargePoint point, long nowMs)
    {
        WallConnector connector = point.Connector;
        if (!connector.HasBeenHeard)
        {
            // It can have linked without our hearing it: then its floor is drawn.
            bool mayHearUs = connector.HeartbeatsSent > 0 && !ConnectorRoster.HasStopped(connector, nowMs);
            return mayHearUs ? point.FloorCentiamps : 0;
        }

        int load = connector.HeldAtMostCentiamps;
        load = connector.ConfirmedCentiamps > load ? connector.ConfirmedCentiamps : load;
        load = connector.ActualCentiamps > load + ControlTiming.DrawToleranceCentiamps ? connector.ActualCentiamps : load;
        return load > point.FloorCentiamps ? load : point.FloorCentiamps;
    }

    /// <summary>The most a connector can be drawing, in 0.01 A: one that we have not heard yet may have been charging before our start.</summary>
    internal int WorstLoadCentiamps(ChargePoint point, long nowMs)
    {
        WallConnector connector = point.Connector;
        int load = KnownLoadCentiamps(point, nowMs);
        if (!connector.HasBeenHeard)
        {
            return IsEarly(point, nowMs) && point.LimitCentiamps > load ? point.LimitCentiamps : load;
        }

        return connector.ActualCentiamps > load ? connector.ActualCentiamps : load;
    }

    /// <summary>What a connector could be offered beside the others at their worst, in whole amperes as 0.01 A.</summary>
    internal int RoomFor(ChargePoint point, long nowMs)
    {
        int room = Room() - OthersWorstLoad(point, nowMs);
        return room - room % ControlTiming.StepCentiamps;
    }

    /// <summary>It is, or was not long ago, under a master: it may be charging.</summary>
    internal static bool MayHoldLimit(ChargePoint point, long nowMs)
    {
        return point.Connector.HasBeenHeard || (point.Connector.WasLinkedBefore && IsEarly(point, nowMs));
    }

    private static bool IsEarly(ChargePoint point, long nowMs)
    {
        return nowMs - point.AddedMs < ControlTiming.ReservationMs;
    }

    private ChargePoint Find(WallConnector connector)
    {
        for (int i = 0; i < _control.Count; i++)
        {
            if (_control.Points[i].Connector == connector)
            {
                return _control.Points[i];
            }
        }

        return null;
    }

    private int Room()
    {
        return _control.WiringLimitCentiamps - _control.StrangerCentiamps;
    }

    // Limit that the connector holds now, as far as it has told or been told.
    private static int Standing(ChargePoint point)
    {
        WallConnector connector = point.Connector;
        int standing = connector.HasSent ? connector.SentCentiamps : connector.ConfirmedCentiamps;
        return standing > point.FloorCentiamps ? standing : point.FloorCentiamps;
    }

    private int Raise(ChargePoint point, int standing, int target, long nowMs)
    {
        WallConnector connector = point.Connector;
        bool byCommand = _control.IsByCommand(point, nowMs);
        int start = _control.MinimumOf(point);
        if (connector.Link != LinkState.Online)
        {
            point.Reason = OfferReason.NotHeard;
            return standing;
        }

        if (point.HasError)
        {
            point.Reason = OfferReason.ConnectorError;
            return standing;
        }

        if (_control.IsBadLine)
        {
            point.Reason = OfferReason.BadLine;
            return standing;
        }

        if (!byCommand && nowMs - point.LinkedMs < ControlTiming.RaiseIntervalMs && target > start)
        {
            // After a start of ours or of the connector a charge begins at the minimum, never at full.
            point.Reason = OfferReason.JustLinked;
            target = start > standing ? start : standing;
        }

        if (!byCommand && target > standing && nowMs - point.RaisedMs < ControlTiming.RaiseIntervalMs)
        {
            point.Reason = OfferReason.RaiseDelay;
            return standing;
        }

        int room = RoomFor(point, nowMs);
        if (target > room)
        {
            point.Reason = OfferReason.WaitingForOthers;
            // Less than a car can use is no raise at all.
            target = room >= start && room > standing ? room : standing;
        }

        return target;
    }

    private bool MayLower(ChargePoint point, long nowMs)
    {
        bool isUrgent = OthersKnownLoad(point, nowMs) + KnownLoadCentiamps(point, nowMs) > Room();
        return isUrgent || _control.IsByCommand(point, nowMs) || nowMs - point.Connector.SentChangedMs >= ControlTiming.LowerIntervalMs;
    }

    // A cap beats a minimum, and the floor of protocol 2 is what the unit does anyway.
    private int Clamp(ChargePoint point, int offer)
    {
        offer = offer < point.LimitCentiamps ? offer : point.LimitCentiamps;
        offer = offer > point.FloorCentiamps ? offer : point.FloorCentiamps;
        if (point.FloorCentiamps == 0 && offer < ControlTiming.Protocol1MinimumCentiamps)
        {
            offer = 0;
        }

        return offer - offer % ControlTiming.StepCentiamps;
    }

    private int OthersKnownLoad(ChargePoint point, long nowMs)
    {
        return HighestOf(point, Known, nowMs);
    }

    // What was linked when the program ended may still charge; a unit that only announces itself has had no master.
    private int OthersLoadForNewcomer(ChargePoint point, long nowMs)
    {
        return HighestOf(point, WorstIfLinked, nowMs);
    }

    private int OthersWorstLoad(ChargePoint point, long nowMs)
    {
        return HighestOf(point, Worst, nowMs);
    }

    // Load of all others on that conductor of the point which has most of it.
    private int HighestOf(ChargePoint point, int kind, long nowMs)
    {
        int highest = 0;
        for (int conductor = 1; conductor <= PhaseWiring.AllConductors; conductor <<= 1)
        {
            if ((point.Conductors & conductor) != 0)
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
        for (int i = 0; i < _control.Count; i++)
        {
            ChargePoint other = _control.Points[i];
            if (other != point && (other.Conductors & conductor) != 0)
            {
                bool isWorst = kind == Worst || (kind == WorstIfLinked && other.Connector.WasLinkedBefore);
                sum += isWorst ? WorstLoadCentiamps(other, nowMs) : KnownLoadCentiamps(other, nowMs);
            }
        }

        return sum;
    }
}
