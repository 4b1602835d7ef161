using TWCManager.Core.Ports;
using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>Masters the bus: start-up, whose turn it is, one request at a time, what came back. Knows connectors and frames; what a connector may be offered it asks from an <see cref="IOfferSource"/>, and of cars, suns and people it knows nothing.</summary>
public sealed class BusMaster
{
    private const int LinkReadyFrames = 5;
    private const int ReadBufferLength = 128;
    // Two seconds of a full line. A port that delivers more is broken, and must not keep us from sending.
    private const int ReadRounds = 16;
    // A tick that comes later than this says nothing about silence on the line: the thread was held up.
    private const int TrustedTickMs = 20;
    private const long StarvedMs = 10000;
    private const int StretchMs = 400;
    private const int QueryBytes = 18 + 25;
    private const int ReplyBytes = 18;
    // A reply has the second byte of its request behind the type byte of a response: FB becomes FD.
    private const int RequestToReply = 0x0200;

    private readonly ISerialLine _line;
    private readonly FrameReader _reader;
    private readonly BusTransmitter _transmitter;
    private readonly HeartbeatSchedule _schedule;
    private readonly ConnectorUpdates _updates;
    private readonly TurnaroundWatch _turnaround = new TurnaroundWatch();
    private readonly IOfferSource _offers;
    private readonly byte[] _readBuffer = new byte[ReadBufferLength];
    private readonly int _ownId;
    private long _lastTickMs;
    private long _silentMs;
    private long _stateSinceMs;
    private int _announced;
    private int _claims;
    private WallConnector _awaited;
    private int _awaitedOpcode;
    private long _awaitUntilMs;
    private WallConnector _askedLast;
    private long _stretchedMs;

    /// <param name="ownId">Our address, 1 to 65534.</param>
    /// <param name="capacity">Connectors that are served at most; a real group has three.</param>
    public BusMaster(ISerialLine line, int ownId, int capacity, IOfferSource offers)
    {
        _line = line;
        _ownId = ownId;
        _offers = offers;
        _reader = new FrameReader(ownId);
        _transmitter = new BusTransmitter(line, ownId);
        Roster = new ConnectorRoster(capacity);
        OtherMaster = new ForeignMasterWatch();
        Noise = new NoiseWatch(_reader.Counters);
        _schedule = new HeartbeatSchedule(Roster);
        _updates = new ConnectorUpdates(Roster);
    }

    /// <summary>What the master is doing.</summary>
    public BusState State { get; private set; }

    /// <summary>Allowed to speak at all; false while no wiring limit is known.</summary>
    public bool MayTransmit { get; set; }

    /// <summary>The connectors.</summary>
    public ConnectorRoster Roster { get; }

    /// <summary>Shorthand for the roster's array; the first <see cref="Count"/> count.</summary>
    public WallConnector[] Connectors
    {
        get { return Roster.Connectors; }
    }

    /// <summary>How many connectors there are.</summary>
    public int Count
    {
        get { return Roster.Count; }
    }

    /// <summary>What the receiver threw away, and why.</summary>
    public LineCounters Counters
    {
        get { return _reader.Counters; }
    }

    /// <summary>Whether somebody else speaks as a master.</summary>
    public ForeignMasterWatch OtherMaster { get; }

    /// <summary>Id of another master, or <see cref="WallConnector.Unknown"/>.</summary>
    public int SecondMasterId
    {
        get { return OtherMaster.LastId; }
    }

    /// <summary>How bad the line is.</summary>
    public NoiseWatch Noise { get; }

    /// <summary>True while the port is open.</summary>
    public bool IsPortOpen
    {
        get { return _line.IsOpen; }
    }

    /// <summary>Heartbeats sent, all connectors together.</summary>
    public int HeartbeatsSent { get; private set; }

    /// <summary>Frames that the guard at the exit held back; anything but 0 is a fault of this program.</summary>
    public int RefusedFrames
    {
        get { return _transmitter.Refused; }
    }

    /// <summary>Frames that carried our own id and were not our echo.</summary>
    public int IdConflicts { get; private set; }

    /// <summary>Highest load of a unit that answers us although we do not know it, in 0.01 A, while it is heard.</summary>
    public int StrangerCentiamps(long nowMs)
    {
        return _updates.StrangerCentiamps(nowMs);
    }

    /// <summary>Adds a connector that was known before the program started: it may go on charging without a word.</summary>
    /// <param name="wasLinked">It had a master when the program ended; else it must find room like a new one.</param>
    public void Remember(int id, int protocolVersion, int ratedCentiamps, bool wasLinked, long nowMs)
    {
        if (id == _ownId || Roster.Find(id) != null)
        {
            return;
        }

        WallConnector connector = Roster.Add(id, protocolVersion, nowMs);
        if (connector != null)
        {
            connector.RatedCentiamps = ratedCentiamps;
            connector.IsRemembered = wasLinked;
            connector.WasLinkedBefore = wasLinked;
        }
    }

    /// <summary>One short piece of work. Call it every 10 ms or so.</summary>
    public void Tick(long nowMs)
    {
        Receive(nowMs);
        Roster.UpdateLinks(nowMs);
        Noise.Tick(nowMs);
        UpdateState(nowMs);
        switch (State)
        {
            case BusState.Announcing:
                Announce(nowMs);
                break;
            case BusState.Running:
                TakeTurn(nowMs);
                break;
        }

        _lastTickMs = nowMs;
    }

    private void Receive(long nowMs)
    {
        bool heard = false;
        for (int round = 0; round < ReadRounds; round++)
        {
            int count = _line.Read(_readBuffer, 0, ReadBufferLength);
            if (count <= 0)
            {
                break;
            }

            heard = true;
            for (int i = 0; i < count; i++)
            {
                Take(_reader.Push(_readBuffer[i]), nowMs);
            }
        }

        if (heard)
        {
            _transmitter.HeardByte(nowMs);
            _silentMs = 0;
            return;
        }

        long sinceMs = nowMs - _lastTickMs;
        _silentMs += sinceMs < TrustedTickMs ? sinceMs : TrustedTickMs;
        if (_silentMs >= BusTiming.SegmentTimeoutMs && _reader.IsInsideFrame)
        {
            _reader.Gap();
        }
    }

    private void Take(ReadResult result, long nowMs)
    {
        if (result == ReadResult.Message)
        {
            _transmitter.HeardFrame(nowMs);
            Take(_reader.Message, nowMs);
        }
        else if (result == ReadResult.Dropped && _reader.LastDrop == DropReason.Echo && !_transmitter.IsEcho(_reader.Message, nowMs))
        {
            TakeOwnId(_reader.Message, nowMs);
        }
    }

    private void Take(Message message, long nowMs)
    {
        if (IsFromMaster(message.Opcode))
        {
            // The old unaddressed questions and the idle frame carry no id, but only a master sends them.
            OtherMaster.Saw(message.From == Message.None ? 0 : message.From, nowMs);
            return;
        }

        WallConnector connector = _updates.Take(message, _ownId, nowMs);
        if (connector == null)
        {
            return;
        }

        if (message.Opcode == Opcode.SlaveLinkReady)
        {
            // Answered at once: a unit that hears nothing announces itself only every ten seconds.
            connector.DueMs = nowMs;
            EndAnnouncing(nowMs);
        }

        if (connector == _awaited && message.Opcode == _awaitedOpcode)
        {
            _turnaround.Answered(nowMs - _transmitter.SentEndMs - BusTiming.LineTimeMs(ReplyBytes));
            _awaited = null;
        }
    }

    private static bool IsFromMaster(int opcode)
    {
        int type = opcode >> 8;
        return (type == 0xFB || type == 0xFC) && opcode != Opcode.MasterIdle;
    }

    private void TakeOwnId(Message message, long nowMs)
    {
        IdConflicts++;
        if (IsFromMaster(message.Opcode))
        {
            OtherMaster.Saw(message.From, nowMs);
        }
        else if (message.Opcode == Opcode.SlaveLinkReady && State == BusState.Running)
        {
            // Hearing a master announce itself under its id, a connector picks a new one.
            _claims = 2 * LinkReadyFrames;
        }
    }

    private void UpdateState(long nowMs)
    {
        if (!MayTransmit || !_line.IsOpen)
        {
            Enter(BusState.Silent, nowMs);
        }
        else if (OtherMaster.MustYield)
        {
            Enter(OtherMaster.IsOver(nowMs) ? BusState.Listening : BusState.OtherMaster, nowMs);
        }
        else if (State == BusState.Silent || State == BusState.OtherMaster)
        {
            Enter(BusState.Listening, nowMs);
        }
        else if (State == BusState.Listening && nowMs - _stateSinceMs >= BusTiming.ListenMs)
        {
            Enter(BusState.Announcing, nowMs);
        }
    }

    private void Enter(BusState state, long nowMs)
    {
        if (State == state)
        {
            return;
        }

        State = state;
        _stateSinceMs = nowMs;
        _awaited = null;
        _announced = 0;
        if (state == BusState.Running)
        {
            _schedule.Start(nowMs);
        }
    }

    private void EndAnnouncing(long nowMs)
    {
        if (State == BusState.Announcing && _announced > 0)
        {
            Enter(BusState.Running, nowMs);
        }
    }

    private void Announce(long nowMs)
    {
        if (!_transmitter.IsQuiet(nowMs))
        {
            return;
        }

        if (_announced == 2 * LinkReadyFrames)
        {
            Enter(BusState.Running, nowMs);
            return;
        }

        if (SendLinkReady(2 * LinkReadyFrames - _announced, nowMs))
        {
            _announced++;
        }
    }

    // Five of the first kind, then five of the second.
    private bool SendLinkReady(int left, long nowMs)
    {
        return left > LinkReadyFrames ? _transmitter.SendLinkReady1(nowMs) : _transmitter.SendLinkReady2(nowMs);
    }

    private void TakeTurn(long nowMs)
    {
        if (_awaited != null)
        {
            if (nowMs < _awaitUntilMs && !_transmitter.IsAnswerOver(nowMs))
            {
                return;
            }

            _turnaround.Missed();
            if (_awaitedOpcode != Opcode.SlaveHeartbeat)
            {
                _awaited.Queries.Missed(nowMs);
            }
            else
            {
                _awaited.IsUnanswered = true;
            }

            _awaited = null;
        }

        if (!CanSend(nowMs))
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

    // On a bad line one heartbeat in six is damaged: said again in the gap, it still comes within its second.
    private WallConnector Unanswered()
    {
        for (int i = 0; i < Count; i++)
        {
            if (Connectors[i].IsUnanswered && Connectors[i].HasAnswered && Connectors[i].Link <= LinkState.Stale && !Connectors[i].IsHeldBack)
            {
                return Connectors[i];
            }
        }

        return null;
    }

    // Two that talk at once are both lost, so an open frame or a fresh byte holds us back; but not for ever.
    private bool CanSend(long nowMs)
    {
        if (_transmitter.IsSending(nowMs))
        {
            return false;
        }

        bool isQuiet = _transmitter.IsQuiet(nowMs) && !_reader.IsInsideFrame;
        return isQuiet || nowMs - _schedule.NextDueMs() >= BusTiming.BabbleOverrideMs;
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
            _claims -= SendLinkReady(_claims, nowMs) ? 1 : 0;
            return;
        }

        WallConnector connector = null;
        long dueMs = long.MaxValue;
        for (int i = 0; i < Count; i++)
        {
            WallConnector candidate = Connectors[i];
            if (candidate.Link != LinkState.Online || (candidate == _askedLast && Count > 1 && HasOtherQuestions(candidate, nowMs)))
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
        for (int i = 0; i < Count; i++)
        {
            if (Connectors[i] != except && Connectors[i].Link == LinkState.Online && Connectors[i].Queries.DueMs() <= nowMs)
            {
                return true;
            }
        }

        return false;
    }

    // On a bus so slow or full that no gap is long enough, one question every ten seconds may push a heartbeat back a little: it stays far below two seconds.
    private bool HasTimeToAsk(long waitedMs, long nowMs)
    {
        int neededMs = BusTiming.LineTimeMs(QueryBytes) + _turnaround.Ms + BusTiming.GapAfterFrameMs + TrustedTickMs;
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
