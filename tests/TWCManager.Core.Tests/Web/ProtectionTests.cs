using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Web;

/// <summary>Who is refused, whatever he wants.</summary>
public class ProtectionTests
{
    [Theory]
    [InlineData("192.168.1.20")]
    [InlineData("192.168.1.20:8080")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]:8080")]
    [InlineData("[fe80::1]")]
    [InlineData("localhost:8080")]
    [InlineData("twcmanager")]
    [InlineData("TWCManager.local:80")]
    [InlineData("attic.home.local")]
    public void Names_that_only_this_network_can_give_are_answered(string host)
    {
        WebRig rig = new();
        Assert.Equal(200, rig.Ask(new BrowserRequest { Method = "GET", Path = "/api/status", Host = host }));
        Assert.Equal(0, rig.Ask(new BrowserRequest { Method = "GET", Path = "/", Host = host }));
    }

    // A name that its owner makes point to this network: to the browser it would be our origin.
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("example.com:8080")]
    [InlineData("192.168.1.20.example.com")]
    [InlineData("192.168.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("localhost.")]
    [InlineData("twcmanager.local.example.com")]
    [InlineData(".local")]
    [InlineData("twcmanager.local.")]
    [InlineData("twcmanager:80a")]
    [InlineData("twcmanager:")]
    [InlineData("twcmanager:123456")]
    [InlineData(":80")]
    [InlineData("[::1")]
    [InlineData("[]")]
    [InlineData("[::1]x")]
    [InlineData("[example.com]")]
    [InlineData("a b")]
    [InlineData("a@b")]
    [InlineData("twcmanager,example.com")]
    public void Other_names_get_neither_page_nor_status(string? host)
    {
        WebRig rig = new();
        foreach (string path in new[] { "/", "/api/status", "/api/settings" })
        {
            Assert.Equal(403, rig.Ask(new BrowserRequest { Method = "GET", Path = path, Host = host }));
        }
    }

    [Theory]
    [InlineData("http://192.168.1.20:8080", 200)]
    [InlineData(null, 200)]                                // no browser: it needs the token all the same
    [InlineData("null", 403)]
    [InlineData("", 403)]
    [InlineData("http://192.168.1.20", 403)]
    [InlineData("http://192.168.1.20:80801", 403)]
    [InlineData("https://192.168.1.20:8080", 403)]
    [InlineData("http://192.168.1.21:8080", 403)]
    [InlineData("http://example.com", 403)]
    [InlineData("http://192.168.1.20:8080.example.com", 403)]
    public void Only_our_own_origin_is_answered(string? origin, int status)
    {
        WebRig rig = new();
        string token = rig.PageToken();
        BrowserRequest request = new() { Method = "POST", Path = "/api/command/stop", Host = WebRig.Host, Origin = origin, ContentType = "application/json", Token = token };
        Assert.Equal(status, rig.Ask(request));
        Assert.Equal(status == 200, rig.Site.Manual.IsStopped);
        Assert.Equal(status, rig.Ask(new BrowserRequest { Method = "GET", Path = "/api/status", Host = WebRig.Host, Origin = origin }));
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("Application/JSON; charset=utf-8", 200)]
    [InlineData(null, 415)]
    [InlineData("", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("text/plain; application/json", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data", 415)]
    [InlineData("application/jsonp", 415)]
    public void What_a_form_can_send_is_no_command(string? type, int status)
    {
        WebRig rig = new();
        string token = rig.PageToken();
        Assert.Equal(status, rig.Ask(new BrowserRequest { Method = "POST", Path = "/api/command/stop", Host = WebRig.Host, ContentType = type, Token = token }));
        Assert.Equal(status == 200, rig.Site.Manual.IsStopped);
    }

    [Fact]
    public void Without_the_token_of_our_page_nothing_changes()
    {
        WebRig rig = new();
        string token = rig.PageToken();
        foreach (string? wrong in new[] { null, "", "x", token[..^1], token + "0", token.ToUpperInvariant(), new string('0', token.Length), token + token })
        {
            foreach (string path in new[] { "/api/command/stop", "/api/settings", "/api/login", "/api/wifi" })
            {
                Assert.Equal(403, rig.Post(path, "{\"setupPassword\":\"long enough\",\"minAmpsPerTWC\":8}", wrong));
            }
        }

        Assert.False(rig.Site.Manual.IsStopped);
        Assert.Equal(6, rig.Site.Settings.Number(Setting.MinAmpsPerTWC));
        Assert.Equal(32, token.Length);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("HEAD")]
    [InlineData("get")]
    public void Other_methods_are_unknown(string method)
    {
        WebRig rig = new();
        Assert.Equal(405, rig.Ask(new BrowserRequest { Method = method, Path = "/api/status", Host = WebRig.Host }));
    }

    [Theory]
    [InlineData("/api/status/")]
    [InlineData("/API/status")]
    [InlineData("//")]
    [InlineData("/api")]
    [InlineData("/../settings.json")]
    [InlineData("/api/command/stop")]                     // a link must not stop the charging
    public void Other_paths_are_not_there(string path)
    {
        WebRig rig = new();
        Assert.Equal(404, rig.Get(path, rig.PageToken()));
        Assert.False(rig.Site.Manual.IsStopped);
    }

    [Fact]
    public void A_body_that_is_too_long_or_no_text_is_refused()
    {
        WebRig rig = new();
        string token = rig.PageToken();
        Assert.Equal(413, rig.Post("/api/settings", new string(' ', BrowserRequest.BodyCapacity + 1), token));
        BrowserRequest request = new() { Method = "POST", Path = "/api/command/stop", Host = WebRig.Host, ContentType = "application/json", Token = token, Length = 2 };
        request.Body[0] = 0xC0;
        request.Body[1] = 0x80;
        Assert.Equal(400, rig.Ask(request));
        Assert.False(rig.Site.Manual.IsStopped);
    }

    [Theory]
    [InlineData("off", 404, 404, 404)]
    [InlineData("status", 0, 403, 403)]
    [InlineData("full", 0, 200, 200)]
    public void The_setting_says_what_the_page_may_do(string mode, int page, int settings, int command)
    {
        WebRig rig = new();
        string token = rig.PageToken();
        rig.Set("webServer", mode);
        Assert.Equal(page, rig.Get("/"));
        Assert.Equal(settings, rig.Get("/api/settings"));
        Assert.Equal(command, rig.Post("/api/command/stop", "", token));
        Assert.Equal(mode == "off" ? 404 : 200, rig.Get("/api/status"));
        Assert.Equal(mode == "full", rig.Site.Manual.IsStopped);
    }
}
