namespace TWCManager.Core.Bus;

/// <summary>The heartbeats of one connector: when the next one is due, what became of those that were sent. Only this class writes it.</summary>
public sealed class HeartbeatTurn
{
    private int _sentBeforeLink;

    /// <summary>Heartbeats sent to the connector.</summary>
    public int HeartbeatsSent { get; private set; }

    /// <summary>Heartbeats that the connector answered.</summary>
    public int HeartbeatsAnswered { get; private set; }

    /// <summary>Damaged frames that came in place of answers.</summary>
    public int DamagedAnswers { get; private set; }

    /// <summary>When the last heartbeat was sent, ms; meaningless while <see cref="HeartbeatsSent"/> is 0.</summary>
    public long HeartbeatMs { get; private set; }

    /// <summary>Longest time between two heartbeats while the connector was online, ms.</summary>
    public int LongestGapMs { get; private set; }

    /// <summary>Time from the end of the last heartbeat to the beginning of its answer, ms, as coarse as the ticks; <see cref="WallConnector.Unknown"/> before the first.</summary>
    public int TurnaroundMs { get; private set; } = WallConnector.Unknown;

    /// <summary>True if the last turn passed without a heartbeat, because the wiring has no room for this connector.</summary>
    public bool IsHeldBack { get; private set; }

    /// <summary>When the next turn comes, ms.</summary>
    internal long DueMs { get; private set; }

    /// <summary>The last heartbeat stayed without an answer: perhaps it was damaged on the way.</summary>
    internal bool IsUnanswered { get; private set; }

    /// <summary>When the connector last answered, ms. A damaged answer counts: the connector heard us.</summary>
    internal long ReachedMs { get; private set; }

    /// <summary>Heartbeats sent since the connector last announced itself.</summary>
    internal int SentSinceLink
    {
        get { return HeartbeatsSent - _sentBeforeLink; }
    }

    /// <summary>Sets when the next turn comes.</summary>
    internal void Schedule(long dueMs)
    {
        DueMs = dueMs;
    }

    /// <summary>Notes whether the connector may be served in this turn.</summary>
    internal void Allow(bool mayServe)
    {
        IsHeldBack = !mayServe;
    }

    /// <summary>The next heartbeat is being made: the last one need not be repeated any more.</summary>
    internal void Begin()
    {
        IsUnanswered = false;
    }

    /// <summary>A heartbeat went out.</summary>
    /// <param name="isOnline">The time since the last one counts as a gap.</param>
    internal void Sent(bool isOnline, long nowMs)
    {
        if (HeartbeatsSent > 0 && isOnline)
        {
            long gapMs = nowMs - HeartbeatMs;
            LongestGapMs = gapMs > LongestGapMs ? (int)gapMs : LongestGapMs;
        }

        HeartbeatMs = nowMs;
        HeartbeatsSent++;
    }

    /// <summary>A whole answer came.</summary>
    internal void Answered(long nowMs)
    {
        ReachedMs = nowMs;
        HeartbeatsAnswered++;
        IsUnanswered = false;
    }

    /// <summary>The answer that was waited for began so long after the heartbeat ended.</summary>
    internal void Measured(long turnaroundMs)
    {
        TurnaroundMs = turnaroundMs > 0 ? (int)turnaroundMs : 0;
    }

    /// <summary>An answer has begun. Whatever becomes of it, the connector heard us.</summary>
    internal void Reached(long nowMs)
    {
        ReachedMs = nowMs;
    }

    /// <summary>A damaged frame came in place of the answer.</summary>
    internal void AnswerDamaged()
    {
        DamagedAnswers++;
    }

    /// <summary>No whole answer came in time.</summary>
    internal void Missed()
    {
        IsUnanswered = true;
    }

    /// <summary>The connector announced itself.</summary>
    internal void Restart()
    {
        _sentBeforeLink = HeartbeatsSent;
    }
}
