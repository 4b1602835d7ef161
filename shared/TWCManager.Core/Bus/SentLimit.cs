namespace TWCManager.Core.Bus;

/// <summary>The limit that was sent to one connector, and what it may still hold of earlier ones. Only this class writes it.</summary>
public sealed class SentLimit
{
    /// <summary>Limit that was sent last, in 0.01 A; 0 when none was sent since the connector linked.</summary>
    public int SentCentiamps { get; private set; }

    /// <summary>Highest limit that the connector may hold, in 0.01 A: what was sent and has not been replaced for sure. A raise and its revocation can both have got lost.</summary>
    public int HeldAtMostCentiamps { get; private set; }

    /// <summary>True from the first limit that was sent since the connector linked.</summary>
    public bool WasSent { get; private set; }

    /// <summary>When the limit last changed, ms.</summary>
    public long ChangedMs { get; private set; }

    /// <summary>Heartbeats in a row with a limit that the connector has not repeated back.</summary>
    public int Unconfirmed { get; private set; }

    /// <summary>The connector may have lost its limit, so the next heartbeat must say it.</summary>
    internal bool MustResend { get; private set; }

    internal void Sent(int limitCentiamps, long nowMs)
    {
        if (!WasSent || SentCentiamps != limitCentiamps)
        {
            ChangedMs = nowMs;
            Unconfirmed = 0;
        }

        WasSent = true;
        SentCentiamps = limitCentiamps;
        HeldAtMostCentiamps = limitCentiamps > HeldAtMostCentiamps ? limitCentiamps : HeldAtMostCentiamps;
        MustResend = false;
        Unconfirmed++;
    }

    /// <summary>The connector repeated a limit back.</summary>
    internal void Confirmed(int confirmedCentiamps, long nowMs)
    {
        if (!WasSent || confirmedCentiamps != SentCentiamps)
        {
            return;
        }

        Unconfirmed = 0;
        // A reply can be late: one that speaks of an older limit of the same size must not count.
        if (nowMs - ChangedMs >= BusTiming.LatestReplyMs)
        {
            HeldAtMostCentiamps = SentCentiamps;
        }
    }

    internal void Resend()
    {
        MustResend = true;
    }

    /// <summary>The connector has stopped by itself: it holds nothing any more.</summary>
    internal void Forget()
    {
        HeldAtMostCentiamps = 0;
        WasSent = false;
        SentCentiamps = 0;
    }
}
