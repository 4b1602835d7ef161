namespace TWCManager.Core.Energy;

/// <summary>Remembers the least and the most that the cars drew in each of the last seconds.</summary>
/// <remarks>In steps of 4 W, so that a second takes four bytes: the least is rounded down, the most up.</remarks>
internal sealed class DrawHistory
{
    /// <summary>Seconds that are remembered.</summary>
    public const int Seconds = 128;

    private const int StepWatts = 4;

    private readonly ushort[] _least = new ushort[Seconds];
    private readonly ushort[] _most = new ushort[Seconds];
    private long _newestSecond = -1;
    private int _last;

    /// <summary>Takes the draw of now.</summary>
    /// <param name="watts">W, not negative.</param>
    public void Add(long nowMs, int watts)
    {
        long second = nowMs / 1000;
        if (_newestSecond < 0)
        {
            _last = watts;
            _newestSecond = second - Seconds;
        }

        if (second - _newestSecond > Seconds)
        {
            _newestSecond = second - Seconds;
        }

        while (_newestSecond < second)
        {
            // A second that was not watched had what the last one had.
            _newestSecond++;
            int index = IndexOf(_newestSecond);
            _least[index] = Down(_last);
            _most[index] = Up(_last);
        }

        int now = IndexOf(second);
        _least[now] = Down(watts) < _least[now] ? Down(watts) : _least[now];
        _most[now] = Up(watts) > _most[now] ? Up(watts) : _most[now];
        _last = watts;
    }

    /// <summary>Middle of what was drawn in a second, W; of the oldest or newest that is remembered if it lies outside.</summary>
    public int At(long second)
    {
        int index = IndexOf(Within(second));
        return (_least[index] + _most[index]) * StepWatts / 2;
    }

    /// <summary>Least draw of some seconds, both ends included, W; 0 if one of them is longer ago than is remembered.</summary>
    public int Least(long from, long to)
    {
        if (from <= _newestSecond - Seconds)
        {
            return 0;
        }

        int least = ushort.MaxValue;
        for (long second = from; second <= to; second++)
        {
            int here = _least[IndexOf(Within(second))];
            least = here < least ? here : least;
        }

        return least * StepWatts;
    }

    /// <summary>Most draw of some seconds, both ends included, W.</summary>
    public int Most(long from, long to)
    {
        int most = 0;
        for (long second = from; second <= to; second++)
        {
            int here = _most[IndexOf(Within(second))];
            most = here > most ? here : most;
        }

        return most * StepWatts;
    }

    private long Within(long second)
    {
        if (second > _newestSecond)
        {
            return _newestSecond;
        }

        long oldest = _newestSecond - Seconds + 1;
        return second < oldest ? oldest : second;
    }

    private static ushort Down(int watts)
    {
        int steps = watts / StepWatts;
        return (ushort)(steps < ushort.MaxValue ? steps : ushort.MaxValue);
    }

    private static ushort Up(int watts)
    {
        return Down(watts + StepWatts - 1);
    }

    private static int IndexOf(long second)
    {
        // Time may start below zero for a moment in the first seconds that are filled in.
        int index = (int)(second % Seconds);
        return index < 0 ? index + Seconds : index;
    }
}
