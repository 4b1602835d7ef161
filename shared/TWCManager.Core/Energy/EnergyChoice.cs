namespace TWCManager.Core.Energy;

/// <summary>Picks one reading out of several sources for the same quantity.</summary>
internal sealed class EnergyChoice
{
    private readonly EnergyReading[] _candidates;

    /// <summary>Makes a choice.</summary>
    /// <param name="name">What to call the quantity in a sentence.</param>
    /// <param name="candidates">Readings of the same quantity, the preferred one first; kept.</param>
    public EnergyChoice(string name, EnergyReading[] candidates)
    {
        Name = name;
        _candidates = candidates;
    }

    /// <summary>What the quantity is called in a sentence.</summary>
    public string Name { get; }

    /// <summary>The reading that was picked, however old; null when no source has a value.</summary>
    public EnergyReading Reading { get; private set; }

    /// <summary>True when it may count for control.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>True when it may be shown.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Its value in W or %; 0 when not known.</summary>
    public int Value { get; private set; }

    /// <summary>Picks the first fresh reading, or else the youngest.</summary>
    /// <param name="freshMs">Limit of age for control.</param>
    /// <param name="knownMs">Limit of age for showing.</param>
    public void Pick(long nowMs, long freshMs, long knownMs)
    {
        Reading = null;
        IsFresh = false;
        for (int i = 0; i < _candidates.Length && !IsFresh; i++)
        {
            EnergyReading candidate = _candidates[i];
            IsFresh = candidate.IsFresh(nowMs, freshMs);
            if (IsFresh || (candidate.HasValue && (Reading == null || candidate.AtMs > Reading.AtMs)))
            {
                Reading = candidate;
            }
        }

        IsKnown = Reading != null && Reading.IsFresh(nowMs, knownMs);
        Value = IsKnown ? Reading.Value : 0;
    }
}
