namespace TWCManager.Core.Policy;

/// <summary>What a rule may look at when it is asked: read once, then used for each connector.</summary>
public sealed class WishContext
{
    /// <summary><see cref="ConnectorId"/> of a decision for all connectors together.</summary>
    public const int AllConnectors = -1;

    /// <summary>Time of the controller, ms.</summary>
    public long NowMs { get; private set; }

    /// <summary>Wiring limit of all connectors together, A; 0 while it is not set.</summary>
    public int LimitAmps { get; private set; }

    /// <summary>Power of one ampere, W: volts times phases of what charges. 0 or less: power cannot be converted into amperes.</summary>
    public int WattsPerAmp { get; private set; }

    /// <summary>True if the time of day is known.</summary>
    public bool IsClockSet { get; private set; }

    /// <summary>Local time, seconds since 1970; meaningless while the clock is not set.</summary>
    public long LocalSeconds { get; private set; }

    /// <summary>Id of the connector that the rules are asked for, or <see cref="AllConnectors"/>.</summary>
    public int ConnectorId { get; private set; } = AllConnectors;

    /// <summary>True once a rule had to pass because the time of day is not known.</summary>
    public bool IsClockMissed { get; private set; }

    /// <summary>Takes what is the same for all connectors.</summary>
    public void Begin(long nowMs, int limitAmps, int wattsPerAmp)
    {
        NowMs = nowMs;
        LimitAmps = limitAmps;
        WattsPerAmp = wattsPerAmp;
        IsClockSet = false;
        For(AllConnectors);
    }

    /// <summary>Takes the time of day.</summary>
    /// <param name="localSeconds">Seconds since 1970.</param>
    public void SetClock(long localSeconds)
    {
        IsClockSet = true;
        LocalSeconds = localSeconds;
    }

    /// <summary>Begins a round of the rules for one connector.</summary>
    public void For(int connectorId)
    {
        ConnectorId = connectorId;
        IsClockMissed = false;
    }

    /// <summary>Asks for the time of day on behalf of a rule that depends on it; remembered if it is not known.</summary>
    public bool NeedsClock()
    {
        IsClockMissed |= !IsClockSet;
        return IsClockSet;
    }
}
