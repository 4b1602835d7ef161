using System.Net;

namespace TWCManager.Esp32.Network;

/// <summary>In place of what the chip's network was told: the one server that a test runs.</summary>
internal static class NameServers
{
    public static IPAddress[] Find()
    {
        return new IPAddress[] { IPAddress.Loopback };
    }
}
