using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>One request at a time: heartbeats in their turn, then a second try for those that got lost, then questions. Decides what goes out next and waits for its answer.</summary>
internal sealed class Conversation
{
    private const int StretchMs = 400;
    private const long StarvedMs = 10000;
    private const int MarginMs = 20;
    private const int QueryBytes = 18 + 25;
    private const int ReplyBytes = 18;
    // A reply has the second byte of its request behind the type byte of a response: FB becomes FD.
    private const int RequestToReply = 0x0200;

    private readonly ConnectorRoster _roster;
    private readonly BusTransmitter _transmitter;
    private readonly IOfferSource _offers;
    private readonly HeartbeatSchedule _schedule;
    private readonly TurnaroundWatch _turnaround = new TurnaroundWatch();
    private WallConnector _awaited;
    private int _awaitedOpcode;
    private long _awaitUntilMs;
    private WallConnector _askedLast;
    private long _stretchedMs;
    private int _claims;

    internal Conversation(ConnectorRoster roster, BusTransmitter transmitter, IOfferSource offers)
    {
        _roster = roster;
        _transmitter = transmitter;
        _offers = offers;
        _schedule = new HeartbeatSchedule(roster);
    }

    /// <summary>Heartbeats sent, all connectors together.</summary>
    internal int HeartbeatsSent { get; private set; }

    internal void Start(long nowMs)
    {
        _awaited = null;
        _schedule.Start(nowMs);
    }

    /// <summary>Announces us again, a frame in each gap: another unit uses our id.</summary>
    internal void ClaimId()
    {
        _claims = LinkReadyBurst.Frames;
    }

    /// <summary>A connector said something.</summary>
    internal void Heard(WallConnector connector, int opcode, long nowMs)
    {
        if (opcode == Opcode.SlaveLinkReady)
        {
            // Answered at once: a unit that hears nothing announces itself only every ten seconds.
            connector.DueMs = nowMs;
        }

        if (connector == _awaited && opcode == _awaitedOpcode)
        {
            long turnaroundMs = nowMs - _transmitter.SentEndMs - BusTiming.LineTimeMs(ReplyBytes);
            _turnaround.Answered(turnaroundMs);
            if (opcode == Opcode.SlaveHeartbeat)
            {
                connector.TurnaroundMs = turnaroundMs > 0 ? (int)turnaroundMs : 0;
            }

            _awaited = null;
        }
    }

    /// <summary>Something came that was no frame any more.</summary>
    internal void HeardDamage()
    {
        if (_awaited != null && _awaitedOpcode == Opcode.SlaveHeartbeat)
        {
            _awaited.DamagedAnswers++;
        }
    }

    /// <summary>Sends at most one frame.</summary>
    /// <param name="isHearing">A frame is just coming in.</param>
    internal void TakeTurn(bool isHearing, long nowMs)
    {
        if (_awaited != null && !EndWaiting(nowMs))
        {
            return;
        }

        if (!CanSend(isHearing, nowMs))
        {
            return;
        }

        WallConnector connector = _schedule.Due(_offers, nowMs);
        if (connector != null)
        {
            SendHeartbeat(connector, false, nowMs);
            return;
        }

        connector = Unanswered();
        if (connector != null && HasTimeToAsk(0, nowMs))
        {
            SendHeartbeat(connector, true, nowMs);
        }
        else
        {
            Ask(nowMs);
        }
    }

    // Without the answer, once its time is over or something else came in its place.
    private bool EndWaiting(long nowMs)
    {
        if (nowMs < _awaitUntilMs && !_transmitter.IsAnswerOver(nowMs))
        {
            return false;
        }

        _turnaround.Missed();
        if (_awaitedOpcode == Opcode.SlaveHeartbeat)
        {
            _awaited.IsUnanswered = true;
        }
        else
        {
            _awaited.Queries.Missed(nowMs);
        }

        _awaited = null;
        return true;
    }

    // On a bad line one heartbeat in six is damaged: said again in the gap, it still comes within its second.
    private WallConnector Unanswered()
    {
        for (int i = 0; i < _roster.Count; i++)
        {
            if (_roster.Connectors[i].IsUnanswered && _roster.Connectors[i].HasAnswered && _roster.Connectors[i].Link <= LinkState.Stale && !_roster.Connectors[i].IsHeldBack)
            {
                return _roster.Connectors[i];
            }
        }

        return null;
    }

    // Two that talk at once are both lost, so an open frame or a fresh byte holds us back; but not for ever.
    private bool CanSend(bool isHearing, long nowMs)
    {
        if (_transmitter.IsSending(nowMs))
        {
            return false;
        }

        bool isQuiet = _transmitter.IsQuiet(nowMs) && !isHearing;
        // Late alone is no reason: on a full line everybody is a little late. Late and kept from speaking for as long is.
        bool isShutOut = nowMs - _schedule.NextDueMs() >= BusTiming.BabbleOverrideMs && nowMs - _transmitter.SentEndMs >= BusTiming.BabbleOverrideMs;
        return isQuiet || isShutOut;
    }

    private void SendHeartbeat(WallConnector connector, bool isRepetition, long nowMs)
    {
        connector.IsUnanswered = false;
        int offer = _offers.OfferFor(connector, nowMs);
        int command = HeartbeatChoice.CommandFor(connector, offer, connector.MustResend, connector.Unconfirmed);
        int limit = command == HeartbeatChoice.Nothing ? 0 : offer;
        if (!_transmitter.SendHeartbeat(connector.Id, command, limit, nowMs))
        {
            // The port went away or the guard refused: count the turn as taken, or nobody else would get one.
            connector.DueMs = nowMs + BusTiming.HeartbeatPeriodMs;
            return;
        }

        HeartbeatsSent++;
        if (isRepetition)
        {
            HeartbeatSchedule.SentAgain(connector, nowMs);
        }
        else
        {
            _schedule.Sent(connector, nowMs);
        }

        if (command != HeartbeatChoice.Nothing)
        {
            connector.NoteSent(offer, nowMs);
        }

        Await(connector, Opcode.SlaveHeartbeat, nowMs);
    }

    private void Await(WallConnector connector, int opcode, long nowMs)
    {
        _awaited = connector;
        _awaitedOpcode = opcode;
        _awaitUntilMs = _transmitter.SentEndMs + _turnaround.WaitMs;
        if (opcode != Opcode.SlaveHeartbeat && _awaitUntilMs > _schedule.NextDueMs() && nowMs - _stretchedMs > 0)
        {
            // A heartbeat does not wait for the answer to a question.
            long nextMs = _schedule.NextDueMs();
            _awaitUntilMs = nextMs > nowMs ? nextMs : _awaitUntilMs;
        }
    }

    private void Ask(long nowMs)
    {
        if (_claims > 0 && HasTimeToAsk(0, nowMs))
        {
            _claims -= LinkReadyBurst.Send(_transmitter, _claims, nowMs) ? 1 : 0;
            return;
        }

        WallConnector connector = null;
        long dueMs = long.MaxValue;
        for (int i = 0; i < _roster.Count; i++)
        {
            WallConnector candidate = _roster.Connectors[i];
            if (candidate.Link != LinkState.Online || (candidate == _askedLast && _roster.Count > 1 && HasOtherQuestions(candidate, nowMs)))
            {
                continue;
            }

            long candidateDueMs = candidate.Queries.DueMs();
            if (candidateDueMs < dueMs)
            {
                dueMs = candidateDueMs;
                connector = candidate;
            }
        }

        if (connector == null || dueMs > nowMs || !HasTimeToAsk(nowMs - dueMs, nowMs))
        {
            return;
        }

        _askedLast = connector;
        int opcode = connector.Queries.Take();
        if (_transmitter.SendQuery(opcode, connector.Id, nowMs))
        {
            Await(connector, opcode + RequestToReply, nowMs);
        }
    }

    private bool HasOtherQuestions(WallConnector except, long nowMs)
    {
        for (int i = 0; i < _roster.Count; i++)
        {
            if (_roster.Connectors[i] != except && _roster.Connectors[i].Link == LinkState.Online && _roster.Connectors[i].Queries.DueMs() <= nowMs)
            {
                return true;
            }
        }

        return false;
    }

    // On a bus so slow or full that no gap is long enough, one question every ten seconds may push a heartbeat back a little: it stays far below two seconds.
    private bool HasTimeToAsk(long waitedMs, long nowMs)
    {
        int neededMs = BusTiming.LineTimeMs(QueryBytes) + _turnaround.Ms + BusTiming.GapAfterFrameMs + MarginMs;
        long freeMs = _schedule.NextDueMs() - nowMs;
        if (freeMs >= neededMs)
        {
            return true;
        }

        if (waitedMs < StarvedMs || nowMs - _stretchedMs < StarvedMs || neededMs - freeMs > StretchMs)
        {
            return false;
        }

        _stretchedMs = nowMs;
        return true;
    }
}
