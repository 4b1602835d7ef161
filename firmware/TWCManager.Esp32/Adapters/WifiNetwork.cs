using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Adapters;

/// <summary>Wi-Fi as a station. A thread of its own joins, watches, and joins again.</summary>
/// <remarks>
/// Where the network's name and password come from: the settings, or else what is stored in the device's own network configuration
/// (written by the Device Explorer or nanoff). A page of the device's own access point to enter them is not part of this yet.
/// Traps avoided: the helper writes the credentials to flash at every call, so it is called only when they are new; the firmware
/// rejoins by itself, so we step in only when it has had its time; a name look-up stops all threads until it
/// fails, so others ask <see cref="IsUp"/> before they look one up.
/// </remarks>
public sealed class WifiNetwork : INetwork
{
    private const int WatchMs = 2000;
    private const int JoinTimeoutMs = 60000;
    private const long PatienceMs = 120000;
    private const string NoAddress = "0.0.0.0";

    private readonly string _ssid;
    private readonly string _password;
    private readonly ILog _log;
    private bool _hasComplained;

    /// <summary>Starts the thread.</summary>
    /// <param name="ssid">Name of the network; empty to use the stored one.</param>
    /// <param name="password">Its password. A secret.</param>
    /// <param name="log">Told of the network coming and going.</param>
    public WifiNetwork(string ssid, string password, ILog log)
    {
        _ssid = ssid == null ? "" : ssid;
        _password = password == null ? "" : password;
        _log = log;
        new Thread(Run).Start();
    }

    /// <inheritdoc/>
    public bool IsUp { get; private set; }

    private void Run()
    {
        long downSinceMs = MonotonicClock.NowMs - PatienceMs;
        while (true)
        {
            try
            {
                Watch();
                if (IsUp)
                {
                    downSinceMs = MonotonicClock.NowMs;
                }
                else if (MonotonicClock.NowMs - downSinceMs >= PatienceMs)
                {
                    Join();
                    downSinceMs = MonotonicClock.NowMs;
                }
            }
            catch (Exception)
            {
                Complain("Wi-Fi: the adapter reports an error; trying again.");
                downSinceMs = MonotonicClock.NowMs;
            }

            Thread.Sleep(WatchMs);
        }
    }

    private void Watch()
    {
        NetworkInterface station = FindStation();
        string address = station == null ? "" : station.IPv4Address;
        bool isUp = address != null && address.Length > 0 && address != NoAddress;
        if (isUp != IsUp)
        {
            IsUp = isUp;
            _hasComplained = false;
            _log.Write(isUp ? LogLevel.Info : LogLevel.Warning, isUp ? "Wi-Fi: connected, address " + address + "." : "Wi-Fi: connection lost.");
        }
    }

    private void Join()
    {
        NetworkInterface station = FindStation();
        if (station == null)
        {
            Complain("Wi-Fi: this firmware has no station interface.");
            return;
        }

        Wireless80211Configuration stored = Wireless80211Configuration.GetAllWireless80211Configurations()[(int)station.SpecificConfigId];
        bool isStoredUsed = _ssid.Length == 0;
        if (isStoredUsed && (stored.Ssid == null || stored.Ssid.Length == 0))
        {
            Complain("Wi-Fi: no network is configured.");
            return;
        }

        if (!isStoredUsed && (stored.Ssid != _ssid || stored.Password != _password))
        {
            using (CancellationTokenSource limit = new CancellationTokenSource(JoinTimeoutMs))
            {
                WifiNetworkHelper.ConnectDhcp(_ssid, _password, WifiReconnectionKind.Automatic, false, 0, limit.Token);
            }
        }
        else
        {
            WifiAdapter adapter = WifiAdapter.FindAllAdapters()[0];
            adapter.Disconnect();
            adapter.Connect(stored.Ssid, WifiReconnectionKind.Automatic, stored.Password);
        }
    }

    private static NetworkInterface FindStation()
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

    private void Complain(string text)
    {
        if (!_hasComplained)
        {
            _hasComplained = true;
            _log.Write(LogLevel.Error, text);
        }
    }
}
