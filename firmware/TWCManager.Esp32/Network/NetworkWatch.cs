using System;
using System.Net.NetworkInformation;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Network;

/// <summary>What Wi-Fi and cable have in common: when to look at the interface, whether there is an address, and what of it is new to the log.</summary>
internal sealed class NetworkWatch
{
    private const long LookMs = 20000;

    private readonly string _kind;
    private readonly ILog _log;
    private string _lastReport;
    private long _nextLookMs;
    private bool _isNews;

    /// <summary>Begins to listen to the firmware.</summary>
    /// <param name="kind">Begin of each line in the log.</param>
    /// <param name="log">Takes the network's coming and going.</param>
    internal NetworkWatch(string kind, ILog log)
    {
        _kind = kind;
        _log = log;
        NetworkChange.NetworkAddressChanged += HandleAddress;
        NetworkChange.NetworkAvailabilityChanged += HandleAvailability;
    }

    /// <summary>True while we have an address.</summary>
    internal bool IsUp { get; private set; }

    /// <summary>True once after news and every 20 s: a list of the interfaces is half a KB of garbage, so it is not made at each turn.</summary>
    internal bool IsTimeToLook(long nowMs)
    {
        if (!_isNews && nowMs < _nextLookMs)
        {
            return false;
        }

        _isNews = false;
        _nextLookMs = nowMs + LookMs;
        return true;
    }

    /// <summary>Takes what a look found.</summary>
    /// <param name="address">Our address; null if there is none.</param>
    internal void Found(string address)
    {
        bool isUp = address != null;
        if (isUp != IsUp)
        {
            IsUp = isUp;
            Report(isUp ? LogLevel.Info : LogLevel.Warning, isUp ? "connected, our address is " + address + "." : "connection lost.");
        }
    }

    /// <summary>Counts the network as down until the next look.</summary>
    internal void Doubt()
    {
        IsUp = false;
    }

    /// <summary>Asks for a look at the next turn.</summary>
    internal void LookSoon()
    {
        _isNews = true;
    }

    /// <summary>Writes to the log, unless it was the last thing that we wrote.</summary>
    internal void Report(LogLevel level, string text)
    {
        if (text != _lastReport)
        {
            _lastReport = text;
            _log.Write(level, _kind + text);
        }
    }

    // On the thread of all events: no more than a note.
    private void HandleAddress(object sender, EventArgs e)
    {
        _isNews = true;
    }

    private void HandleAvailability(object sender, NetworkAvailabilityEventArgs e)
    {
        _isNews = true;
    }
}
