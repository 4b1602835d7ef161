namespace TWCManager.Core.Energy;

/// <summary>Learns how old the powers are that a meter reports, from the traces that the cars' own steps leave in its readings.</summary>
/// <remarks>
/// Sun less house is what the cars drew when the meter measured, less the grid. That difference knows nothing of the cars' steps if the right moment is taken,
/// and jumps with each step if a wrong one is. So each possible lag is judged by how much its difference varies; the steady ones stay.
/// Until cars have moved, every lag is possible.
/// </remarks>
internal sealed class MeterLag
{
    private const int StepSeconds = 2;
    private const int Candidates = 32;
    private const int LongestSeconds = StepSeconds * (Candidates - 1);
    private const int ExcitedWatts = 800;
    private const int ExcitedSeconds = LongestSeconds + 14;
    private const int ToleranceWatts = 400;

    // By chance a wrong lag fits a few readings.
    private const int SureCount = 4;

    private readonly int[] _last = new int[Candidates];
    private readonly int[] _cost = new int[Candidates];
    private bool _hasLast;
    private int _excitedCount;

    /// <summary>Shortest possible lag, s.</summary>
    public int LeastSeconds { get; private set; }

    /// <summary>Longest possible lag, s.</summary>
    public int MostSeconds { get; private set; } = LongestSeconds;

    /// <summary>Forgets what was learned: another meter is read.</summary>
    public void Forget()
    {
        _hasLast = false;
        _excitedCount = 0;
        LeastSeconds = 0;
        MostSeconds = LongestSeconds;
        for (int i = 0; i < Candidates; i++)
        {
            _cost[i] = 0;
        }
    }

    /// <summary>Takes a lag that the owner knows.</summary>
    public void Set(int seconds)
    {
        LeastSeconds = seconds > StepSeconds ? seconds - StepSeconds : 0;
        MostSeconds = seconds + StepSeconds;
    }

    /// <summary>Learns from a reading.</summary>
    /// <param name="second">When it came, s.</param>
    /// <param name="gridWatts">Power at the grid connection, W, + import.</param>
    public void Learn(long second, int gridWatts, DrawHistory draw)
    {
        bool isExcited = draw.Most(second - ExcitedSeconds, second) - draw.Least(second - ExcitedSeconds, second) > ExcitedWatts;
        int least = int.MaxValue;
        for (int i = 0; i < Candidates; i++)
        {
            int rest = draw.At(second - i * StepSeconds) - gridWatts;
            if (isExcited && _hasLast)
            {
                int change = rest - _last[i];
                _cost[i] = _cost[i] - _cost[i] / 16 + (change < 0 ? -change : change);
            }

            _last[i] = rest;
            least = _cost[i] < least ? _cost[i] : least;
        }

        _excitedCount += isExcited && _hasLast && _excitedCount < SureCount ? 1 : 0;
        _hasLast = true;
        if (_excitedCount == SureCount)
        {
            FindWindow(least + least / 4 + ToleranceWatts);
        }
    }

    private void FindWindow(int most)
    {
        int first = 0;
        while (_cost[first] > most)
        {
            first++;
        }

        int last = Candidates - 1;
        while (_cost[last] > most)
        {
            last--;
        }

        LeastSeconds = first > 0 ? (first - 1) * StepSeconds : 0;
        MostSeconds = (last + 1) * StepSeconds;
    }
}
