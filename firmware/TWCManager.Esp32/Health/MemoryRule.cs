namespace TWCManager.Esp32.Health;

/// <summary>Judges how much memory is left. Knows numbers only.</summary>
/// <remarks>Trap avoided: with the heap nearly full the machine may leave out a call without a sign. Better a restart in time, which connectors bridge.</remarks>
internal sealed class MemoryRule
{
    /// <summary>Less than this, in bytes free after a collection, is low: a command and a document to publish need about this much at the same time.</summary>
    public const int LowBytes = 10240;

    /// <summary>Low at so many looks in a row: it does not get better by itself.</summary>
    public const int LooksToRestart = 3;

    private int _lowLooks;

    /// <summary>Least that was seen, in bytes; -1 before the first look.</summary>
    public int LowestBytes { get; private set; } = -1;

    /// <summary>It was low at the last look.</summary>
    public bool IsLow
    {
        get { return _lowLooks > 0; }
    }

    /// <summary>It stays low: restart.</summary>
    public bool IsToRestart
    {
        get { return _lowLooks >= LooksToRestart; }
    }

    /// <summary>Takes a measurement.</summary>
    public void Take(int freeBytes)
    {
        if (LowestBytes < 0 || freeBytes < LowestBytes)
        {
            LowestBytes = freeBytes;
        }

        _lowLooks = freeBytes < LowBytes ? _lowLooks + 1 : 0;
    }
}
