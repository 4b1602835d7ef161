using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>Tells whether somebody sends what are no frames, again and again. Then the moment right after it is the best one to speak.</summary>
internal sealed class BabbleWatch
{
    private const long WindowMs = 500;
    // What noise on one byte in a hundred destroys stays below this, and what transceivers leave behind far below.
    private const int ManyBytes = 50;

    private readonly LineCounters _counters;
    private long _windowStartMs;
    private int _bytesBefore;

    internal BabbleWatch(LineCounters counters)
    {
        _counters = counters;
    }

    /// <summary>In the last full half second.</summary>
    internal bool IsBabbling { get; private set; }

    internal void Tick(long nowMs)
    {
        if (nowMs - _windowStartMs < WindowMs)
        {
            return;
        }

        int bytes = _counters.Stray + _counters.Lost * LineCounters.BytesOfLostFrame;
        IsBabbling = bytes - _bytesBefore >= ManyBytes;
        _windowStartMs = nowMs;
        _bytesBefore = bytes;
    }
}
