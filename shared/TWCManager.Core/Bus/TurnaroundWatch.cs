namespace TWCManager.Core.Bus;

/// <summary>Learns how long the connectors of this bus take to answer, so that a lost answer is not waited for longer than it takes.</summary>
/// <remarks>The exact turn-around is published nowhere. The estimate follows a slower answer at once, a faster one slowly, and every missing answer makes it a little more patient.</remarks>
internal sealed class TurnaroundWatch
{
    private const int FirstMs = 200;
    private const int SlowestMs = BusTiming.ReplyTimeoutMs - MarginMs;
    private const int MissMs = 4;
    private const int Weight = 16;
    private const int MarginMs = 60;
    private const int ShortestWaitMs = BusTiming.GapAfterFrameMs;

    /// <summary>Estimate of a slow answer's turn-around, in ms.</summary>
    internal int Ms { get; private set; } = FirstMs;

    /// <summary>How long to wait for an answer to begin after the last byte of a request, in ms.</summary>
    internal int WaitMs
    {
        get
        {
            int waitMs = Ms + MarginMs;
            waitMs = waitMs > ShortestWaitMs ? waitMs : ShortestWaitMs;
            return waitMs < BusTiming.ReplyTimeoutMs ? waitMs : BusTiming.ReplyTimeoutMs;
        }
    }

    /// <summary>An answer came this long after the last byte of its request, its own time on the line taken off.</summary>
    internal void Answered(long turnaroundMs)
    {
        int ms = turnaroundMs < 0 ? 0 : turnaroundMs > BusTiming.ReplyTimeoutMs ? BusTiming.ReplyTimeoutMs : (int)turnaroundMs;
        Ms = ms > Ms ? ms : (Ms * (Weight - 1) + ms) / Weight;
    }

    internal void Missed()
    {
        if (Ms < SlowestMs)
        {
            Ms += MissMs;
        }
    }
}
