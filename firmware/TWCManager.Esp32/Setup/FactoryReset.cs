using System;
using System.Net.NetworkInformation;
using System.Threading;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Storage;

namespace TWCManager.Esp32.Setup;

/// <summary>Forgets everything that was entered: settings, passwords, networks, connectors. Which board it is stays.</summary>
internal static class FactoryReset
{
    // For the storage to write them in the background.
    private const int WriteMs = 3000;

    /// <summary>Forgets. Takes some seconds; the caller restarts the device then.</summary>
    public static void Run(IStorage storage)
    {
        StoredFiles.Forget(storage);
        Thread.Sleep(WriteMs);
        try
        {
            Wireless80211Configuration[] stored = Wireless80211Configuration.GetAllWireless80211Configurations();
            for (int i = 0; i < stored.Length; i++)
            {
                stored[i].Ssid = "";
                stored[i].Password = "";
                stored[i].SaveConfiguration();
            }
        }
        catch (Exception)
        {
            // A board without a radio has none.
        }
    }
}
