namespace TWCManager.Simulation;

/// <summary>Counts intervals in steps of 10 ms up to 10 s. Needs no memory per interval.</summary>
public sealed class IntervalHistogram
{
    /// <summary>Width of a step, ms.</summary>
    public const int StepMs = 10;

    private const int StepCount = 1000;

    private readonly int[] _counts = new int[StepCount + 1];

    /// <summary>Intervals counted.</summary>
    public int Count { get; private set; }

    /// <summary>Longest interval, ms.</summary>
    public long LongestMs { get; private set; }

    /// <summary>Shortest interval, ms; 0 while there is none.</summary>
    public long ShortestMs { get; private set; }

    /// <summary>Sum of all intervals, ms.</summary>
    public long TotalMs { get; private set; }

    /// <summary>Takes one interval, ms.</summary>
    public void Add(long intervalMs)
    {
        long step = Math.Clamp(intervalMs / StepMs, 0, StepCount);
        _counts[(int)step]++;
        ShortestMs = Count == 0 ? intervalMs : Math.Min(ShortestMs, intervalMs);
        LongestMs = Math.Max(LongestMs, intervalMs);
        TotalMs += intervalMs;
        Count++;
    }

    /// <summary>Intervals of at least this length, ms, to the exactness of a step.</summary>
    public int CountFrom(long intervalMs)
    {
        int sum = 0;
        for (long step = Math.Clamp(intervalMs / StepMs, 0, StepCount); step <= StepCount; step++)
        {
            sum += _counts[step];
        }

        return sum;
    }

    /// <summary>Interval that the given share of all does not exceed, ms, to the exactness of a step.</summary>
    /// <param name="percent">0 to 100.</param>
    public long PercentileMs(double percent)
    {
        long wanted = (long)Math.Ceiling(Count * percent / 100.0);
        long seen = 0;
        for (int step = 0; step < StepCount; step++)
        {
            seen += _counts[step];
            if (seen >= wanted)
            {
                return Math.Min((step + 1) * StepMs, LongestMs);
            }
        }

        return LongestMs;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
        LongestMs = 0;
        ShortestMs = 0;
        TotalMs = 0;
    }
}
