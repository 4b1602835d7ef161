using TWCManager.Core.Ports;
using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>Masters the bus: start-up, whose turn it is, one request at a time, what came back. Knows connectors and frames; what a connector may be offered it asks from an <see cref="IOfferSource"/>, and of cars, suns and people it knows nothing.</summary>
public sealed class BusMaster
{
    private const int ReadBufferLength = 128;
    // Two seconds of a full line. A port that delivers more is broken, and must not keep us from sending.
    private const int ReadRounds = 16;
    // A tick that comes later than this says nothing about silence on the line: the thread was held up.
    private const int TrustedTickMs = 20;
    // Silence is judged in seconds.
    private const int JudgeMs = 50;

    private readonly ISerialLine _line;
    private readonly FrameReader _reader;
    private readonly BusTransmitter _transmitter;
    private readonly ConnectorUpdates _updates;
    private readonly Conversation _conversation;
    private readonly BabbleWatch _babble;
    private readonly byte[] _readBuffer = new byte[ReadBufferLength];
    private readonly int _ownId;
    private long _lastTickMs;
    private long _judgedMs;
    private long _silentMs;
    private long _stateSinceMs;
    private int _announced;
    private int _lostFrames;

    /// <param name="ownId">Our address, 1 to 65534.</param>
    /// <param name="capacity">Connectors that are served at most; a real group has three.</param>
    public BusMaster(ISerialLine line, int ownId, int capacity, IOfferSource offers)
    {
        _line = line;
        _ownId = ownId;
        _reader = new FrameReader(ownId);
        _babble = new BabbleWatch(_reader.Counters);
        _transmitter = new BusTransmitter(line, ownId, _babble);
        Roster = new ConnectorRoster(capacity);
        OtherMaster = new ForeignMasterWatch();
        Noise = new NoiseWatch(_reader.Counters);
        _conversation = new Conversation(Roster, _transmitter, offers, _babble);
        _updates = new ConnectorUpdates(Roster);
    }

    /// <summary>What the master is doing.</summary>
    public BusState State { get; private set; }

    /// <summary>Allowed to speak at all; false while no wiring limit is known.</summary>
    public bool MayTransmit { get; set; }

    /// <summary>What each connector could be given, in 0.01 A, as our announcements say it; 0, which most masters say, for no word of it.</summary>
    public int AnnouncedCentiamps
    {
        get { return _transmitter.AnnouncedCentiamps; }
        set { _transmitter.AnnouncedCentiamps = value; }
    }

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
    public int HeartbeatsSent
    {
        get { return _conversation.HeartbeatsSent; }
    }

    /// <summary>Frames that the guard at the exit held back; anything but 0 is a fault of this program.</summary>
    public int RefusedFrames
    {
        get { return _transmitter.Refused; }
    }

    /// <summary>Frames that carried our own id and were not our echo.</summary>
    public int IdConflicts { get; private set; }

    /// <summary>Our address.</summary>
    public int OwnId
    {
        get { return _ownId; }
    }

    /// <summary>Answers without a question, of units that we do not know.</summary>
    public int Broadcasts
    {
        get { return _updates.Broadcasts; }
    }

    /// <summary>Who sent the last of <see cref="Broadcasts"/>, or <see cref="WallConnector.Unknown"/>.</summary>
    public int BroadcastId
    {
        get { return _updates.BroadcastId; }
    }

    /// <summary>The last unit that answered us although we do not know it, or <see cref="WallConnector.Unknown"/>.</summary>
    public int StrangerId
    {
        get { return _updates.StrangerId; }
    }

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
            connector.Remember(ratedCentiamps, wasLinked);
        }
    }

    /// <summary>One short piece of work. Call it every 10 ms or so.</summary>
    public void Tick(long nowMs)
    {
        bool heard = Receive(nowMs);
        if (Counters.Lost != _lostFrames)
        {
            _lostFrames = Counters.Lost;
            _conversation.HeardDamage();
        }

        if (heard || nowMs - _judgedMs >= JudgeMs)
        {
            _judgedMs = nowMs;
            Roster.UpdateLinks(nowMs);
            _babble.Tick(nowMs);
            Noise.Tick(State == BusState.Running, nowMs);
        }

        UpdateState(nowMs);
        switch (State)
        {
            case BusState.Announcing:
                Announce(nowMs);
                break;
            case BusState.Running:
                _conversation.TakeTurn(_reader.IsInsideFrame, nowMs);
                break;
        }

        _lastTickMs = nowMs;
    }

    private bool Receive(long nowMs)
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
                if (_reader.HasHeader)
                {
                    _conversation.HeardHeader(_reader, nowMs);
                }
            }
        }

        if (heard)
        {
            _transmitter.HeardByte(nowMs);
            _silentMs = 0;
            return true;
        }

        long sinceMs = nowMs - _lastTickMs;
        _silentMs += sinceMs < TrustedTickMs ? sinceMs : TrustedTickMs;
        if (_silentMs >= BusTiming.SegmentTimeoutMs && _reader.HasOpenBytes)
        {
            _reader.Gap();
        }

        return false;
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

        OtherMaster.IdleFrames += message.Opcode == Opcode.MasterIdle ? 1 : 0;
        WallConnector connector = _updates.Take(message, _ownId, nowMs);
        if (connector == null)
        {
            return;
        }

        _conversation.Heard(connector, message.Opcode, nowMs);
        if (message.Opcode == Opcode.SlaveLinkReady && State == BusState.Announcing && _announced > 0)
        {
            // Somebody is there: the rest of the burst would only collide with the answers.
            Enter(BusState.Running, nowMs);
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
            _conversation.ClaimId();
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
            // Whom we know by its id is asked at once: it may be charging, and is silent for it has a master. The others announce themselves.
            Enter(Roster.HasLinked ? BusState.Running : BusState.Announcing, nowMs);
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
        _announced = 0;
        if (state == BusState.Running)
        {
            _conversation.Start(nowMs);
        }
    }

    private void Announce(long nowMs)
    {
        if (!_transmitter.IsTimeToAnnounce(nowMs))
        {
            return;
        }

        if (_announced == LinkReadyBurst.Frames)
        {
            Enter(BusState.Running, nowMs);
            return;
        }

        if (LinkReadyBurst.Send(_transmitter, LinkReadyBurst.Frames - _announced, nowMs))
        {
            _announced++;
        }
    }
}
