using System;
using System.Net.NetworkInformation;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Setup;

/// <summary>Forgets everything that was entered: settings, passwords, networks, connectors. Which board it is stays.</summary>
internal static class FactoryReset
{
    // Both copies: with one left, it would be taken for the whole truth.
    private static readonly string[] s_files = new string[] { "settings.json", "settings.bak", "state.json", "state.bak", "wifi.txt" };
    private static readonly byte[] s_nothing = new byte[0];

    // More than one file waits in the storage's queue at a time; it empties in the background.
    private const int Tries = 100;
    private const int PauseMs = 50;

    /// <summary>Forgets. Takes some seconds; the caller restarts the device then.</summary>
    public static void Run(IStorage storage)
    {
        for (int i = 0; i < s_files.Length; i++)
        {
            int tries = 0;
            // An empty file is none.
            while (!storage.TryWrite(s_files[i], s_nothing, 0) && tries < Tries)
            {
                tries++;
                System.Threading.Thread.Sleep(PauseMs);
            }
        }

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
