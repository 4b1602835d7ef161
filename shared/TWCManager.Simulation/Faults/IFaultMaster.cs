namespace TWCManager.Simulation.Faults;

/// <summary>The bus master under test, as a fault needs it: something that is given time, and that can be started anew.</summary>
public interface IFaultMaster
{
    /// <summary>Gives it the time, ms; every 10 ms while it is not held up.</summary>
    void Tick(long nowMs);

    /// <summary>It crashes and is started again: what is stored outlives that.</summary>
    /// <param name="forgets">What it stored about connectors is lost, too.</param>
    void Restart(bool forgets);
}
