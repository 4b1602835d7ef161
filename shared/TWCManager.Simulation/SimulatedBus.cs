namespace TWCManager.Simulation;

/// <summary>
/// An RS-485 line in virtual time, byte by byte: 9600 baud, half duplex. Bytes that overlap destroy each other. Knows nothing of what the
/// bytes mean; not safe for several threads. The same seed and the same calls give the same bytes, whatever the steps of time.
/// </summary>
public sealed class SimulatedBus
{
    /// <summary>Time of one byte in microseconds: 10 bits at 9600 baud.</summary>
    public const int ByteUs = 1042;

    // Connectors look at their own clocks this often. Replies do not wait for it.
    private const int TickMs = 100;

    private const int MasterBufferSize = 4096;

    private readonly List<SimulatedConnector> _connectors = new List<SimulatedConnector>();
    private readonly List<Transmission> _active = new List<Transmission>();
    private readonly PriorityQueue<Transmission, (long StartUs, long Order)> _pending = new PriorityQueue<Transmission, (long StartUs, long Order)>();
    private readonly Stack<Transmission> _unused = new Stack<Transmission>();
    private readonly Transmission _master = new Transmission();
    private readonly LineListener _listener;
    private readonly ByteQueue _forMaster = new ByteQueue(MasterBufferSize);
    private readonly Random _random;
    private readonly int _seed;

    private long _nowUs;
    private long _nextTickMs;
    private long _order;
    private long _heardUs;

    /// <summary>Makes an empty line.</summary>
    /// <param name="seed">Decides all chance.</param>
    /// <param name="startMs">Time at which it begins to exist, ms.</param>
    public SimulatedBus(int seed, long startMs = 0)
    {
        _seed = seed;
        _random = new Random(seed);
        _nowUs = startMs * 1000;
        _nextTickMs = startMs + TickMs;
        _master.Sender = _master;
        _listener = new LineListener(this);
        Line = new SimulatedLine(this);
    }

    /// <summary>The bus master's port.</summary>
    public SimulatedLine Line { get; }

    /// <summary>Units on the line, in the order they were added.</summary>
    public IReadOnlyList<SimulatedConnector> Connectors => _connectors;

    /// <summary>Virtual time, ms.</summary>
    public long NowMs => _nowUs / 1000;

    /// <summary>Chance of a byte to be changed by noise, 0 to 1.</summary>
    public double NoisePerByte { get; set; }

    /// <summary>The master hears what it sends, as with a receiver that is always on.</summary>
    public bool EchoesMaster { get; set; }

    /// <summary>What the master's receiver makes of each byte on the line: given the byte and the pause before it in microseconds, the bytes that it hands over. Null for a good one.</summary>
    public Func<byte, long, byte[]>? Receiver { get; set; }

    /// <summary>The master's adapter is pulled: nothing goes in or out.</summary>
    public bool IsUnplugged { get; private set; }

    /// <summary>Somebody drives the line.</summary>
    public bool IsBusy => FindNextByte() != null;

    /// <summary>Bytes the master has put on the line.</summary>
    public long MasterBytes { get; private set; }

    /// <summary>Whole, undamaged frames of the master.</summary>
    public long MasterFrames { get; private set; }

    /// <summary>Undamaged stretches of the master that are no frame: wrong length, checksum or escape as sent.</summary>
    public long MalformedMasterFrames { get; private set; }

    /// <summary>Frames of the master that must never be sent, by <see cref="MasterAudit"/>.</summary>
    public long ForbiddenFrames { get; private set; }

    /// <summary>The last such frame in hex, or empty.</summary>
    public string LastForbiddenFrame { get; private set; } = string.Empty;

    /// <summary>When a frame that no master sent as it was heard passed the checksum all the same, ms; far in the past before the first. One damaged frame in 256 does.</summary>
    public long LastFalseFrameMs { get; private set; } = long.MinValue / 2;

    /// <summary>Bytes spoiled by another sender.</summary>
    public long CollidedBytes { get; private set; }

    /// <summary>Bytes changed by noise.</summary>
    public long NoisyBytes { get; private set; }

    /// <summary>Frames that were spoiled on their way, by noise or another sender, whoever sent them.</summary>
    public long SpoiledFrames { get; private set; }

    /// <summary>Times the master's receive buffer was wiped because nobody read it.</summary>
    public int MasterOverruns => _forMaster.Overruns;

    /// <summary>Highest sum so far of what cars might have drawn, in 0.01 A per phase: all connectors' standing limits together.</summary>
    public int HighestStandingCentiamps { get; private set; }

    /// <summary>Highest sum so far of each connector's standing limit or present draw, whichever is more, in 0.01 A per phase.</summary>
    public int HighestLoadCentiamps { get; private set; }

    /// <summary>Highest sum so far of what cars drew, in 0.01 A, all taken to be on one phase.</summary>
    public int HighestDrawCentiamps { get; private set; }

    /// <summary>Connects one more unit, powered and waiting for a master.</summary>
    public SimulatedConnector Add(ConnectorSetup setup)
    {
        SimulatedConnector connector = new SimulatedConnector(this, setup, HashCode(setup.Id));
        _connectors.Add(connector);
        return connector;
    }

    /// <summary>The unit with this id, or null.</summary>
    public SimulatedConnector? Find(int id)
    {
        foreach (SimulatedConnector connector in _connectors)
        {
            if (connector.Id == id)
            {
                return connector;
            }
        }

        return null;
    }

    /// <summary>Begins to look for highest sums anew.</summary>
    public void ClearHighest()
    {
        HighestStandingCentiamps = 0;
        HighestLoadCentiamps = 0;
        HighestDrawCentiamps = 0;
    }

    /// <summary>Pulls the master's adapter. What it had not sent or read is lost.</summary>
    public void Unplug()
    {
        IsUnplugged = true;
        _forMaster.Clear();
        _active.Remove(_master);
        _master.Clear();
    }

    /// <summary>Puts the master's adapter back.</summary>
    public void Replug()
    {
        IsUnplugged = false;
    }

    /// <summary>The master's port is opened anew: what it had not read is lost.</summary>
    public void Reopen()
    {
        _forMaster.Clear();
    }

    /// <summary>Lets time pass. Times before <see cref="NowMs"/> change nothing.</summary>
    /// <param name="nowMs">Time to reach, ms.</param>
    public void Advance(long nowMs)
    {
        long untilUs = nowMs * 1000;
        while (true)
        {
            Transmission? talking = FindNextByte();
            long byteUs = talking == null ? long.MaxValue : talking.NextByteEndUs;
            long startUs = _pending.Count == 0 ? long.MaxValue : _pending.Peek().StartUs;
            long tickUs = _nextTickMs * 1000;
            long nextUs = Math.Min(Math.Min(byteUs, startUs), tickUs);
            if (nextUs > untilUs)
            {
                break;
            }

            _nowUs = Math.Max(_nowUs, nextUs);
            if (startUs == nextUs)
            {
                Begin(_pending.Dequeue());
            }
            else if (byteUs == nextUs)
            {
                EndByte(talking!);
            }
            else
            {
                Tick();
            }
        }

        _nowUs = Math.Max(_nowUs, untilUs);
    }

    /// <summary>For a pump between a terminal and this line: lets time pass, then takes what the master wrote.</summary>
    public void FromMaster(ReadOnlySpan<byte> bytes, long nowMs)
    {
        Advance(nowMs);
        SendFromMaster(bytes);
    }

    /// <summary>For a pump between a terminal and this line: lets time pass, then gives what the master hears.</summary>
    /// <returns>Bytes put into <paramref name="into"/>.</returns>
    public int ToMaster(Span<byte> into, long nowMs)
    {
        Advance(nowMs);
        return TakeForMaster(into);
    }

    /// <summary>Puts bytes of a stranger on the line, beginning now.</summary>
    public void Inject(ReadOnlySpan<byte> bytes)
    {
        Send(null, bytes, _nowUs, false);
    }

    internal bool SendFromMaster(ReadOnlySpan<byte> bytes)
    {
        if (IsUnplugged)
        {
            return false;
        }

        if (_master.IsThrough)
        {
            _active.Remove(_master);
            _master.Clear();
            _master.IsFrame = true;
            _master.StartUs = _nowUs;
            _master.Order = _order++;
            _active.Add(_master);
        }

        _master.Append(bytes);
        return true;
    }

    internal int TakeForMaster(Span<byte> into)
    {
        return _forMaster.Take(into);
    }

    internal void Send(SimulatedConnector? sender, ReadOnlySpan<byte> bytes, long startUs, bool isFrame)
    {
        Transmission transmission = _unused.Count > 0 ? _unused.Pop() : new Transmission();
        transmission.Clear();
        transmission.IsFrame = isFrame;
        transmission.Append(bytes);
        transmission.Sender = sender;
        Schedule(transmission, Math.Max(startUs, _nowUs));
    }

    internal void Dispatch(ReadOnlySpan<byte> frame, long atUs, bool isFromMaster)
    {
        int receiver = frame[4] << 8 | frame[5];
        bool isAddressed = !(frame[0] == 0xFC && frame[1] == 0xE1) && !(frame[0] == 0xFB && frame[1] == 0xE2);
        int ratedCentiamps = isAddressed ? Find(receiver)?.Setup.RatedCentiamps ?? int.MaxValue : int.MaxValue;
        bool isForbidden = isFromMaster && MasterAudit.IsForbidden(frame, ratedCentiamps);
        MasterFrames += isFromMaster ? 1 : 0;
        LastFalseFrameMs = isFromMaster ? LastFalseFrameMs : atUs / 1000;
        if (isForbidden)
        {
            ForbiddenFrames++;
            LastForbiddenFrame = Convert.ToHexString(frame);
        }

        foreach (SimulatedConnector connector in _connectors)
        {
            connector.Hear(frame, atUs, isForbidden);
        }

        NoteSums();
    }

    internal void CountMalformed()
    {
        MalformedMasterFrames++;
    }

    private void Schedule(Transmission transmission, long startUs)
    {
        transmission.StartUs = startUs;
        transmission.Order = _order++;
        _pending.Enqueue(transmission, (startUs, transmission.Order));
    }

    // One unit cannot talk twice at a time: what comes too early waits for its own last byte.
    private void Begin(Transmission transmission)
    {
        foreach (Transmission other in _active)
        {
            if (transmission.Sender != null && other.Sender == transmission.Sender && !other.IsThrough)
            {
                Schedule(transmission, other.EndUs + ByteUs);
                return;
            }
        }

        _active.Add(transmission);
    }

    private Transmission? FindNextByte()
    {
        Transmission? next = null;
        for (int i = 0; i < _active.Count; i++)
        {
            Transmission candidate = _active[i];
            if (!candidate.IsThrough && (next == null || candidate.NextByteEndUs < next.NextByteEndUs))
            {
                next = candidate;
            }
        }

        return next;
    }

    private void EndByte(Transmission talking)
    {
        long endUs = talking.NextByteEndUs;
        bool isDamaged = false;
        bool isSwallowed = false;
        bool isMasterTalking = talking == _master;
        for (int i = 0; i < _active.Count; i++)
        {
            Transmission other = _active[i];
            if (other != talking && other.StartUs < endUs && other.EndUs > endUs - ByteUs)
            {
                isDamaged = true;
                isMasterTalking |= other == _master;

                // Two bytes at once are heard as one: the one that was begun first, spoiled.
                isSwallowed |= other.Order < talking.Order;
            }
        }

        byte value = talking.Next();
        MasterBytes += talking == _master ? 1 : 0;
        CollidedBytes += isDamaged ? 1 : 0;
        talking.IsSpoiled |= isDamaged;
        if (!isSwallowed)
        {
            talking.IsSpoiled |= Deliver(value, endUs, isDamaged, talking == _master, isMasterTalking);
        }

        if (talking.IsThrough)
        {
            SpoiledFrames += talking.IsFrame && talking.IsSpoiled ? 1 : 0;
            DropFinished();
        }
    }

    // Says whether it arrived damaged.
    private bool Deliver(byte value, long atUs, bool isDamaged, bool isFromMaster, bool isMasterTalking)
    {
        if (!isDamaged && NoisePerByte > 0 && _random.NextDouble() < NoisePerByte)
        {
            isDamaged = true;
            NoisyBytes++;
        }

        if (isDamaged)
        {
            value ^= (byte)_random.Next(1, 256);
        }

        _listener.Hear(value, atUs, isDamaged, isFromMaster);
        if (!IsUnplugged && (EchoesMaster || !isMasterTalking))
        {
            GiveToMaster(value, atUs);
        }

        return isDamaged;
    }

    private void GiveToMaster(byte value, long atUs)
    {
        if (Receiver == null)
        {
            _forMaster.Put(value);
            return;
        }

        foreach (byte heard in Receiver(value, atUs - ByteUs - _heardUs))
        {
            _forMaster.Put(heard);
        }

        _heardUs = atUs;
    }

    // A transmission that is through is kept while others go on, because its last byte may lie across one of theirs.
    private void DropFinished()
    {
        foreach (Transmission transmission in _active)
        {
            if (!transmission.IsThrough)
            {
                return;
            }
        }

        foreach (Transmission transmission in _active)
        {
            if (transmission != _master)
            {
                _unused.Push(transmission);
            }
        }

        _active.Clear();
    }

    private void Tick()
    {
        foreach (SimulatedConnector connector in _connectors)
        {
            connector.Tick(_nextTickMs);
        }

        _nextTickMs += TickMs;
        NoteSums();
    }

    // With each frame that may change a limit, so that not even a short moment above the wiring limit is missed.
    private void NoteSums()
    {
        int standing = 0;
        int load = 0;
        int draw = 0;
        foreach (SimulatedConnector connector in _connectors)
        {
            int here = connector.DrawCentiamps;
            standing += connector.StandingLimitCentiamps;
            load += Math.Max(connector.StandingLimitCentiamps, here);
            draw += here;
        }

        HighestStandingCentiamps = Math.Max(HighestStandingCentiamps, standing);
        HighestLoadCentiamps = Math.Max(HighestLoadCentiamps, load);
        HighestDrawCentiamps = Math.Max(HighestDrawCentiamps, draw);
    }

    private int HashCode(int id)
    {
        return unchecked(_seed * 31 + id * 7919 + _connectors.Count);
    }
}
