namespace TWCManager.Core.Ports;

/// <summary>Keeps which Wi-Fi network a device joins. Platforms without Wi-Fi have none of it.</summary>
public interface IWifiSetup
{
    /// <summary>Name of the network that is joined now; empty for none.</summary>
    string NetworkName { get; }

    /// <summary>Stores another network. Joining it, and closing the access point of the first set-up, is the platform's business.</summary>
    /// <param name="password">A secret; empty for an open network.</param>
    /// <returns>False when it could not be stored.</returns>
    bool TryStore(string name, string password);
}
