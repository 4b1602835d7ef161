using System;
using System.Net;
using System.Net.NetworkInformation;

namespace TWCManager.Esp32.Network;

/// <summary>The name servers that the network has told us.</summary>
internal static class NameServers
{
    /// <summary>Their addresses, possibly none. Makes half a KB of garbage.</summary>
    public static IPAddress[] Find()
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < interfaces.Length; i++)
        {
            // The access point has the same ones: the firmware keeps one list for all.
            string[] texts = interfaces[i].IPv4DnsAddresses;
            if (texts.Length > 0)
            {
                IPAddress[] servers = new IPAddress[texts.Length];
                for (int k = 0; k < servers.Length; k++)
                {
                    servers[k] = IPAddress.Parse(texts[k]);
                }

                return servers;
            }
        }

        return new IPAddress[0];
    }
}
