namespace TWCManager.Core.Bus;

/// <summary>Notices that somebody else speaks as a master on the bus, and says when to fall silent and when to speak again.</summary>
/// <remarks>Source: docs/protocol.md#second-master.</remarks>
public sealed class ForeignMasterWatch
{
    private const int FramesToYield = 3;
    private const long WindowMs = 30000;
    private const long QuietMs = 60000;

    private readonly long[] _seenMs = new long[FramesToYield];
    private int _seen;

    /// <summary>Its id, or <see cref="WallConnector.Unknown"/>.</summary>
    public int LastId { get; private set; } = WallConnector.Unknown;

    /// <summary>Frames of other masters so far.</summary>
    public int Frames { get; private set; }

    /// <summary>Idle frames so far: a master or stand-alone unit that sees nobody sends a few every two hours. They carry no id.</summary>
    public int IdleFrames { get; internal set; }

    /// <summary>True while we must not send.</summary>
    public bool MustYield { get; private set; }

    internal void Saw(int id, long nowMs)
    {
        Frames++;
        LastId = id;
        _seenMs[_seen % FramesToYield] = nowMs;
        _seen++;
        if (_seen >= FramesToYield && nowMs - _seenMs[_seen % FramesToYield] <= WindowMs)
        {
            MustYield = true;
        }
    }

    /// <returns>True at the moment at which the other one has been quiet for long enough.</returns>
    internal bool IsOver(long nowMs)
    {
        if (!MustYield || nowMs - _seenMs[(_seen - 1) % FramesToYield] < QuietMs)
        {
            return false;
        }

        MustYield = false;
        _seen = 0;
        LastId = WallConnector.Unknown;
        return true;
    }
}
