using TWCManager.Core.Bus;

namespace TWCManager.Core.Charging;

/// <summary>The last gate: turns a verdict into an offer right before it is encoded. Lowers at once, raises only into room that no other connector may be using. The only writer of an <see cref="Offer"/>.</summary>
/// <remarks>
/// Keeps the sum rule: no heartbeat leaves that raises a limit unless this limit and the load of all others, at their worst, fit each conductor that the
/// connector is wired to. What a car uses of them does not count: the next one may use all.
/// </remarks>
public sealed class OfferGate : IOfferSource
{
    private readonly PointRoster _roster;
    private readonly LoadBook _loads;
    private readonly Verdict _draft = new Verdict();
    private bool _isBadLine;
    private bool _hasCommand;
    private long _commandMs;

    internal OfferGate(PointRoster roster, LoadBook loads)
    {
        _roster = roster;
        _loads = loads;
    }

    /// <inheritdoc/>
    public bool MayServe(WallConnector connector, long nowMs)
    {
        ChargePoint point = _roster.Find(connector);
        if (point == null || connector.HasTwin || point.Stop.IsSilent)
        {
            return false;
        }

        if (!point.HasRoom)
        {
            return MustBeLoweredFirst(point);
        }

        // What was linked when the program ended keeps its room, whether it announces itself meanwhile or not.
        bool hadRoom = LoadBook.HadRoom(point, nowMs);
        return connector.HasAnswered || connector.IsRemembered || hadRoom || _loads.HasRoomForNewcomer(point, nowMs);
    }

    /// <inheritdoc/>
    public int OfferFor(WallConnector connector, long nowMs)
    {
        ChargePoint point = _roster.Find(connector);
        if (point == null)
        {
            return 0;
        }

        if (point.Stop.State == StopState.Held && connector.ConfirmedCentiamps == 0)
        {
            // It stays stopped as long as it is sent no limit. One that remembers a limit must be sent a lower one.
            point.Offer.Give(0, point.Verdict.Reason);
            return 0;
        }

        int standing = Standing(point);
        _draft.Say(point.Verdict.Centiamps, point.Verdict.Reason);
        if (_draft.Centiamps > standing)
        {
            Raise(point, standing, nowMs);
        }
        else if (_draft.Centiamps < standing && !MayLower(point, nowMs))
        {
            _draft.Say(standing, OfferReason.LowerDelay);
        }

        int offer = Clamp(point, _draft.Centiamps);
        point.Offer.Give(offer, _draft.Reason);
        if (offer > standing)
        {
            point.Offer.NoteRaise(nowMs);
        }

        return offer;
    }

    /// <summary>Takes in how good the line is.</summary>
    internal void Observe(bool isBadLine)
    {
        _isBadLine = isBadLine;
    }

    /// <summary>A person gave an order: what follows from it is not paced.</summary>
    internal void NoteCommand(long nowMs)
    {
        _hasCommand = true;
        _commandMs = nowMs;
    }

    /// <summary>Takes the offer back from a connector that gets no heartbeats: the bus does not ask for it, and the verdict says why.</summary>
    internal void Settle(ChargePoint point)
    {
        if (!point.TakesPart || point.Stop.IsSilent)
        {
            point.Offer.Give(0, point.Verdict.Reason);
        }
    }

    // Left alone it would go on for half a minute at what it holds, so it is brought down to its floor before.
    private static bool MustBeLoweredFirst(ChargePoint point)
    {
        int floor = point.Limits.FloorCentiamps;
        return point.Connector.HasAnswered && floor <= point.Limits.LimitCentiamps && point.Connector.HeldAtMostCentiamps > floor;
    }

    // Limit that the connector holds now, as far as it has told or been told.
    private static int Standing(ChargePoint point)
    {
        WallConnector connector = point.Connector;
        int standing = connector.HasSent ? connector.SentCentiamps : connector.ConfirmedCentiamps;
        return standing > point.Limits.FloorCentiamps ? standing : point.Limits.FloorCentiamps;
    }

    // An order from before the connector linked does not count.
    private bool IsByCommand(ChargePoint point, long nowMs)
    {
        return _hasCommand && _commandMs > point.LinkedMs && nowMs - _commandMs < ControlTiming.CommandMs;
    }

    private void Raise(ChargePoint point, int standing, long nowMs)
    {
        bool byCommand = IsByCommand(point, nowMs);
        int start = point.Limits.MinimumCentiamps;
        if (point.Connector.Link != LinkState.Online)
        {
            _draft.Say(standing, OfferReason.NotHeard);
            return;
        }

        if (point.Car.HasError)
        {
            _draft.Say(standing, OfferReason.ConnectorError);
            return;
        }

        if (_isBadLine)
        {
            _draft.Say(standing, OfferReason.BadLine);
            return;
        }

        if (!byCommand && nowMs - point.LinkedMs < ControlTiming.RaiseIntervalMs && _draft.Centiamps > start)
        {
            // After a start of ours or of the connector a charge begins at the minimum, never at full.
            _draft.Say(start > standing ? start : standing, OfferReason.JustLinked);
        }

        if (!byCommand && _draft.Centiamps > standing && nowMs - point.Offer.RaisedMs < ControlTiming.RaiseIntervalMs)
        {
            _draft.Say(standing, OfferReason.RaiseDelay);
            return;
        }

        int room = _loads.RoomFor(point, nowMs);
        if (_draft.Centiamps > room)
        {
            // Less than a car can use is no raise at all.
            _draft.Say(room >= start && room > standing ? room : standing, OfferReason.WaitingForOthers);
        }
    }

    private bool MayLower(ChargePoint point, long nowMs)
    {
        return _loads.IsTooMuch(point, nowMs) || IsByCommand(point, nowMs) || nowMs - point.Connector.SentChangedMs >= ControlTiming.LowerIntervalMs;
    }

    // A cap beats a minimum, and the floor of protocol 2 is what the unit does anyway.
    private static int Clamp(ChargePoint point, int offer)
    {
        int limit = point.Limits.LimitCentiamps;
        int floor = point.Limits.FloorCentiamps;
        offer = offer < limit ? offer : limit;
        offer = offer > floor ? offer : floor;
        if (floor == 0 && offer < ControlTiming.Protocol1MinimumCentiamps)
        {
            offer = 0;
        }

        return offer - offer % ControlTiming.StepCentiamps;
    }
}
