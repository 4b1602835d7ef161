namespace TWCManager.Simulation.Faults;

/// <summary>Whom a fault may cost heartbeats.</summary>
public enum FaultReach
{
    /// <summary>Nobody: each unit must go on hearing the master.</summary>
    Nobody,

    /// <summary>The one unit that has it; the others must not notice.</summary>
    OneUnit,

    /// <summary>All units: nothing can be sent, or nothing can be heard.</summary>
    Everybody,
}
