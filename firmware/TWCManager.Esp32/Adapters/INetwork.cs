namespace TWCManager.Esp32.Adapters;

/// <summary>Whether there is a network. Who uses it asks before: without one every attempt is in vain.</summary>
public interface INetwork
{
    /// <summary>True while there is an address.</summary>
    bool IsUp { get; }
}
