using System.Device.Wifi;
using System.Net.NetworkInformation;

namespace TWCManager.Esp32.Network;

/// <summary>The radio as a member of somebody's network: what the firmware has stored, where we are, joining and leaving.</summary>
/// <remarks>
/// Traps avoided: the library's helper writes the password to the flash at every call and depends on its first success, so the adapter below it is used;
/// each adapter object stays in a list of the library, so there is one for all times.
/// </remarks>
internal sealed class WifiStation
{
    private const string NoAddress = "0.0.0.0";

    private WifiAdapter _adapter;

    /// <summary>The firmware has such an interface.</summary>
    public static bool Exists
    {
        get { return Find() != null; }
    }

    /// <summary>Our address, or null while there is none. Makes half a KB of garbage.</summary>
    public static string FindAddress()
    {
        NetworkInterface station = Find();
        string address = station == null ? null : station.IPv4Address;
        return address == null || address.Length == 0 || address == NoAddress ? null : address;
    }

    /// <summary>Reads what the firmware joins by itself when it starts.</summary>
    public static void ReadStored(out string name, out string password)
    {
        Wireless80211Configuration stored = Stored();
        name = stored == null || stored.Ssid == null ? "" : stored.Ssid;
        password = stored == null || stored.Password == null ? "" : stored.Password;
    }

    /// <summary>Joins a network and waits for the outcome, up to 20 s. An address comes later.</summary>
    public WifiConnectionStatus Join(string name, string password)
    {
        Wireless80211Configuration stored = Stored();
        if (stored.Ssid != name || stored.Password != password)
        {
            // So that the firmware joins it by itself at the next start, long before we run.
            stored.Ssid = name;
            stored.Password = password;
            stored.Options = Wireless80211Configuration.ConfigurationOptions.AutoConnect;
            stored.SaveConfiguration();
        }

        Leave();
        return _adapter.Connect(name, WifiReconnectionKind.Automatic, password).ConnectionStatus;
    }

    /// <summary>Leaves, and keeps the firmware from trying again.</summary>
    public void Leave()
    {
        if (_adapter == null)
        {
            _adapter = WifiAdapter.FindAllAdapters()[0];
        }

        _adapter.Disconnect();
    }

    private static Wireless80211Configuration Stored()
    {
        NetworkInterface station = Find();
        return station == null ? null : Wireless80211Configuration.GetAllWireless80211Configurations()[(int)station.SpecificConfigId];
    }

    private static NetworkInterface Find()
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < interfaces.Length; i++)
        {
            if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
            {
                return interfaces[i];
            }
        }

        return null;
    }
}
