using System.Net;
using System.Net.Sockets;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Host.Adapters;

namespace TWCManager.Host;

/// <summary>Where the web page listens.</summary>
/// <param name="Port">0 for any that is free.</param>
/// <param name="IsFirm">False when another port does as well.</param>
public sealed record WebAddress(IPAddress Address, int Port, bool IsFirm)
{
    /// <summary>Where the simulated site's page is unless somebody else is there.</summary>
    public static readonly WebAddress Usual = new WebAddress(IPAddress.Loopback, 8080, false);

    /// <summary>Reads [HOST:]PORT or off; without HOST only this computer is served.</summary>
    /// <returns>Null for off.</returns>
    /// <exception cref="UsageException">It is neither.</exception>
    public static WebAddress? Parse(string text)
    {
        if (text == "off")
        {
            return null;
        }

        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? "127.0.0.1" : text[..colon].Trim('[', ']');
        bool isPort = int.TryParse(text[(colon + 1)..], out int port) && port is >= 0 and <= 65535;
        // Short forms such as 0 or 127.1 are refused: they open more than they seem to.
        bool isWhole = host.Contains(':') || host.Count(letter => letter == '.') == 3 || host == "localhost";
        if (isPort && isWhole && IPAddress.TryParse(host == "localhost" ? "127.0.0.1" : host, out IPAddress? address))
        {
            return new WebAddress(address, port, true);
        }

        throw new UsageException("--web needs [HOST:]PORT with an address of this computer, such as 8080 or 0.0.0.0:8080, or off.");
    }

    /// <summary>Starts the server. A page that cannot be shown is no reason to leave the cars without a master: then there is none.</summary>
    /// <returns>Null for none.</returns>
    internal static WebServer? Start(WebAddress? wanted, ChargerSettings settings, ILog log)
    {
        if (wanted == null)
        {
            return null;
        }

        if (settings.Number(Setting.WebServer) == Setting.WebOff)
        {
            log.Write(LogLevel.Info, "Web page: off (webServer)");
            return null;
        }

        WebServer? server = TryStart(wanted.Address, wanted.Port, log, isLast: wanted.IsFirm) ?? (wanted.IsFirm ? null : TryStart(wanted.Address, 0, log, isLast: true));
        if (server != null)
        {
            log.Write(LogLevel.Info, "Web page: " + server.Url);
        }

        return server;
    }

    private static WebServer? TryStart(IPAddress address, int port, ILog log, bool isLast)
    {
        try
        {
            return WebServer.Start(address, port);
        }
        catch (SocketException problem)
        {
            if (isLast)
            {
                log.Write(LogLevel.Error, "Web page: cannot listen on " + address + ":" + port + ": " + problem.Message + "; there is none");
            }

            return null;
        }
    }
}
