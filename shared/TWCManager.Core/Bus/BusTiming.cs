namespace TWCManager.Core.Bus;

/// <summary>Times on the bus, in ms.</summary>
/// <remarks>Source: docs/protocol.md#timing. Where that calls a value a judgement, it is one here too.</remarks>
public static class BusTiming
{
    /// <summary>One heartbeat to each connector in this time, as a real master does.</summary>
    public const int HeartbeatPeriodMs = 1000;

    /// <summary>Heartbeats of one round start this far apart: request, reply at the usual turn-around, and the gap after it.</summary>
    public const int SlotMs = 190;

    /// <summary>Replies complete within 100 to 200 ms; later ones are still accepted when they come.</summary>
    public const int ReplyTimeoutMs = 300;

    /// <summary>No reply comes later than this.</summary>
    public const int LatestReplyMs = 2000;

    /// <summary>A connector whose answer came late within this time hears us, and is only slow to say so.</summary>
    public const int LateAnswerMemoryMs = 10000;

    /// <summary>Nobody has sent for this long after a frame before we send.</summary>
    public const int GapAfterFrameMs = 100;

    /// <summary>Nobody has sent anything, noise included, for this long before we send.</summary>
    public const int IdleMs = 20;

    /// <summary>Beside a unit that babbles we speak at the begin of a pause, no later than this after the line fell idle.</summary>
    public const int FreshMs = 20;

    /// <summary>A pause of this length is none of a unit that babbles.</summary>
    public const int BabblePauseMs = 200;

    /// <summary>What came instead of an answer is over when no byte has followed for this long: an adapter hands bytes over in bunches of up to 16 ms.</summary>
    public const int AnswerOverMs = 50;

    /// <summary>A segment in which no byte came for this long is dead.</summary>
    public const int SegmentTimeoutMs = 100;

    /// <summary>A heartbeat this late is sent over a line that does not fall silent: a babbling unit must not take all others down. Three that are late together still go out within their two seconds.</summary>
    public const int BabbleOverrideMs = 400;

    /// <summary>But only when the line has kept us from speaking for so long that it cannot be one frame and the gap after it.</summary>
    public const int ShutOutMs = 150;

    /// <summary>Time of listening before the first word. Less than other masters take, so that a start stays under two seconds; a second master is watched for all the time anyway.</summary>
    public const int ListenMs = 300;

    /// <summary>Frames with which we announce ourselves begin this far apart; nobody answers all but one of them.</summary>
    public const int AnnounceStepMs = 100;

    /// <summary>No answer for this long: nothing may be raised.</summary>
    public const int StaleMs = 5000;

    /// <summary>No answer for this long: offline for people.</summary>
    public const int OfflineMs = 10000;

    /// <summary>No answer for this long: given up, as a real master does. The connector stops charging by itself 20 to 30 s after its last heartbeat.</summary>
    public const int LostMs = 26000;

    /// <summary>Silence of ours after which a connector has stopped charging for sure: its own 30 s and a reserve.</summary>
    public const int FailSafeMs = 34000;

    /// <summary>Line time of one byte in microseconds: 10 bits at 9600 baud.</summary>
    public const int ByteUs = 1042;

    /// <summary>Line time of a number of bytes, rounded up.</summary>
    public static int LineTimeMs(int bytes)
    {
        return (bytes * ByteUs + 999) / 1000;
    }
}
