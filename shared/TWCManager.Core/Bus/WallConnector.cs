namespace TWCManager.Core.Bus;

/// <summary>One wall connector as the wire shows it: who it is, how well it is heard, and its parts. Each part writes its own facts, and so does this class.</summary>
public sealed class WallConnector
{
    /// <summary>Marks a value that the connector has not reported.</summary>
    public const int Unknown = -1;

    /// <summary>From here on a car draws, in 0.01 A. Idle units report a phantom of 0.25 A.</summary>
    public const int DrawingCentiamps = 100;

    // One lost pair of zero bytes makes a frame of protocol 2 a valid one of protocol 1.
    private const int AnnouncementsToChangeProtocol = 3;

    private int _otherProtocolCount;

    internal WallConnector(int id, int protocolVersion, long nowMs)
    {
        Id = id;
        IdText = HexText.Of(id);
        ProtocolVersion = protocolVersion;
        AnnouncedMs = nowMs;
        Twin = new TwinWatch(this);
        Queries = new QueryPlan(this);
        Queries.Restart(nowMs);
    }

    /// <summary>Address on the bus, 16 bit.</summary>
    public int Id { get; }

    /// <summary>The same as four upper-case hex digits.</summary>
    public string IdText { get; }

    /// <summary>1 (14-byte frames) or 2 (16-byte frames).</summary>
    public int ProtocolVersion { get; private set; }

    /// <summary>What the hardware says it can carry, in 0.01 A; 0 until it has said so.</summary>
    public int RatedCentiamps { get; private set; }

    /// <summary>How well it is heard.</summary>
    public LinkState Link { get; private set; }

    /// <summary>True once it has answered a heartbeat since it linked.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>When its last heartbeat came, ms; meaningless until <see cref="HasAnswered"/>.</summary>
    public long LastHeardMs { get; private set; }

    /// <summary>It has answered since it was last known to have stopped by itself: what it said then may still hold.</summary>
    public bool HasBeenHeard { get; private set; }

    /// <summary>It had a master when the program started: until it is heard, what it holds is unknown.</summary>
    public bool WasLinkedBefore { get; private set; }

    /// <summary>It was known before the program started, and has neither been heard nor announced itself since.</summary>
    public bool IsRemembered { get; private set; }

    /// <summary>When it was admitted, remembered, or last announced itself, ms.</summary>
    public long AnnouncedMs { get; private set; }

    /// <summary>Times it announced itself.</summary>
    public int Announcements { get; private set; }

    /// <summary>Times it announced itself although it was linked: it did not hear us.</summary>
    public int LinkDrops { get; private set; }

    /// <summary>What it reported last.</summary>
    public ConnectorReport Reported { get; } = new ConnectorReport();

    /// <summary>Its heartbeats.</summary>
    public HeartbeatTurn Turn { get; } = new HeartbeatTurn();

    /// <summary>The limit that was sent to it.</summary>
    public SentLimit Limit { get; } = new SentLimit();

    /// <summary>What charging wants of it besides the limit.</summary>
    public ConnectorOrders Orders { get; } = new ConnectorOrders();

    /// <summary>Whether a second unit answers to its id.</summary>
    public TwinWatch Twin { get; }

    // What the parts hold, for readers that ask the connector.

    /// <summary>See <see cref="ConnectorReport.State"/>.</summary>
    public int State
    {
        get { return Reported.State; }
    }

    /// <summary>See <see cref="ConnectorReport.ConfirmedCentiamps"/>.</summary>
    public int ConfirmedCentiamps
    {
        get { return Reported.ConfirmedCentiamps; }
    }

    /// <summary>See <see cref="ConnectorReport.ActualCentiamps"/>.</summary>
    public int ActualCentiamps
    {
        get { return Reported.ActualCentiamps; }
    }

    /// <summary>See <see cref="ConnectorReport.IsDrawing"/>.</summary>
    public bool IsDrawing
    {
        get { return Reported.IsDrawing; }
    }

    /// <summary>See <see cref="ConnectorReport.PlugState"/>.</summary>
    public int PlugState
    {
        get { return Reported.PlugState; }
    }

    /// <summary>See <see cref="ConnectorReport.Meter"/>.</summary>
    public MeterReading Energy
    {
        get { return Reported.Meter; }
    }

    /// <summary>See <see cref="ConnectorReport.Vin"/>.</summary>
    public VinReader Vin
    {
        get { return Reported.Vin; }
    }

    /// <summary>See <see cref="ConnectorReport.SerialNumber"/>.</summary>
    public string SerialNumber
    {
        get { return Reported.SerialNumber; }
    }

    /// <summary>See <see cref="ConnectorReport.FirmwareVersion"/>.</summary>
    public string FirmwareVersion
    {
        get { return Reported.FirmwareVersion; }
    }

    /// <summary>See <see cref="SentLimit.SentCentiamps"/>.</summary>
    public int SentCentiamps
    {
        get { return Limit.SentCentiamps; }
    }

    /// <summary>See <see cref="SentLimit.HeldAtMostCentiamps"/>.</summary>
    public int HeldAtMostCentiamps
    {
        get { return Limit.HeldAtMostCentiamps; }
    }

    /// <summary>See <see cref="SentLimit.WasSent"/>.</summary>
    public bool HasSent
    {
        get { return Limit.WasSent; }
    }

    /// <summary>See <see cref="SentLimit.ChangedMs"/>.</summary>
    public long SentChangedMs
    {
        get { return Limit.ChangedMs; }
    }

    /// <summary>See <see cref="HeartbeatTurn.HeartbeatsSent"/>.</summary>
    public int HeartbeatsSent
    {
        get { return Turn.HeartbeatsSent; }
    }

    /// <summary>See <see cref="HeartbeatTurn.HeartbeatsAnswered"/>.</summary>
    public int HeartbeatsAnswered
    {
        get { return Turn.HeartbeatsAnswered; }
    }

    /// <summary>See <see cref="HeartbeatTurn.DamagedAnswers"/>.</summary>
    public int DamagedAnswers
    {
        get { return Turn.DamagedAnswers; }
    }

    /// <summary>See <see cref="HeartbeatTurn.TurnaroundMs"/>.</summary>
    public int TurnaroundMs
    {
        get { return Turn.TurnaroundMs; }
    }

    /// <summary>See <see cref="HeartbeatTurn.LongestGapMs"/>.</summary>
    public int LongestGapMs
    {
        get { return Turn.LongestGapMs; }
    }

    /// <summary>See <see cref="HeartbeatTurn.HeartbeatMs"/>.</summary>
    public long HeartbeatMs
    {
        get { return Turn.HeartbeatMs; }
    }

    /// <summary>See <see cref="HeartbeatTurn.IsHeldBack"/>.</summary>
    public bool IsHeldBack
    {
        get { return Turn.IsHeldBack; }
    }

    /// <summary>See <see cref="TwinWatch.IsBelieved"/>.</summary>
    public bool HasTwin
    {
        get { return Twin.IsBelieved; }
    }

    /// <summary>See <see cref="TwinWatch.SignReturns"/>.</summary>
    public int SignReturns
    {
        get { return Twin.SignReturns; }
    }

    /// <summary>See <see cref="SentLimit.Unconfirmed"/>.</summary>
    public int Unconfirmed
    {
        get { return Limit.Unconfirmed; }
    }

    /// <summary>See <see cref="ConnectorOrders.IsOtherMake"/>.</summary>
    public bool IsOtherMake
    {
        get { return Orders.IsOtherMake; }
        internal set { Orders.ServeOtherMake(value); }
    }

    /// <summary>The car has left: what was known of it is forgotten.</summary>
    public void ForgetCar()
    {
        Reported.Vin.Forget();
    }

    internal QueryPlan Queries { get; }

    /// <summary>When it last answered or announced itself, ms.</summary>
    internal long LastSignMs
    {
        get { return LastHeardMs > AnnouncedMs ? LastHeardMs : AnnouncedMs; }
    }

    /// <summary>It was known before the program started.</summary>
    internal void Remember(int ratedCentiamps, bool wasLinked)
    {
        RatedCentiamps = ratedCentiamps;
        IsRemembered = wasLinked;
        WasLinkedBefore = wasLinked;
    }

    /// <returns>True if the rating is new.</returns>
    internal bool TakeRating(int ratedCentiamps)
    {
        bool isNew = RatedCentiamps != ratedCentiamps;
        RatedCentiamps = ratedCentiamps;
        return isNew;
    }

    /// <returns>True if the protocol has changed.</returns>
    internal bool TakeProtocol(int protocolVersion)
    {
        _otherProtocolCount = ProtocolVersion == protocolVersion ? 0 : _otherProtocolCount + 1;
        if (_otherProtocolCount < AnnouncementsToChangeProtocol)
        {
            return false;
        }

        ProtocolVersion = protocolVersion;
        _otherProtocolCount = 0;
        return true;
    }

    /// <summary>It announced itself: it must prove anew that it hears us, and may have lost its limit.</summary>
    internal void Announced(long nowMs)
    {
        Announcements++;
        LinkDrops += HasAnswered && nowMs - LastHeardMs < BusTiming.LostMs && !Turn.IsHeldBack ? 1 : 0;
        HasAnswered = false;
        IsRemembered = false;
        AnnouncedMs = nowMs;
        Limit.Resend();
        Turn.Restart();
        Queries.Restart(nowMs);
    }

    /// <summary>A sign of life, without anything that counts.</summary>
    internal void Heard(long nowMs)
    {
        LastHeardMs = nowMs;
    }

    /// <summary>It answered a heartbeat.</summary>
    /// <param name="isLinked">False for an answer that does not prove that it hears us.</param>
    internal void Answered(bool isLinked, long nowMs)
    {
        LastHeardMs = nowMs;
        HasBeenHeard = true;
        IsRemembered = false;
        HasAnswered = isLinked;
        Turn.Answered(nowMs);
    }

    /// <summary>Judges its link, and what may still hold of what it was sent and said.</summary>
    internal void Judge(long nowMs)
    {
        Link = LinkAt(nowMs);
        if (Link == LinkState.Lost)
        {
            // It must first prove that it hears us before it is sent a limit.
            HasAnswered = false;
        }

        if (ConnectorRoster.HasStopped(this, nowMs))
        {
            HasBeenHeard = false;
            Limit.Forget();
            Reported.ForgetHeartbeat();
        }

        Twin.Tick(nowMs);
    }

    private LinkState LinkAt(long nowMs)
    {
        if (nowMs - LastSignMs >= BusTiming.LostMs)
        {
            return LinkState.Lost;
        }

        if (!HasAnswered)
        {
            return LinkState.Linking;
        }

        long silentMs = nowMs - LastHeardMs;
        return silentMs >= BusTiming.OfflineMs ? LinkState.Offline : silentMs >= BusTiming.StaleMs ? LinkState.Stale : LinkState.Online;
    }
}
