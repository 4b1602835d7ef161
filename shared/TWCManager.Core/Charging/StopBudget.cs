namespace TWCManager.Core.Charging;

/// <summary>Energy that a car may take from the grid before it is stopped for want of sun: a short deep cloud, a long thin one and a kettle cost the same.</summary>
internal sealed class StopBudget
{
    private long _missingWattMs;

    /// <summary>True when as much has been missing as a stop is worth.</summary>
    /// <param name="wattMs">What a stop is worth, in W times ms.</param>
    internal bool IsUsedUp(long wattMs)
    {
        return _missingWattMs >= wattMs;
    }

    /// <summary>Takes what was missing for some time; what was over gives it back.</summary>
    /// <param name="watts">Missing power in W; negative for what was over.</param>
    internal void Add(int watts, long forMs)
    {
        _missingWattMs += watts * forMs;
        _missingWattMs = _missingWattMs > 0 ? _missingWattMs : 0;
    }

    /// <summary>Begins anew.</summary>
    internal void Clear()
    {
        _missingWattMs = 0;
    }
}
