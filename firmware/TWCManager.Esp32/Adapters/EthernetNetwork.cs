using System;
using System.Net.NetworkInformation;
using System.Threading;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Adapters;

/// <summary>A cable. The firmware brings it up by itself; a thread watches whether there is an address.</summary>
/// <remarks>Needs a firmware built for a board with Ethernet; others have no such interface. Not tried on hardware.</remarks>
public sealed class EthernetNetwork : INetwork
{
    private const int WatchMs = 2000;
    private const string NoAddress = "0.0.0.0";

    private readonly ILog _log;
    private bool _hasComplained;

    /// <summary>Starts the thread.</summary>
    public EthernetNetwork(ILog log)
    {
        _log = log;
        new Thread(Run).Start();
    }

    /// <inheritdoc/>
    public bool IsUp { get; private set; }

    private void Run()
    {
        while (true)
        {
            try
            {
                Watch();
            }
            catch (Exception)
            {
                Complain("Ethernet: the adapter reports an error; looking again.");
            }

            Thread.Sleep(WatchMs);
        }
    }

    private void Watch()
    {
        NetworkInterface cable = FindCable();
        if (cable == null)
        {
            Complain("Ethernet: this firmware has no such interface.");
            return;
        }

        string address = cable.IPv4Address;
        bool isUp = address != null && address.Length > 0 && address != NoAddress;
        if (!isUp && !cable.IsDhcpEnabled)
        {
            cable.EnableDhcp();
        }

        if (isUp != IsUp)
        {
            IsUp = isUp;
            _hasComplained = false;
            _log.Write(isUp ? LogLevel.Info : LogLevel.Warning, isUp ? "Ethernet: connected, address " + address + "." : "Ethernet: connection lost.");
        }
    }

    private static NetworkInterface FindCable()
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < interfaces.Length; i++)
        {
            if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.Ethernet)
            {
                return interfaces[i];
            }
        }

        return null;
    }

    private void Complain(string text)
    {
        if (!_hasComplained)
        {
            _hasComplained = true;
            _log.Write(LogLevel.Error, text);
        }
    }
}
