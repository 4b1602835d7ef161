namespace TWCManager.Core.Ports;

/// <summary>Starts the whole device anew. Platforms whose system does that for them have none.</summary>
public interface IRestart
{
    /// <summary>Asks for it. Returns at once; everything that must survive is stored first.</summary>
    /// <param name="reason">For the log of the next start; plain ASCII without secrets.</param>
    void Restart(string reason);
}
