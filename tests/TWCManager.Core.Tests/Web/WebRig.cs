using System.Text;
using System.Text.Json;
using TWCManager.Core.Commands;
using TWCManager.Core.Documents;
using TWCManager.Core.Ports;
using TWCManager.Core.Tests.Mqtt;
using TWCManager.Core.Web;
using Xunit;

namespace TWCManager.Core.Tests.Web;

/// <summary>The web service over a site, with a server that hands over what the test says.</summary>
internal sealed class WebRig : IWebServer, IRandom, IWifiSetup
{
    public const string Password = "Ge-heim_7331";
    public const string Host = "192.168.1.20:8080";

    private readonly MemoryStream _reply = new();
    private readonly WebService _service;
    private BrowserRequest? _waiting;
    private byte _chance = 0xA1;
    private bool _isLast;

    public WebRig(bool hasWifi = false)
    {
        Commands = new(Site.Topics, Site.Settings, Site.Manual, Site.Log);
        StatusReply status = new(Site.View, Site.Topics);
        _service = new WebService(this, this, hasWifi ? this : null, Site.Settings, Commands, status, Site.Log);
    }

    public StatusRig Site { get; } = new();

    public CommandHandler Commands { get; }

    public long NowMs { get; set; } = 5000;

    /// <summary>Content type of the last answer.</summary>
    public string Type { get; private set; } = "";

    /// <summary>The browser runs on the computer itself.</summary>
    public bool IsOnSite { get; set; }

    /// <summary>Address of the browser.</summary>
    public int Client { get; set; } = 20;

    /// <summary>HTTP status of the last answer; 0 when it was the page.</summary>
    public int Status { get; private set; }

    /// <summary>The last answer.</summary>
    public string Body => Encoding.UTF8.GetString(_reply.ToArray());

    public JsonElement Json => JsonDocument.Parse(Body).RootElement.Clone();

    public string Error => Json.GetProperty("error").GetString()!;

    /// <summary>Longest piece so far.</summary>
    public int LongestPiece { get; private set; }

    /// <summary>How often the server says that it has no room.</summary>
    public int Refusals { get; set; }

    /// <summary>How often answering fails for want of memory.</summary>
    public int Failures { get; set; }

    /// <summary>Network and password that were stored.</summary>
    public string Stored { get; private set; } = "";

    public string NetworkName => "home";

    /// <summary>The token that our page gets.</summary>
    public string PageToken()
    {
        Get("/api/settings");
        return Json.GetProperty("token").GetString()!;
    }

    /// <summary>The token of who knows the password.</summary>
    public string LogIn()
    {
        Assert.Equal(200, Post("/api/login", "{\"password\":\"" + Password + "\"}", PageToken()));
        return Json.GetProperty("value").GetString()!;
    }

    /// <summary>What was logged and not read yet.</summary>
    public List<string> LogLines()
    {
        List<string> lines = [];
        while (Site.Log.TryPeek(out string line))
        {
            lines.Add(line);
            Site.Log.RemoveOldest();
        }

        return lines;
    }

    public void Set(string name, string value)
    {
        Assert.True(Site.Settings.TrySet(name, value, true, out string error), error);
    }

    public int Get(string path, string? token = null)
    {
        return Ask(new BrowserRequest { Method = "GET", Path = path, Host = Host, Token = token });
    }

    public int Post(string path, string body, string? token)
    {
        return Ask(Filled(new BrowserRequest { Method = "POST", Path = path, Host = Host, Origin = "http://" + Host, ContentType = "application/json", Token = token }, body));
    }

    public static BrowserRequest Filled(BrowserRequest request, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        request.IsTooLong = bytes.Length > BrowserRequest.BodyCapacity;
        request.Length = request.IsTooLong ? 0 : bytes.Length;
        Array.Copy(bytes, request.Body, request.Length);
        return request;
    }

    /// <summary>Lets a request be answered, tick by tick.</summary>
    /// <returns>HTTP status; 0 for the page.</returns>
    public int Ask(BrowserRequest request)
    {
        _waiting = request;
        _reply.SetLength(0);
        _isLast = false;
        Status = -1;
        for (int tick = 0; tick < 200 && !_isLast; tick++)
        {
            NowMs += 10;
            _service.Tick(NowMs);
        }

        Assert.True(_isLast, "no answer to " + request.Method + " " + request.Path);
        Status = Type == WebType.Html && Status == 200 ? 0 : Status;
        return Status;
    }

    public bool TryTake(BrowserRequest request)
    {
        if (_waiting == null)
        {
            return false;
        }

        request.Method = _waiting.Method;
        request.Path = _waiting.Path;
        request.Host = _waiting.Host;
        request.Origin = _waiting.Origin;
        request.ContentType = _waiting.ContentType;
        request.Token = _waiting.Token;
        request.IsOnSite = IsOnSite;
        request.Client = Client;
        request.IsTooLong = _waiting.IsTooLong;
        request.Length = _waiting.Length;
        Array.Copy(_waiting.Body, request.Body, _waiting.Length);
        _waiting = null;
        return true;
    }

    public bool TryReply(int status, string type, byte[] data, int length, bool isLast)
    {
        Assert.False(_isLast, "an answer behind the answer");
        if (Failures > 0)
        {
            Failures--;
            throw new OutOfMemoryException();
        }

        if (Refusals > 0)
        {
            Refusals--;
            return false;
        }

        Type = Status < 0 ? type : Type;
        Status = Status < 0 ? status : Status;
        _reply.Write(data, 0, length);
        LongestPiece = Math.Max(LongestPiece, length);
        _isLast = isLast;
        return true;
    }

    public void Fill(byte[] buffer)
    {
        Array.Fill(buffer, _chance);
        _chance += 17;
    }

    public bool TryStore(string name, string password)
    {
        Stored = name + "/" + password;
        return true;
    }
}
