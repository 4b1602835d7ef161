namespace TWCManager.Esp32.Setup;

/// <summary>When to step in while there is no network, for as many years as it takes.</summary>
/// <remarks>The firmware rejoins by itself all the time. Stepping in cuts its attempt short, so it is done rarely and ever more rarely.</remarks>
internal sealed class JoinPace
{
    /// <summary>Time in ms that the firmware has for itself at first.</summary>
    public const long ShortestMs = 120000;

    /// <summary>Longest pause in ms.</summary>
    public const long LongestMs = 1800000;

    /// <summary>After so many ms without a network the chip is restarted, in case it is the radio that hangs.</summary>
    public const long LastResortMs = 86400000;

    private long _downSinceMs;
    private long _nextMs;
    private long _pauseMs = ShortestMs;

    /// <summary>Starts with no network.</summary>
    public JoinPace(long nowMs)
    {
        _downSinceMs = nowMs;
        _nextMs = nowMs + ShortestMs;
    }

    /// <summary>Notes that the network is there.</summary>
    public void NoteUp(long nowMs)
    {
        _downSinceMs = nowMs;
        _pauseMs = ShortestMs;
        _nextMs = nowMs + ShortestMs;
    }

    /// <summary>There is something new to try: at once.</summary>
    public void Hurry(long nowMs)
    {
        _pauseMs = ShortestMs;
        _nextMs = nowMs;
    }

    /// <summary>True when it is time to step in; the next time comes later.</summary>
    public bool IsDue(long nowMs)
    {
        if (nowMs < _nextMs)
        {
            return false;
        }

        _nextMs = nowMs + _pauseMs;
        _pauseMs = _pauseMs * 2 < LongestMs ? _pauseMs * 2 : LongestMs;
        return true;
    }

    /// <summary>True when nothing has helped for a day.</summary>
    public bool IsHopeless(long nowMs)
    {
        return nowMs - _downSinceMs >= LastResortMs;
    }
}
