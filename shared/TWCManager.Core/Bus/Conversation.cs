using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>One request at a time: heartbeats in their turn, then a second try for those that got lost, then questions. Decides what goes out next and waits for its answer.</summary>
internal sealed class Conversation
{
    private const int StretchMs = 400;
    private const long StarvedMs = 10000;
    private const int MarginMs = 20;
    // A line on which a heartbeat was lost is taken for a bad one for this long.
    private const int RoughMs = 10000;
    // Where nobody can be heard, one that was told this long ago comes before all second tries.
    private const int OverdueMs = 1500;
    // 20 bytes, all of them escaped, in bunches.
    private const int LongestAnswerMs = 60;
    private const int QueryBytes = 18 + 25;
    private const int HeartbeatBytes = 18 + 19;
    private const int ReplyBytes = 18;
    // A reply has the second byte of its request behind the type byte of a response: FB becomes FD.
    private const int RequestToReply = 0x0200;
    // FC becomes FD.
    private const int OrderToReply = 0x0100;

    private readonly ConnectorRoster _roster;
    private readonly BusTransmitter _transmitter;
    private readonly IOfferSource _offers;
    private readonly HeartbeatSchedule _schedule;
    private readonly TurnaroundWatch _turnaround = new TurnaroundWatch();
    private WallConnector _awaited;
    private int _awaitedOpcode;
    private long _awaitUntilMs;
    private WallConnector _askedLast;
    private long _askedMs;
    private long _stretchedMs;
    private int _claims;
    private long _roughUntilMs;
    private long _awaitedNobodySinceMs;
    private bool _isShutOut;

    internal Conversation(ConnectorRoster roster, BusTransmitter transmitter, IOfferSource offers, BabbleWatch babble)
    {
        _roster = roster;
        _transmitter = transmitter;
        _offers = offers;
        _schedule = new HeartbeatSchedule(roster, babble);
    }

    /// <summary>Heartbeats sent, all connectors together.</summary>
    internal int HeartbeatsSent { get; private set; }

    internal void Start(long nowMs)
    {
        _isShutOut = false;
        AwaitNobody(nowMs);
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
            connector.Turn.Schedule(nowMs);
        }

        if (connector == _awaited && opcode == _awaitedOpcode)
        {
            long turnaroundMs = nowMs - _transmitter.SentEndMs - BusTiming.LineTimeMs(ReplyBytes);
            _turnaround.Answered(turnaroundMs);
            if (opcode == Opcode.SlaveHeartbeat)
            {
                connector.Turn.Measured(turnaroundMs);
            }

            _isShutOut = false;
            AwaitNobody(nowMs);
        }
    }

    /// <summary>An answer has begun: whatever becomes of it, the connector has heard us.</summary>
    internal void HeardHeader(FrameReader reader, long nowMs)
    {
        if (_awaited != null && _awaitedOpcode == Opcode.SlaveHeartbeat && reader.BeginsWith(_awaitedOpcode, _awaited.Id))
        {
            _awaited.Turn.Reached(nowMs);
        }
    }

    /// <summary>Something came that was no frame any more.</summary>
    internal void HeardDamage()
    {
        if (_awaited != null && _awaitedOpcode == Opcode.SlaveHeartbeat)
        {
            _awaited.Turn.AnswerDamaged();
        }
    }

    /// <summary>Sends at most one frame.</summary>
    /// <param name="isHearing">A frame is just coming in.</param>
    internal void TakeTurn(bool isHearing, long nowMs)
    {
        if (_awaited != null)
        {
            bool isDamaged = _transmitter.IsAnswerOver(nowMs);
            // An answer that has begun is heard to its end; a unit that never stops is not.
            long untilMs = _transmitter.IsAnswerComing(nowMs) && !_isShutOut ? _awaitUntilMs + LongestAnswerMs : _awaitUntilMs;
            if (nowMs < untilMs && !isDamaged)
            {
                return;
            }

            if (!isDamaged)
            {
                _turnaround.Missed();
            }

            EndWaiting(isDamaged, nowMs);
        }

        if (!CanSend(isHearing, nowMs))
        {
            return;
        }

        WallConnector due = _schedule.Due(_offers, nowMs);
        WallConnector unanswered = _schedule.Neediest(_offers, nowMs);
        if (unanswered != null && unanswered != due && MayRepeat(unanswered, due, nowMs))
        {
            SendHeartbeat(unanswered, true, nowMs);
        }
        else if (due != null)
        {
            SendHeartbeat(due, false, nowMs);
        }
        else
        {
            Ask(nowMs);
        }
    }

    // Before those whose turn it is while it is worth the hurry, else in the gap.
    private bool MayRepeat(WallConnector unanswered, WallConnector due, long nowMs)
    {
        int needMs = _schedule.NeedMs(unanswered, nowMs);
        return needMs > BusTiming.HeartbeatPeriodMs ? due == null || (needMs > _schedule.NeedMs(due, nowMs) && !IsOverdue(due, nowMs)) : HasFree(HeartbeatBytes, nowMs);
    }

    private bool IsOverdue(WallConnector due, long nowMs)
    {
        return _isShutOut && nowMs - due.Turn.HeartbeatMs >= OverdueMs;
    }

    private void EndWaiting(bool isDamaged, long nowMs)
    {
        if (_awaitedOpcode == Opcode.SlaveHeartbeat)
        {
            if (isDamaged)
            {
                TwinWatch.Garbled(_roster, _awaited, nowMs);
            }
            else
            {
                _awaited.Twin.Owes(nowMs);
            }

            _awaited.Turn.Missed();
            _roughUntilMs = nowMs + RoughMs;
        }
        else
        {
            _awaited.Queries.Missed(nowMs);
        }

        AwaitNobody(nowMs);
    }

    private void AwaitNobody(long nowMs)
    {
        _awaited = null;
        _awaitedNobodySinceMs = nowMs;
    }

    // Two that talk at once are both lost, so an open frame or a fresh byte holds us back; but not for ever.
    private bool CanSend(bool isHearing, long nowMs)
    {
        if (_transmitter.IsSending(nowMs) || _transmitter.IsLateInPause(nowMs))
        {
            return false;
        }

        // What has not gone on for a while is no frame under way.
        if (_transmitter.IsQuiet(nowMs) && !(isHearing && _transmitter.IsAnswerComing(nowMs)))
        {
            return true;
        }

        // Late alone is no reason: on a full line everybody is a little late. Late and kept from speaking for longer than any frame takes is.
        bool isKept = nowMs - _awaitedNobodySinceMs >= BusTiming.ShutOutMs && nowMs - _transmitter.SentEndMs >= BusTiming.ShutOutMs;
        _isShutOut = _isShutOut || isKept;
        return _isShutOut && nowMs - _schedule.NextDueMs() >= BusTiming.BabbleOverrideMs;
    }

    private void SendHeartbeat(WallConnector connector, bool isRepetition, long nowMs)
    {
        connector.Turn.Begin();
        int offer = _offers.OfferFor(connector, nowMs);
        int command = HeartbeatChoice.CommandFor(connector, offer, connector.Limit.MustResend, connector.Limit.Unconfirmed);
        int limit = command == HeartbeatChoice.Nothing ? 0 : offer;
        if (!_transmitter.SendHeartbeat(connector.Id, command, limit, nowMs))
        {
            // The port went away or the guard refused: count the turn as taken, or nobody else would get one.
            connector.Turn.Schedule(nowMs + BusTiming.HeartbeatPeriodMs);
            return;
        }

        HeartbeatsSent++;
        if (isRepetition)
        {
            connector.Turn.Sent(connector.Link == LinkState.Online, nowMs);
        }
        else
        {
            _schedule.Sent(connector, nowMs < _roughUntilMs, nowMs);
        }

        if (command != HeartbeatChoice.Nothing)
        {
            connector.Limit.Sent(offer, nowMs);
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

        if (TryOrder(nowMs))
        {
            return;
        }

        WallConnector connector = null;
        long dueMs = long.MaxValue;
        for (int i = 0; i < _roster.Count; i++)
        {
            WallConnector candidate = _roster.Connectors[i];
            if (candidate.Link != LinkState.Online || candidate.Turn.IsHeldBack || (candidate == _askedLast && !MayAskAgain(candidate, nowMs)))
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
        _askedMs = nowMs;
        int opcode = connector.Queries.Take();
        if (_transmitter.SendQuery(opcode, connector.Id, nowMs))
        {
            Await(connector, opcode + RequestToReply, nowMs);
        }
    }

    private bool TryOrder(long nowMs)
    {
        for (int i = 0; i < _roster.Count; i++)
        {
            WallConnector connector = _roster.Connectors[i];
            // Rare, and more urgent than any question: on a full bus it may push a heartbeat back as one of those may.
            if (connector.Orders.Contactor == 0 || connector.Link != LinkState.Online || !HasTimeToAsk(StarvedMs, nowMs))
            {
                continue;
            }

            int opcode = connector.Orders.Contactor;
            connector.Orders.Sent();
            if (_transmitter.SendQuery(opcode, connector.Id, nowMs))
            {
                Await(connector, opcode + OrderToReply, nowMs);
            }

            return true;
        }

        return false;
    }

    // Two questions in a row would be a burst to it, and keep the others waiting.
    private bool MayAskAgain(WallConnector connector, long nowMs)
    {
        return connector.Turn.HeartbeatMs > _askedMs && !HasOtherQuestions(connector, nowMs);
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

    private bool HasFree(int bytes, long nowMs)
    {
        return _schedule.NextDueMs() - nowMs >= CycleMs(bytes);
    }

    private int CycleMs(int bytes)
    {
        return BusTiming.LineTimeMs(bytes) + _turnaround.Ms + BusTiming.GapAfterFrameMs + MarginMs;
    }

    // On a bus so slow or full that no gap is long enough, one question every ten seconds may push a heartbeat back a little: it stays far below two seconds.
    private bool HasTimeToAsk(long waitedMs, long nowMs)
    {
        int neededMs = CycleMs(QueryBytes);
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
