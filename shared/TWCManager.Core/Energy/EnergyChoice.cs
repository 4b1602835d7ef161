namespace TWCManager.Core.Energy;

/// <summary>Picks one reading out of several sources for the same quantity.</summary>
internal sealed class EnergyChoice
{
    private readonly int _kind;
    private readonly EnergySource[] _sources;

    /// <summary>Makes a choice.</summary>
    /// <param name="kind">The quantity, one of <see cref="ReadingKind"/>.</param>
    /// <param name="sources">The preferred one first; kept.</param>
    public EnergyChoice(int kind, EnergySource[] sources)
    {
        _kind = kind;
        _sources = sources;
    }

    /// <summary>What the quantity is called in a sentence.</summary>
    public string Name
    {
        get { return ReadingKind.NameOf(_kind); }
    }

    /// <summary>The source of the reading that was picked; null when no source has a value.</summary>
    public EnergySource Origin { get; private set; }

    /// <summary>The reading that was picked, however old; null when no source has a value.</summary>
    public EnergyReading Reading { get; private set; }

    /// <summary>True when it may count for control.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>True when it may be shown.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Its value in W or %; 0 when not known.</summary>
    public int Value { get; private set; }

    /// <summary>True if some source has had a value, also if it has none now.</summary>
    public bool HasEverHadValue()
    {
        for (int i = 0; i < _sources.Length; i++)
        {
            EnergyReading reading = _sources[i].Of(_kind);
            if (reading != null && reading.HasEverHadValue)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Picks the first fresh reading, or else the youngest.</summary>
    /// <param name="freshMs">Limit of age for control.</param>
    /// <param name="knownMs">Limit of age for showing.</param>
    public void Pick(long nowMs, long freshMs, long knownMs)
    {
        Origin = null;
        Reading = null;
        IsFresh = false;
        for (int i = 0; i < _sources.Length && !IsFresh; i++)
        {
            EnergyReading candidate = _sources[i].Of(_kind);
            if (candidate == null)
            {
                continue;
            }

            IsFresh = candidate.IsFresh(nowMs, freshMs);
            if (IsFresh || (candidate.HasValue && (Reading == null || candidate.AtMs > Reading.AtMs)))
            {
                Origin = _sources[i];
                Reading = candidate;
            }
        }

        IsKnown = Reading != null && Reading.IsFresh(nowMs, knownMs);
        Value = IsKnown ? Reading.Value : 0;
    }
}
