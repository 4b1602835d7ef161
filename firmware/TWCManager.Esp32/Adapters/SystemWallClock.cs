using System;
using nanoFramework.Networking;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Adapters;

/// <summary>The chip's clock, which the firmware sets by SNTP once there is a network.</summary>
/// <remarks>Trap avoided: until then it runs, but from 1970.</remarks>
public sealed class SystemWallClock : IWallClock
{
    private const int EarliestYear = 2021;

    /// <summary>Names the time server; the firmware's own SNTP client asks it every hour.</summary>
    /// <param name="server">Host name; empty for the firmware's default.</param>
    public SystemWallClock(string server)
    {
        if (server != null && server.Length > 0)
        {
            Sntp.Server1 = server;
        }
    }

    /// <inheritdoc/>
    public bool TryGetUtc(out long utcSeconds)
    {
        DateTime now = DateTime.UtcNow;
        utcSeconds = now.ToUnixTimeSeconds();
        return now.Year >= EarliestYear;
    }
}
