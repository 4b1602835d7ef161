using System;
using System.Net.NetworkInformation;
using System.Threading;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Clock;

namespace TWCManager.Esp32.Network;

/// <summary>A cable. The firmware brings it up by itself and again after each break; a thread watches whether there is an address, and asks for the time.</summary>
/// <remarks>Needs a firmware built for a board with Ethernet; others have no such interface. That one asks for an address by itself, unless its configuration
/// names a fixed one, which is the owner's to change. Not tried on hardware.</remarks>
public sealed class EthernetNetwork : INetwork
{
    private const int TurnMs = 1000;
    private const string NoAddress = "0.0.0.0";

    private readonly TimeServer _time;
    private readonly NetworkWatch _watch;

    /// <summary>Starts the thread.</summary>
    /// <param name="time">Asked for the time while the network is up.</param>
    /// <param name="log">Told of the network coming and going.</param>
    public EthernetNetwork(TimeServer time, ILog log)
    {
        _time = time;
        _watch = new NetworkWatch("Ethernet: ", log);
        new Thread(Run).Start();
    }

    /// <inheritdoc/>
    public bool IsUp
    {
        get { return _watch.IsUp; }
    }

    /// <summary>Does nothing: a cable has nothing to be joined anew.</summary>
    public void NoteTry()
    {
    }

    /// <summary>Does nothing either.</summary>
    public void NoteAnswer()
    {
    }

    private void Run()
    {
        while (true)
        {
            try
            {
                Turn(MonotonicClock.NowMs);
            }
            catch (Exception)
            {
                _watch.Report(LogLevel.Error, "the adapter reports an error; looking again.");
            }

            Thread.Sleep(TurnMs);
        }
    }

    private void Turn(long nowMs)
    {
        if (_watch.IsTimeToLook(nowMs))
        {
            Look();
        }

        if (IsUp)
        {
            _time.Tick(nowMs);
        }
    }

    private void Look()
    {
        NetworkInterface cable = FindCable();
        if (cable == null)
        {
            _watch.Report(LogLevel.Error, "this firmware has no such interface.");
            return;
        }

        string address = cable.IPv4Address;
        _watch.Found(address == null || address.Length == 0 || address == NoAddress ? null : address);
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
}
