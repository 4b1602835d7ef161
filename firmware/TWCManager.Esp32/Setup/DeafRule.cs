namespace TWCManager.Esp32.Setup;

/// <summary>Notices a network that is there and carries nothing. Knows times only.</summary>
/// <remarks>A radio may keep an address for months on which nothing comes any more, after a router has lost its memory of us, say; the firmware sees no reason
/// to rejoin then. A broker that is off looks the same from here, and joining anew does no harm, so it is done, but rarely.</remarks>
internal sealed class DeafRule
{
    /// <summary>So long in ms somebody was asked again and again and nothing came.</summary>
    public const long DeafMs = 3600000;

    // More than this between two tries, and it is not again and again.
    private const long PauseMs = 900000;

    private long _firstTryMs;
    private long _lastTryMs;

    /// <summary>Somebody is asked.</summary>
    public void NoteTry(long nowMs)
    {
        if (_firstTryMs == 0 || nowMs - _lastTryMs > PauseMs)
        {
            _firstTryMs = nowMs;
        }

        _lastTryMs = nowMs;
    }

    /// <summary>Something has come, or everything begins anew.</summary>
    public void NoteAnswer()
    {
        _firstTryMs = 0;
    }

    /// <summary>True when it is time to join anew.</summary>
    public bool IsDeaf(long nowMs)
    {
        return _firstTryMs > 0 && nowMs - _firstTryMs >= DeafMs && nowMs - _lastTryMs <= PauseMs;
    }
}
