namespace TWCManager.Core.Energy;

/// <summary>Remembers the smallest value of each of the last seconds.</summary>
internal sealed class RecentMinimum
{
    /// <summary>Seconds that are remembered.</summary>
    public const int Seconds = 64;

    private readonly int[] _smallest = new int[Seconds];
    private long _newestSecond;
    private bool _hasAny;

    /// <summary>Takes a value of now.</summary>
    public void Add(long nowMs, int value)
    {
        long second = nowMs / 1000;
        if (!_hasAny)
        {
            _hasAny = true;
            _newestSecond = second - Seconds;
            FillUpTo(second, value);
            return;
        }

        int last = _smallest[IndexOf(_newestSecond)];
        if (second > _newestSecond)
        {
            // Seconds that nobody told about had what the last one had.
            if (second - _newestSecond > Seconds)
            {
                _newestSecond = second - Seconds;
            }

            FillUpTo(second - 1, last);
            FillUpTo(second, value);
        }
        else if (value < last)
        {
            _smallest[IndexOf(_newestSecond)] = value;
        }
    }

    /// <summary>Smallest value since a moment; 0 when that is longer ago than is remembered.</summary>
    public int Since(long fromMs)
    {
        long second = fromMs / 1000;
        if (second <= _newestSecond - Seconds)
        {
            return 0;
        }

        int smallest = _smallest[IndexOf(_newestSecond)];
        for (; second < _newestSecond; second++)
        {
            int value = _smallest[IndexOf(second)];
            if (value < smallest)
            {
                smallest = value;
            }
        }

        return smallest;
    }

    private void FillUpTo(long second, int value)
    {
        while (_newestSecond < second)
        {
            _newestSecond++;
            _smallest[IndexOf(_newestSecond)] = value;
        }
    }

    private static int IndexOf(long second)
    {
        // Time may start below zero for a moment in the first seconds that are filled in.
        int index = (int)(second % Seconds);
        return index < 0 ? index + Seconds : index;
    }
}
