namespace TWCManager.Simulation.Faults;

/// <summary>Something that goes wrong on a bus: how it begins, goes on and ends. Everything happens to a <see cref="FaultSite"/> and nothing is remembered here.</summary>
/// <param name="Name">Short name, for tests and tables.</param>
/// <param name="Story">What happens, for people.</param>
/// <param name="Reach">Whom it may cost heartbeats.</param>
/// <param name="Seconds">How long it lasts.</param>
/// <param name="Begin">Done at its first moment.</param>
public sealed record BusFault(string Name, string Story, FaultReach Reach, double Seconds, Action<FaultSite> Begin)
{
    /// <summary>Done at each step of time while it lasts.</summary>
    public Action<FaultSite> Step { get; init; } = _ => { };

    /// <summary>Done at its last moment.</summary>
    public Action<FaultSite> End { get; init; } = _ => { };

    /// <summary>Longest time from its end until all units hear the master again that the protocol explains, in seconds: a unit boots for 30 s, announces itself every 10 s, and is not heard at once each time.</summary>
    public double RecoverySeconds { get; init; } = 3;

    /// <inheritdoc/>
    public override string ToString()
    {
        return Name;
    }
}
