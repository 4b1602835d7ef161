namespace TWCManager.Benchmarks.Output;

/// <summary>When a number changed. Noted by one thread, asked by another.</summary>
internal sealed class Changes
{
    private readonly object _lock = new object();
    private readonly List<long> _atMs = new List<long>();
    private long _last;
    private bool _hasAny;

    /// <summary>Tells the number as it is; only a change is noted.</summary>
    public void Note(long value, long nowMs)
    {
        lock (_lock)
        {
            if (_hasAny && value != _last)
            {
                _atMs.Add(nowMs);
            }

            _hasAny = true;
            _last = value;
        }
    }

    /// <summary>First change at or after a moment, ms; null while there is none.</summary>
    public long? FirstSince(long fromMs)
    {
        lock (_lock)
        {
            int index = _atMs.FindIndex(one => one >= fromMs);
            return index < 0 ? null : _atMs[index];
        }
    }
}
