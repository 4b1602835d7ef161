using System.Diagnostics;

namespace TWCManager.System.Tests.Support;

/// <summary>Waiting for something to become true, with a deadline, never for a time.</summary>
internal static class Wait
{
    private const int DeadlineMs = 15000;

    public static void Until(Func<bool> condition, string what, int deadlineMs = DeadlineMs)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds < deadlineMs, "not within " + deadlineMs + " ms: " + what);
            Thread.Sleep(5);
        }
    }
}
