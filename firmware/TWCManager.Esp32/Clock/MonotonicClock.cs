using System;

namespace TWCManager.Esp32.Clock;

/// <summary>Milliseconds since the chip started.</summary>
/// <remarks>Trap avoided: <c>DateTime.UtcNow</c> leaps from 1970 to today when the network has told the time; this never does.</remarks>
public static class MonotonicClock
{
    /// <summary>Now, in ms.</summary>
    public static long NowMs
    {
        get { return Environment.TickCount64; }
    }
}
