using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>One wall connector as the wire shows it. Knows nothing of limits, policies or other connectors.</summary>
public sealed class WallConnector
{
    /// <summary>Marks a value that the connector has not told.</summary>
    public const int Unknown = -1;

    /// <summary>From here on a car draws, in 0.01 A. Idle units report a phantom of 0.25 A.</summary>
    public const int DrawingCentiamps = 100;

    private int _signBefore = Unknown;

    internal WallConnector(int id, int protocolVersion)
    {
        Id = id;
        IdText = HexText.Of(id);
        ProtocolVersion = protocolVersion;
        Energy = new MeterReading();
        Vin = new VinReader();
        Queries = new QueryPlan(this);
    }

    /// <summary>Address on the bus, 16 bit.</summary>
    public int Id { get; }

    /// <summary>The same as four upper-case hex digits.</summary>
    public string IdText { get; }

    /// <summary>1 (14-byte frames) or 2 (16-byte frames).</summary>
    public int ProtocolVersion { get; internal set; }

    /// <summary>Byte that changes with each boot of the unit, or <see cref="Unknown"/>.</summary>
    public int Sign { get; private set; } = Unknown;

    /// <summary>What the hardware says it can carry, in 0.01 A; 0 until it has said so.</summary>
    public int RatedCentiamps { get; internal set; }

    /// <summary>How well it is heard.</summary>
    public LinkState Link { get; internal set; }

    /// <summary>State number of its last heartbeat as on the wire (0 to 10, 15, or what it likes), or <see cref="Unknown"/>.</summary>
    public int State { get; internal set; } = Unknown;

    /// <summary>Limit that it repeated back last, in 0.01 A; 0 also means "none yet".</summary>
    public int ConfirmedCentiamps { get; internal set; }

    /// <summary>Current that its car draws, per phase conductor, in 0.01 A.</summary>
    public int ActualCentiamps { get; internal set; }

    /// <summary>Limit that was sent to it last, in 0.01 A; 0 when none was sent since it linked.</summary>
    public int SentCentiamps { get; private set; }

    /// <summary>Highest limit that it may hold, in 0.01 A: what was sent and has not been replaced for sure. A raise and its revocation can both have got lost.</summary>
    public int HeldAtMostCentiamps { get; private set; }

    /// <summary>True from the first limit that was sent since it linked.</summary>
    public bool HasSent { get; private set; }

    /// <summary>When its last heartbeat came, ms; meaningless until <see cref="HasAnswered"/>.</summary>
    public long LastHeardMs { get; internal set; }

    /// <summary>True once it has answered a heartbeat since it linked.</summary>
    public bool HasAnswered { get; internal set; }

    /// <summary>Answer to the plug query: 0 unplugged, 1 charging, 2 unknown, 3 plugged, or <see cref="Unknown"/>.</summary>
    public int PlugState { get; internal set; } = Unknown;

    /// <summary>Last meter reply.</summary>
    public MeterReading Energy { get; }

    /// <summary>Vehicle identification number as far as it has been read.</summary>
    public VinReader Vin { get; }

    /// <summary>Serial number, or null.</summary>
    public string SerialNumber { get; internal set; }

    /// <summary>Firmware version such as "4.5.3.2", or null.</summary>
    public string FirmwareVersion { get; internal set; }

    /// <summary>Heartbeats sent to it.</summary>
    public int HeartbeatsSent { get; internal set; }

    /// <summary>Heartbeats it answered.</summary>
    public int HeartbeatsAnswered { get; internal set; }

    /// <summary>Times it announced itself although it was linked: it did not hear us.</summary>
    public int LinkDrops { get; internal set; }

    /// <summary>Times it announced itself.</summary>
    public int Announcements { get; internal set; }

    /// <summary>Damaged frames that came in place of its answers.</summary>
    public int DamagedAnswers { get; internal set; }

    /// <summary>Times an announcement brought back the sign before the last one: with one unit per id that hardly happens.</summary>
    public int SignReturns { get; private set; }

    /// <summary>Time from the end of the last heartbeat to the begin of its answer, ms, as coarse as the ticks; <see cref="Unknown"/> before the first.</summary>
    public int TurnaroundMs { get; internal set; } = Unknown;

    /// <summary>Longest time between two heartbeats sent to it while it was online, ms.</summary>
    public int LongestGapMs { get; internal set; }

    /// <summary>The car draws 1.0 A or more.</summary>
    public bool IsDrawing
    {
        get { return ActualCentiamps >= DrawingCentiamps; }
    }

    /// <summary>It has answered since it was last known to have stopped by itself: what it said then may still hold.</summary>
    public bool HasBeenHeard { get; internal set; }

    /// <summary>It had a master when the program started: until it is heard nobody knows what it holds.</summary>
    public bool WasLinkedBefore { get; internal set; }

    /// <summary>It was known before the program started, and has neither been heard nor announced itself since.</summary>
    public bool IsRemembered { get; internal set; }

    /// <summary>When it was admitted, remembered, or last announced itself, ms.</summary>
    public long AnnouncedMs { get; internal set; }

    /// <summary><see cref="HeartbeatsSent"/> when it announced itself last.</summary>
    internal int SentBeforeLink { get; set; }

    /// <summary>When a heartbeat was sent to it last, ms; meaningless while <see cref="HeartbeatsSent"/> is 0.</summary>
    public long HeartbeatMs { get; internal set; }

    /// <summary>When the limit sent to it last changed, ms.</summary>
    public long SentChangedMs { get; private set; }

    /// <summary>Heartbeats in a row with a limit that it has not repeated back.</summary>
    public int Unconfirmed { get; private set; }

    /// <summary>The cars that charge there are of other makes: they have no number to ask for, and want to be told their current all the time.</summary>
    public bool IsOtherMake { get; internal set; }

    /// <summary>True while it does not get heartbeats because it has no room in the wiring limit.</summary>
    public bool IsHeldBack { get; internal set; }

    /// <summary>Another unit answers to the same id: neither can be controlled.</summary>
    public bool HasTwin { get; internal set; }

    /// <summary>Order to its contactor that shall go out in the next gap: an opcode, or 0. Not every unit answers one.</summary>
    public int Order { get; private set; }

    /// <summary>Orders its contactor to close, with protocol 2 and firmware that knows the order.</summary>
    public void OrderStart()
    {
        Order = Opcode.StartCharging;
    }

    /// <summary>Orders its contactor to open, without a word to the car.</summary>
    public void OrderStop()
    {
        Order = Opcode.StopCharging;
    }

    /// <summary>Takes back an order to open that has not gone out yet.</summary>
    public void CancelStop()
    {
        Order = Order == Opcode.StopCharging ? 0 : Order;
    }

    /// <summary>The car has left: what was known of it is forgotten.</summary>
    public void ForgetCar()
    {
        Vin.Forget();
    }

    internal void NoteSent(int limitCentiamps, long nowMs)
    {
        if (!HasSent || SentCentiamps != limitCentiamps)
        {
            SentChangedMs = nowMs;
            Unconfirmed = 0;
        }

        HasSent = true;
        SentCentiamps = limitCentiamps;
        HeldAtMostCentiamps = limitCentiamps > HeldAtMostCentiamps ? limitCentiamps : HeldAtMostCentiamps;
        MustResend = false;
        Unconfirmed++;
    }

    internal void NoteConfirmed(long nowMs)
    {
        if (!HasSent || ConfirmedCentiamps != SentCentiamps)
        {
            return;
        }

        Unconfirmed = 0;
        // A reply can be late: one that speaks of an older limit of the same size must not count.
        if (nowMs - SentChangedMs >= BusTiming.LatestReplyMs)
        {
            HeldAtMostCentiamps = SentCentiamps;
        }
    }

    internal void NoteSign(int sign)
    {
        Announcements++;
        if (sign != Sign)
        {
            SignReturns += sign == _signBefore ? 1 : 0;
            _signBefore = Sign;
            Sign = sign;
        }
    }

    internal void NoteOrdered()
    {
        Order = 0;
    }

    internal void ForgetLimit()
    {
        HeldAtMostCentiamps = 0;
        HasBeenHeard = false;
        HasSent = false;
        SentCentiamps = 0;
        ConfirmedCentiamps = 0;
        ActualCentiamps = 0;
        State = Unknown;
    }

    internal QueryPlan Queries { get; }

    internal long DueMs { get; set; }

    internal bool MustResend { get; set; }

    /// <summary>Its last heartbeat stayed without an answer: perhaps it was damaged on the way.</summary>
    internal bool IsUnanswered { get; set; }

    /// <summary>When it answered last, be it that the answer arrived damaged, ms: then it heard us.</summary>
    internal long ReachedMs { get; set; }

    /// <summary>When something told last that there are two of it, ms.</summary>
    internal long TwinMs { get; set; }

    /// <summary>Heartbeats in a row that it answered twice.</summary>
    internal int Doubles { get; set; }

    /// <summary>Heartbeats that it has not answered so far, without a gap of two seconds between them.</summary>
    internal int Owed { get; set; }

    /// <summary>When the last of them had been waited for, ms.</summary>
    internal long OwedMs { get; set; }

    /// <summary>When an answer came last that it had owed, ms.</summary>
    internal long LateAnswerMs { get; set; } = -BusTiming.LateAnswerMemoryMs;

    /// <summary>Answers in a row that came and were not whole.</summary>
    internal int Garbled { get; set; }

    /// <summary>Answers in a row that were hard to believe.</summary>
    internal int Doubts { get; set; }

    /// <summary>Answers to its last heartbeat, as far as they came together.</summary>
    internal int Answers { get; set; }

    internal int OtherProtocolCount { get; set; }
}
