using System.Text;
using TWCManager.Core.Commands;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Web;

/// <summary>Answers the browser: one short piece of work per tick, one request at a time.</summary>
/// <remarks>
/// Knows paths and who may ask for what. What a setting may be is left to the settings, what a command does to the command handler, sockets to the port.
/// Reading is open to the local network, a command needs the token of our page, a setting the set-up password: the first one, to be chosen with it.
/// </remarks>
public sealed class WebService
{
    // The site's document with eight digits in every counter and the longest sentences; see the tests.
    private const int PieceCapacity = 2560;

    // By the standard, in bytes.
    private const int LongestNetworkName = 32;

    private const string CommandPath = "/api/command/";
    private const string SettingsPath = "/api/settings";
    private const string LoginPath = "/api/login";
    private const string LogoutPath = "/api/logout";
    private const string WifiPath = "/api/wifi";

    private const string NotOnSite = "The wiring limits were entered on site, so the set-up password is chosen there too: with --set setupPassword=..., "
        + "in settings.json, on the computer that runs the program, or on the device's own network.";

    private readonly IWebServer _server;
    private readonly ChargerSettings _settings;
    private readonly CommandHandler _commands;
    private readonly StatusReply _status;
    private readonly WebRoute[] _routes;
    private readonly SettingsReply _list;
    private readonly IWifiSetup _wifi;
    private readonly ILog _log;
    private readonly WebLogin _login;
    private readonly BrowserRequest _request = new BrowserRequest();
    private readonly JsonReader _reader = new JsonReader();
    private readonly JsonWriter _json = new JsonWriter(PieceCapacity);

    private bool _hasWarned;
    private bool _isAnswering;
    private int _statusCode;
    private string _type;
    private IReplyParts _parts;
    private byte[] _piece;
    private int _pieceLength;
    private bool _isLast;

    /// <summary>Makes the service.</summary>
    /// <param name="wifi">Null where there is no Wi-Fi to set up.</param>
    /// <param name="commands">For this service alone: its receipts are the answers.</param>
    public WebService(IWebServer server, IRandom random, IWifiSetup wifi, ChargerSettings settings, CommandHandler commands, StatusReply status, ILog log)
    {
        _server = server;
        _settings = settings;
        _commands = commands;
        _status = status;
        _wifi = wifi;
        _log = log;
        _list = new SettingsReply(settings, wifi, commands);
        _login = new WebLogin(random);
        _routes = new WebRoute[]
        {
            WebRoute.Show("/", WebAccess.Everybody, new IndexPage()),
            WebRoute.Show("/api/status", WebAccess.Everybody, status),
            WebRoute.Show(SettingsPath, WebAccess.FullPage, ShowSettings),
            WebRoute.Change(SettingsPath, WebAccess.FullPage, ChangeSettings),
            WebRoute.Change(CommandPath, WebAccess.FullPage, Command),
            WebRoute.Change(LoginPath, WebAccess.FullPage, LogIn),
            WebRoute.Change(LogoutPath, WebAccess.FullPage, LogOut),

            // Without Wi-Fi it says so, to everybody.
            WebRoute.Change(WifiPath, wifi == null ? WebAccess.FullPage : WebAccess.Password, ChangeWifi),
        };
    }

    /// <summary>Takes a request, or goes on with the answer to it. Never waits.</summary>
    public void Tick(long nowMs)
    {
        WarnOnce();
        _status.Start(nowMs);
        bool isThrough = false;
        try
        {
            GoOn(nowMs);
            isThrough = true;
        }
        finally
        {
            // An answer for which there is no memory is given up, and its browser told by the server: tried again at every turn it would end in a restart.
            _isAnswering = _isAnswering && isThrough;
        }

        if (!_isAnswering)
        {
            // Nobody looks at the page most of the time.
            _json.Release(true);
            _request.Body = null;
        }
    }

    // At every start, until it is done.
    private void WarnOnce()
    {
        if (_hasWarned)
        {
            return;
        }

        _hasWarned = true;
        if (!HasPassword && _settings.Number(Setting.WebServer) == Setting.WebFull)
        {
            _log.Write(LogLevel.Warning, HasLimit
                ? "Web page: no set-up password is chosen. Choose one on site (--set setupPassword=..., settings.json, or this computer's browser); until then the network cannot change settings."
                : "Web page: no set-up password is chosen. Open the page and choose one: until then anyone on the network can be the first.");
        }
    }

    private void GoOn(long nowMs)
    {
        if (!_isAnswering && _server.TryTake(_request))
        {
            _json.Reset();
            Take(nowMs);
        }

        if (_isAnswering)
        {
            Send(nowMs);
        }
    }

    private void Send(long nowMs)
    {
        if (_piece == null)
        {
            _json.Continue();
            _isLast = !_parts.WriteNext(_json, nowMs);
            _piece = _json.Buffer;
            _pieceLength = _json.Length;
        }

        if (_server.TryReply(_statusCode, _type, _piece, _pieceLength, _isLast))
        {
            _piece = null;
            _isAnswering = !_isLast;
        }
    }

    private void Take(long nowMs)
    {
        string error;
        int status = WebGuard.Check(_request, out error);
        int mode = _settings.Number(Setting.WebServer);
        if (status == 0 && mode == Setting.WebOff)
        {
            status = 404;
            error = "The web page is off (webServer).";
        }

        if (status != 0)
        {
            Refuse(status, error);
            return;
        }

        bool isChange = _request.Method != "GET";
        WebRoute route = Find(isChange);
        if (mode != Setting.WebFull && (isChange || (route != null && route.Access != WebAccess.Everybody)))
        {
            Refuse(403, "This page only shows (webServer).");
        }
        else if (isChange && !_login.IsOurs(_request.Token, nowMs))
        {
            Refuse(403, "The page is out of date: load it again.");
        }
        else if (route == null)
        {
            Refuse(404, "There is nothing here.");
        }
        else if (route.Access == WebAccess.Password && IsClosedToStrangers)
        {
            Refuse(403, NotOnSite);
        }
        else if (route.Access == WebAccess.Password && !MayChange(nowMs))
        {
            Refuse(401, "Enter the set-up password first.");
        }
        else if (route.Parts != null)
        {
            Reply(route.Parts);
        }
        else
        {
            route.Make(nowMs);
        }
    }

    private WebRoute Find(bool isChange)
    {
        for (int i = 0; i < _routes.Length; i++)
        {
            if (_routes[i].Fits(isChange, _request.Path))
            {
                return _routes[i];
            }
        }

        return null;
    }

    private bool MayChange(long nowMs)
    {
        return !HasPassword || _login.IsSession(_request.Token, nowMs);
    }

    private void ShowSettings(long nowMs)
    {
        bool isSession = _login.IsSession(_request.Token, nowMs);
        _list.For(isSession ? _request.Token : _login.PageToken, isSession);
        Reply(_list);
    }

    private void Command(long nowMs)
    {
        string verb = _request.Path.Substring(CommandPath.Length);

        // A device that is restarted again and again charges nobody.
        if (DeviceOrders.IsVerb(verb) && !MayChange(nowMs))
        {
            Refuse(401, "Enter the set-up password first.");
            return;
        }

        Receipt(_commands.Command(_request.Body, _request.Length, _request.Path, verb, nowMs));
    }

    private void ChangeSettings(long nowMs)
    {
        string chosen = Member(SettingsTable.Of(Setting.SetupPassword).Name);
        if (IsClosedToStrangers)
        {
            Refuse(403, NotOnSite);
        }
        else if (!HasPassword && chosen == null)
        {
            Refuse(401, "setupPassword must be chosen together with the first settings.");
        }
        else if (!MayChange(nowMs))
        {
            Refuse(401, "Enter the set-up password first.");
        }
        else if (chosen != null && chosen.Length < WebLogin.ShortestPassword)
        {
            Refuse(400, "setupPassword must have at least " + WebLogin.ShortestPassword.ToString() + " characters");
        }
        else
        {
            // Who stands here with the password is on site: the limits of the wiring may be raised.
            bool isApplied = _commands.SetAll(_request.Body, _request.Length, SettingsPath, true, nowMs);
            if (isApplied && chosen != null)
            {
                // A password is changed because somebody knows the old one.
                _login.EndSession();
            }

            Receipt(isApplied);
        }
    }

    // What was entered on site is changed with what was chosen on site: a stranger who chose the first password could raise the limits with it.
    private bool IsClosedToStrangers
    {
        get { return !HasPassword && HasLimit && !_request.IsOnSite; }
    }

    private bool HasLimit
    {
        get { return _settings.Ceiling(Setting.WiringMaxAmpsAllTWCs) > 0 || _settings.Ceiling(Setting.WiringMaxAmpsPerTWC) > 0; }
    }

    private bool HasPassword
    {
        get { return _settings.Text(Setting.SetupPassword).Length > 0; }
    }

    private void LogIn(long nowMs)
    {
        if (!HasPassword)
        {
            Refuse(400, "No set-up password has been chosen yet.");
            return;
        }

        int client = _request.Client;
        bool wasRefusing = _login.IsRefusing(client, nowMs);
        string session = _login.TryOpen(Member("password"), _settings.Text(Setting.SetupPassword), client, nowMs);
        if (session != null)
        {
            BeginReceipt(LoginPath, true);
            _json.Field("value", session);
            EndReceipt(200);
        }
        else if (_login.IsRefusing(client, nowMs))
        {
            if (!wasRefusing)
            {
                _log.Write(LogLevel.Warning, "Web page: one address sends wrong set-up passwords again and again");
            }

            Refuse(429, "Too many wrong passwords. Try again in a minute.");
        }
        else
        {
            Refuse(401, "This is not the set-up password.");
        }
    }

    // Everywhere: all phones share the session.
    private void LogOut(long nowMs)
    {
        if (!_login.IsSession(_request.Token, nowMs))
        {
            Refuse(401, "Enter the set-up password first.");
            return;
        }

        _login.EndSession();
        BeginReceipt(LogoutPath, true);
        _json.Field("value", "logged out");
        EndReceipt(200);
    }

    private void ChangeWifi(long nowMs)
    {
        string name = Member("name");
        string password = Member("password");
        if (_wifi == null)
        {
            Refuse(404, "There is no Wi-Fi to set up here.");
        }
        else if (name == null || name.Length == 0 || Encoding.UTF8.GetBytes(name).Length > LongestNetworkName || !IsPrintable(name, char.MaxValue))
        {
            Refuse(400, "The name of the network must have 1 to 32 bytes: letters beyond A-Z count for two or more.");
        }
        else if (password == null || (password.Length > 0 && (password.Length < 8 || password.Length > 63 || !IsPrintable(password, '~'))))
        {
            Refuse(400, "The password of the network must have 8 to 63 characters without accents, or be empty for an open one.");
        }
        else if (!_wifi.TryStore(name, password))
        {
            Refuse(500, "The network could not be stored.");
        }
        else
        {
            BeginReceipt(WifiPath, true);
            _json.Field("value", name);
            EndReceipt(200);
        }
    }

    // The firmware refuses what does not fit, and where these two are stored each has a line.
    private static bool IsPrintable(string text, char last)
    {
        char[] letters = text.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] < ' ' || letters[i] > last || letters[i] == 0x7F)
            {
                return false;
            }
        }

        return true;
    }

    // A member of the body's object: null when there is none, empty when it is no text. Given twice, the last one: the settings refuse that later.
    private string Member(string name)
    {
        string text = null;
        _reader.Reset(_request.Body, _request.Length);
        if (_reader.Read() != JsonToken.BeginObject)
        {
            return null;
        }

        while (_reader.Read() == JsonToken.Name)
        {
            bool isIt = _reader.TextIs(name);
            _reader.Skip();
            if (isIt)
            {
                text = _reader.Token == JsonToken.Text ? _reader.GetText() : "";
            }
        }

        return text;
    }

    private void Receipt(bool isApplied)
    {
        byte[] receipt;
        _commands.Receipts.TryPeek(out receipt);
        _commands.Receipts.RemoveOldest();
        Reply(isApplied ? 200 : 400, receipt, receipt.Length);
    }

    private void Refuse(int status, string error)
    {
        BeginReceipt(_request.Path, false);
        _json.Field("error", error);
        EndReceipt(status);
    }

    private void BeginReceipt(string topic, bool isGood)
    {
        _json.Reset();
        _json.BeginObject();
        _json.Field("topic", ReceiptWriter.Shorten(topic));
        _json.Field("ok", isGood);
    }

    private void EndReceipt(int status)
    {
        _json.EndObject();
        Reply(status, _json.Buffer, _json.Length);
    }

    private void Reply(int status, byte[] piece, int length)
    {
        _statusCode = status;
        _type = WebType.Json;
        _piece = piece;
        _pieceLength = length;
        _isLast = true;
        _isAnswering = true;
    }

    private void Reply(IReplyParts parts)
    {
        _json.Reset();
        parts.Begin();
        _statusCode = 200;
        _type = parts.Type;
        _parts = parts;
        _piece = null;
        _isAnswering = true;
    }
}
