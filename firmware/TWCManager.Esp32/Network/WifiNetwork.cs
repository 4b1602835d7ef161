using System;
using System.Device.Wifi;
using System.Threading;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Clock;
using TWCManager.Esp32.Setup;
using TWCManager.Esp32.Web;

namespace TWCManager.Esp32.Network;

/// <summary>Wi-Fi. A thread of its own joins, watches, and joins again, for years; it opens and closes the access point of the set-up, and asks for the time.</summary>
/// <remarks>
/// Which network: the one of <see cref="WifiCredentials"/>, or else the one in the device's own configuration (written by the Device Explorer or nanoff).
/// Traps avoided: the firmware rejoins by itself, so we step in only when it has had its time; while it does, its radio leaves the channel of the access
/// point, so with that open it is stopped; a list of the interfaces is half a KB, so it is made when the firmware says that something has changed.
/// </remarks>
public sealed class WifiNetwork : INetwork, IWifiSetup
{
    private const int TurnMs = 1000;

    // A browser that is being used right now shall not lose its channel to an attempt.
    private const long BrowsingMs = 60000;
    private const string LastResort = "no Wi-Fi for a day";

    private readonly object _lock = new object();
    private readonly WifiStation _station = new WifiStation();
    private readonly WifiCredentials _credentials;
    private readonly JoinPace _pace;
    private readonly DeafRule _deaf = new DeafRule();
    private readonly AccessPoint _accessPoint;
    private readonly AccessPointRule _rule;
    private readonly TimeServer _time;
    private readonly IRestart _restart;
    private readonly NetworkWatch _watch;
    private readonly ILog _log;
    private WebServer _page;
    private bool _isNewNetwork;
    private bool _isOpenWished;

    /// <summary>Starts the thread.</summary>
    /// <param name="credentials">What is known of the network to join.</param>
    /// <param name="wasClosed">The run before ended to close the access point.</param>
    /// <param name="time">Asked for the time while the network is up.</param>
    /// <param name="restart">For opening and closing the access point, and as the last resort.</param>
    /// <param name="log">Told of the network coming and going.</param>
    public WifiNetwork(WifiCredentials credentials, bool wasClosed, TimeServer time, IRestart restart, ILog log)
    {
        long nowMs = MonotonicClock.NowMs;
        _credentials = credentials;
        _time = time;
        _restart = restart;
        _log = log;
        _pace = new JoinPace(nowMs);
        _accessPoint = new AccessPoint(restart, log);
        _rule = new AccessPointRule(_accessPoint.IsOpen, wasClosed, nowMs);
        NetworkName = "";
        _watch = new NetworkWatch("Wi-Fi: ", log);
        new Thread(Run).Start();
    }

    /// <inheritdoc/>
    public bool IsUp
    {
        get { return _watch.IsUp; }
    }

    /// <inheritdoc/>
    public string NetworkName { get; private set; }

    /// <summary>Our address on the access point; null when it is not open.</summary>
    public string AccessPointAddress
    {
        get { return _accessPoint.Address; }
    }

    /// <inheritdoc/>
    public void NoteTry()
    {
        _deaf.NoteTry(MonotonicClock.NowMs);
    }

    /// <inheritdoc/>
    public void NoteAnswer()
    {
        _deaf.NoteAnswer();
    }

    /// <summary>Names the page whose use keeps the access point open.</summary>
    public void Watch(WebServer page)
    {
        _page = page;
    }

    /// <summary>Opens the access point: somebody on site asks for it.</summary>
    public void OpenAccessPoint()
    {
        _isOpenWished = true;
    }

    /// <inheritdoc/>
    public bool TryStore(string name, string password)
    {
        lock (_lock)
        {
            bool isKept = _credentials.TryKeep(name, password, false);
            _isNewNetwork = _isNewNetwork || isKept;
            return isKept;
        }
    }

    private void Run()
    {
        bool hasBegun = false;
        while (true)
        {
            try
            {
                if (!hasBegun)
                {
                    Begin();
                    hasBegun = true;
                }

                Turn(MonotonicClock.NowMs);
            }
            catch (Exception)
            {
                _watch.Report(LogLevel.Error, "the adapter reports an error; trying again.");
            }

            Thread.Sleep(TurnMs);
        }
    }

    // The file and the firmware's own configuration shall name the same network; the file wins.
    private void Begin()
    {
        if (!WifiStation.Exists)
        {
            _watch.Report(LogLevel.Error, "this firmware has no station interface.");
            return;
        }

        string name;
        string password;
        WifiStation.ReadStored(out name, out password);
        if (_credentials.Ssid.Length == 0 && name.Length > 0)
        {
            _credentials.TryKeep(name, password, false);
        }
        else if (_credentials.Ssid.Length > 0 && (_credentials.Ssid != name || _credentials.Password != password))
        {
            _isNewNetwork = true;
        }

        if (_accessPoint.IsOpen)
        {
            // The firmware has begun to look for the network already, which takes the channel from the access point.
            _pace.Hurry(MonotonicClock.NowMs);
        }
    }

    private void Turn(long nowMs)
    {
        if (_watch.IsTimeToLook(nowMs))
        {
            _watch.Found(WifiStation.FindAddress());
        }

        bool isNew = TakeNewNetwork(nowMs);
        if (IsUp && !isNew)
        {
            _pace.NoteUp(nowMs);
            KeepWhatWorks();
            _time.Tick(nowMs);
            RejoinIfDeaf(nowMs);
        }
        else if (isNew ? _pace.IsDue(nowMs) : IsTimeToJoin(nowMs))
        {
            Join();
        }

        MindAccessPoint(nowMs);
        if (_credentials.WasJoined && !_accessPoint.IsOpen && _pace.IsHopeless(nowMs))
        {
            _restart.Restart(LastResort);
        }
    }

    private bool TakeNewNetwork(long nowMs)
    {
        lock (_lock)
        {
            bool isNew = _isNewNetwork;
            _isNewNetwork = false;
            if (isNew)
            {
                _pace.Hurry(nowMs);
            }

            return isNew;
        }
    }

    private void KeepWhatWorks()
    {
        lock (_lock)
        {
            if (!_isNewNetwork)
            {
                NetworkName = _credentials.Ssid;
                if (!_credentials.WasJoined && NetworkName.Length > 0)
                {
                    _credentials.TryKeep(_credentials.Ssid, _credentials.Password, true);
                }
            }
        }
    }

    private void RejoinIfDeaf(long nowMs)
    {
        bool isHeard = _page != null && _page.LastRequestMs > 0 && nowMs - _page.LastRequestMs < DeafRule.DeafMs;
        if (_deaf.IsDeaf(nowMs) && !isHeard)
        {
            _deaf.NoteAnswer();
            _log.Write(LogLevel.Warning, "Wi-Fi: nothing has come for an hour from whom we ask; joining anew.");
            Join();
        }
    }

    private bool IsTimeToJoin(long nowMs)
    {
        bool isBrowsing = _accessPoint.IsOpen && _page != null && _page.LastRequestMs > 0 && nowMs - _page.LastRequestMs < BrowsingMs;
        return _credentials.Ssid.Length > 0 && !isBrowsing && _pace.IsDue(nowMs);
    }

    private void Join()
    {
        string name;
        string password;
        lock (_lock)
        {
            name = _credentials.Ssid;
            password = _credentials.Password;
        }

        _watch.Doubt();
        NetworkName = "";
        WifiConnectionStatus status = _station.Join(name, password);
        _watch.LookSoon();
        if (status != WifiConnectionStatus.Success)
        {
            _watch.Report(LogLevel.Warning, Meaning(status));
            if (_accessPoint.IsOpen)
            {
                _station.Leave();
            }
        }
    }

    private static string Meaning(WifiConnectionStatus status)
    {
        switch (status)
        {
            case WifiConnectionStatus.InvalidCredential:
                return "the network refuses us; most likely the password is wrong.";
            case WifiConnectionStatus.NetworkNotAvailable:
                return "the network is not in reach, or its name is spelled differently.";
            default:
                return "the network cannot be joined; code " + ((int)status).ToString() + ".";
        }
    }

    private void MindAccessPoint(long nowMs)
    {
        long lastRequestMs = _page == null ? 0 : _page.LastRequestMs;
        if (_isOpenWished || _rule.IsToOpen(_credentials.Ssid.Length > 0, _credentials.WasJoined, nowMs))
        {
            _isOpenWished = false;
            _accessPoint.Open();
        }
        else if (_rule.IsToClose(IsUp, lastRequestMs, nowMs))
        {
            _accessPoint.Close();
        }
    }
}
