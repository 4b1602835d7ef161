using System.Diagnostics;

namespace TWCManager.Host.Adapters;

/// <summary>Milliseconds since the program started; never jumps.</summary>
public static class MonotonicClock
{
    private static readonly long s_startTicks = Stopwatch.GetTimestamp();

    /// <summary>Now, in ms.</summary>
    public static long NowMs
    {
        get { return (long)Stopwatch.GetElapsedTime(s_startTicks).TotalMilliseconds; }
    }
}
