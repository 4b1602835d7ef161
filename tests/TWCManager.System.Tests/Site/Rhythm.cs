namespace TWCManager.System.Tests.Site;

/// <summary>Heartbeats to one connector over a window.</summary>
/// <param name="Count">How many were sent.</param>
/// <param name="MeanMs">Mean time between two, ms.</param>
/// <param name="LongestGapMs">Longest time without one, both ends of the window included, ms.</param>
internal sealed record Rhythm(int Count, double MeanMs, long LongestGapMs)
{
    // Two seconds are held to the millisecond in virtual time; half a second more is for a machine that stands still.
    private const int LongestAllowedMs = 2500;
    // How often noise, or a machine without time for the line, asks for a repetition has no sharp bound.
    private const int ShortestMeanMs = 250;
    private const int LongestMeanMs = 1100;

    public static Rhythm Of(IReadOnlyList<long> timesMs, long fromMs, long toMs)
    {
        long longest = 0;
        long before = fromMs;
        foreach (long at in timesMs)
        {
            longest = Math.Max(longest, at - before);
            before = at;
        }

        double mean = timesMs.Count < 2 ? double.PositiveInfinity : (timesMs[^1] - timesMs[0]) / (timesMs.Count - 1.0);
        return new Rhythm(timesMs.Count, mean, Math.Max(longest, toMs - before));
    }

    /// <summary>Never much more than two seconds without a heartbeat, and no connector gets the whole line.</summary>
    public void AssertSteady()
    {
        Assert.InRange(LongestGapMs, 1, LongestAllowedMs);
        Assert.InRange(MeanMs, ShortestMeanMs, LongestMeanMs);
    }
}
