using TWCManager.Benchmarks.Output;

namespace TWCManager.Benchmarks.Sites;

/// <summary>Waiting for the stages of a reaction.</summary>
internal static class Waiting
{
    private const int ReactionMs = 90000;

    /// <summary>Waits for the first change since a moment.</summary>
    /// <returns>When it was, ms.</returns>
    /// <exception cref="NotMeasuredException">There is none.</exception>
    public static long For(IWatchedSite site, Changes changes, long fromMs)
    {
        if (!site.WaitUntil(() => changes.FirstSince(fromMs) != null, ReactionMs))
        {
            throw new NotMeasuredException("the site does not react");
        }

        return changes.FirstSince(fromMs)!.Value;
    }

    /// <summary>Waits until the unit has heard the limit that was handed to the line at a moment.</summary>
    /// <returns>When it had, ms.</returns>
    /// <exception cref="NotMeasuredException">It does not hear it.</exception>
    public static long ForUnit(IWatchedSite site, long writtenMs)
    {
        if (!site.WaitUntil(() => site.Unit.LastLimitChangeMs >= writtenMs, ReactionMs))
        {
            throw new NotMeasuredException("the changed limit does not reach the unit");
        }

        return site.Unit.LastLimitChangeMs;
    }

    /// <summary>Lets time pass.</summary>
    public static void Rest(IWatchedSite site, int restMs)
    {
        site.WaitUntil(() => false, restMs);
    }
}
