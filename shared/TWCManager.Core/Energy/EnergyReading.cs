namespace TWCManager.Core.Energy;

/// <summary>One measured quantity with its moment. Unknown is not 0: look at <see cref="HasValue"/> first.</summary>
public sealed class EnergyReading
{
    /// <summary>True while a value is held, however old it is.</summary>
    public bool HasValue { get; private set; }

    /// <summary>W, or % for a state of charge; 0 while there is none.</summary>
    public int Value { get; private set; }

    /// <summary>Moment in ms that the value is at least as young as; meaningless while there is none.</summary>
    public long AtMs { get; private set; }

    /// <summary>True from the first value on, also when the source has said since that it has none.</summary>
    public bool HasEverHadValue { get; private set; }

    /// <summary>Takes a value.</summary>
    /// <param name="value">W or %.</param>
    /// <param name="atMs">Moment in ms that the value is at least as young as.</param>
    public void Set(int value, long atMs)
    {
        HasValue = true;
        HasEverHadValue = true;
        Value = value;
        AtMs = atMs;
    }

    /// <summary>The source says that it has no value now.</summary>
    public void Clear()
    {
        HasValue = false;
        Value = 0;
    }

    /// <summary>Back to how it was made: the source is another one now.</summary>
    public void Forget()
    {
        Clear();
        HasEverHadValue = false;
        AtMs = 0;
    }

    /// <summary>True when there is a value not older than <paramref name="maxAgeMs"/>.</summary>
    public bool IsFresh(long nowMs, long maxAgeMs)
    {
        return HasValue && nowMs - AtMs <= maxAgeMs;
    }
}
