namespace TWCManager.Simulation;

/// <summary>A device's answers, without the network: the same behind a real socket and in virtual time.</summary>
public interface IHttpResponder
{
    /// <summary>Answers one request. May be called from any thread.</summary>
    HttpAnswer Answer(HttpAsk ask);
}
