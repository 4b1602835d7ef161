namespace TWCManager.Esp32.Adapters;

/// <summary>Whether there is a network. Who uses it asks before a name look-up, which stops all threads until it fails.</summary>
public interface INetwork
{
    /// <summary>True while there is an address.</summary>
    bool IsUp { get; }
}
