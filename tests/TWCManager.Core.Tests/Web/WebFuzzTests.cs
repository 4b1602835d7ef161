using System.Text;
using System.Text.Json;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Web;

public class WebFuzzTests(ITestOutputHelper output)
{
    private const int Requests = 100_000;

    private static readonly string[] s_paths =
    [
        "/", "/api/status", "/api/settings", "/api/login", "/api/wifi", "/api/command/stop", "/api/command/resume", "/api/command/chargeNow",
        "/api/command/", "/api/command/allow", "/x", "", "/api/settings/",
    ];

    private static readonly string[] s_bodies =
    [
        "", "{}", "[]", "null", "{\"amps\":16,\"minutes\":60}", "{\"amps\":999}", "on", "{\"minAmpsPerTWC\":8}", "{\"minAmpsPerTWC\":3}",
        "{\"wiringMaxAmpsAllTWCs\":200}", "{\"wiringMaxAmpsAllTWCs\":20,\"minAmpsPerTWC\":\"x\"}", "{\"password\":\"guess\"}", "{\"password\":\"" + WebRig.Password + "\"}",
        "{\"haToken\":\"" + WebRig.Password + "\"}", "{\"mqttPassword\":\"" + WebRig.Password + "\",\"minAmpsPerTWC\":\"" + "x" + "\"}",
        "{\"setupPassword\":\"" + WebRig.Password + "\"}", "{\"setupPassword\":\"\"}", "{\"name\":\"n\",\"password\":\"" + WebRig.Password + "\"}", "{\"webServer\":\"full\"}",
    ];

    private static readonly string?[] s_hosts = [WebRig.Host, WebRig.Host, WebRig.Host, "localhost", "example.com", null, "", "[::1]"];

    [Fact]
    public void Whatever_is_asked_is_answered_no_secret_leaves_and_no_stranger_changes_anything()
    {
        Random random = new(20250301);
        WebRig rig = new(hasWifi: true);
        foreach (SettingDefinition definition in SettingsTable.All.Where(d => d.IsSecret))
        {
            rig.Set(definition.Name, WebRig.Password);
        }

        rig.Site.SetLimits(40, 32);
        rig.Site.AddConnector(0x1234);
        string session = rig.LogIn();
        string token = rig.PageToken();
        SortedDictionary<int, int> counts = [];
        int changes = 0;
        long bytes = 0;
        for (int i = 0; i < Requests; i++)
        {
            BrowserRequest request = Make(random, token, session);
            string settings = Settings(rig);
            string all = settings + rig.Site.Manual.Version;
            int status = rig.Ask(request);
            counts[status] = counts.GetValueOrDefault(status) + 1;
            bytes += rig.Body.Length;
            bool hasChanged = all != Settings(rig) + rig.Site.Manual.Version;
            changes += hasChanged ? 1 : 0;
            Assert.DoesNotContain(WebRig.Password, rig.Body);
            Assert.True(!hasChanged || (status == 200 && request.Method == "POST" && request.Token is not null && (request.Token == token || request.Token == session)
                && request.Host is not (null or "" or "example.com") && request.Origin is null or "http://" + WebRig.Host), "changed by " + request.Method + " " + request.Path);
            Assert.True(settings == Settings(rig) || request.Token == session, "settings changed without the password");
            if (status != 0)
            {
                // A receipt or a document, whole.
                JsonDocument.Parse(rig.Body).Dispose();
            }
        }

        output.WriteLine($"{Requests} requests, {bytes} bytes of answers, {changes} changes; by status: " + string.Join(", ", counts.Select(c => (c.Key == 0 ? "page" : c.Key) + " " + c.Value)));
        Assert.True(changes > 500);
        Assert.All(new[] { 0, 200, 400, 401, 403, 404, 405, 413, 415, 429 }, status => Assert.True(counts.GetValueOrDefault(status) > 20, "too few of " + status));
        Assert.Equal(0, counts.GetValueOrDefault(500));
    }

    private static BrowserRequest Make(Random random, string token, string session)
    {
        BrowserRequest request = new()
        {
            Method = random.Next(20) == 0 ? "PUT" : random.Next(3) == 0 ? "GET" : "POST",
            Path = random.Next(30) == 0 ? Garbage(random) : s_paths[random.Next(s_paths.Length)],
            Host = random.Next(60) == 0 ? Garbage(random) : s_hosts[random.Next(s_hosts.Length)],
            Origin = random.Next(3) == 0 ? null : random.Next(20) == 0 ? Garbage(random) : "http://" + WebRig.Host,
            ContentType = random.Next(15) == 0 ? Garbage(random) : "application/json",
            Token = random.Next(8) switch { 0 => null, 1 => Garbage(random), 2 or 3 => session, _ => token },
        };
        request = WebRig.Filled(request, random.Next(60) == 0 ? new string(' ', 1100) : s_bodies[random.Next(s_bodies.Length)]);
        for (int i = random.Next(4) == 0 ? random.Next(3) : 0; i > 0 && request.Length > 0; i--)
        {
            request.Body[random.Next(request.Length)] = (byte)random.Next(256);
        }

        return request;
    }

    private static string Garbage(Random random)
    {
        char[] text = new char[random.Next(40)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = (char)(random.Next(4) == 0 ? random.Next(1, 0x2FF) : "htp:/[]0.1al,;\"\\"[random.Next(16)]);
        }

        return new string(text);
    }

    private static string Settings(WebRig rig)
    {
        JsonWriter json = new(8192);
        rig.Site.Settings.WriteAll(json);
        return Encoding.UTF8.GetString(json.Buffer, 0, json.Length)
            + string.Join('|', Enumerable.Range(0, Setting.Count).Where(i => SettingsTable.All[i].IsSecret).Select(rig.Site.Settings.Text));
    }
}
