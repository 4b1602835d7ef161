using System.Text;
using System.Text.Json;
using TWCManager.Core.Bus;
using TWCManager.Core.Energy;
using TWCManager.Core.Policy;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Energy;
using TWCManager.Core.Web;
using TWCManager.Core.Tests.Mqtt;
using Xunit;

namespace TWCManager.Core.Tests.Web;

public class ReplyTests(ITestOutputHelper output)
{
    // Must be what WebService has; a piece that does not fit would end an answer in the middle.
    private const int PieceCapacity = 2560;

    [Fact]
    public void The_status_holds_the_documents_that_MQTT_publishes()
    {
        WebRig rig = new();
        rig.Site.SetLimits(40, 32);
        rig.Site.AddConnector(0x1234);
        rig.Site.AddConnector(0x5678);
        rig.Site.Measure(5000, -1200, 3800);
        rig.Site.Settle();
        rig.NowMs = rig.Site.NowMs;
        Assert.Equal(200, rig.Get("/api/status"));
        JsonElement all = rig.Json;
        Assert.Equal(rig.Site.LastJson("twc/1234").GetRawText(), all.GetProperty("connectors")[0].GetRawText());
        Assert.Equal(rig.Site.LastJson("twc/5678").GetRawText(), all.GetProperty("connectors")[1].GetRawText());
        JsonElement published = rig.Site.LastJson("site");
        Assert.Equal(published.EnumerateObject().Select(p => p.Name), all.GetProperty("site").EnumerateObject().Select(p => p.Name));
        foreach (string name in new[] { "policy", "reason", "solarWatts", "gridWatts", "surplusWatts", "limits", "totals", "bus" })
        {
            Assert.Equal(published.GetProperty(name).GetRawText(), all.GetProperty("site").GetProperty(name).GetRawText());
        }

        Assert.True(all.GetProperty("page").GetProperty("hasLimits").GetBoolean());
        Assert.False(all.GetProperty("page").GetProperty("hasPassword").GetBoolean());
    }

    [Fact]
    public void The_settings_come_with_what_a_form_needs()
    {
        WebRig rig = new();
        rig.Set("mqttPassword", WebRig.Password);
        rig.Set("wiringMaxAmpsAllTWCs", "32");
        Assert.True(rig.Site.Settings.TrySet("wiringMaxAmpsAllTWCs", "20", false, out _));
        Assert.Equal(200, rig.Get("/api/settings"));
        JsonElement[] settings = rig.Json.GetProperty("settings").EnumerateArray().ToArray();
        Assert.Equal(SettingsTable.All.Select(d => d.Name), settings.Select(s => s.GetProperty("name").GetString()));
        JsonElement limit = settings[Setting.WiringMaxAmpsAllTWCs];
        Assert.Equal((20, 32, 0, 240, "A", "number"), (limit.GetProperty("value").GetInt32(), limit.GetProperty("ceiling").GetInt32(),
            limit.GetProperty("minimum").GetInt32(), limit.GetProperty("maximum").GetInt32(), limit.GetProperty("unit").GetString(), limit.GetProperty("kind").GetString()));
        JsonElement secret = settings[Setting.MqttPassword];
        Assert.Equal((JsonValueKind.Null, true), (secret.GetProperty("value").ValueKind, secret.GetProperty("isSet").GetBoolean()));
        Assert.False(settings[Setting.HaToken].GetProperty("isSet").GetBoolean());
        Assert.Equal(["green", "fixed", "none"], settings[Setting.NonScheduledAction].GetProperty("choices").EnumerateArray().Select(c => c.GetString()));
        Assert.DoesNotContain(WebRig.Password, rig.Body);
    }

    [Fact]
    public void The_page_is_answered_part_by_part_as_everything_else_is()
    {
        WebRig rig = new() { Refusals = 20 };
        IndexPage page = new();
        Assert.Equal(0, rig.Get("/"));
        Assert.Equal(string.Concat(Enumerable.Range(0, page.PartCount).Select(page.Part)), rig.Body);
        Assert.True(rig.LongestPiece <= WebPage.PartLimit);
        Assert.Equal(200, rig.Get("/api/status"));
        Assert.Equal("application/json", rig.Type);
    }

    [Fact]
    public void A_server_without_room_gets_each_piece_once_all_the_same()
    {
        WebRig rig = new();
        rig.Get("/api/settings");
        string whole = rig.Body;
        rig.Refusals = 50;
        rig.Get("/api/settings");
        Assert.Equal(whole, rig.Body);
    }

    // Everything as long as it can be: eight digits in every counter, sentences at their limit, and quotation marks that are spread.
    [Fact]
    public void The_longest_documents_fit_into_the_buffer()
    {
        WebRig rig = new();
        rig.Site.SetLimits(240, 80);
        for (int i = 0; i < 8; i++)
        {
            WallConnector connector = rig.Site.AddConnector(0x1000 + i).Connector;
            connector.Reported.TakeSerial(new string('"', 22));
            connector.Reported.TakeVersion("99.99.99.99.99.99");
            StatusRig.Set(connector.Turn, "HeartbeatsSent", int.MinValue);
            StatusRig.Set(connector.Turn, "HeartbeatsAnswered", int.MinValue);
        }

        foreach (FakeSource source in rig.Site.Sources)
        {
            source.State = SourceState.ConfigurationError;
            source.Problem = new string('"', 200);
            source.LastOkMs = 1;
        }

        rig.Site.Decide("chargeNow", 240);
        for (int i = 0; i < SettingsTable.All.Length; i++)
        {
            SettingDefinition definition = SettingsTable.All[i];
            if (definition.Kind == SettingKind.Text && definition.Form == TextForm.Any)
            {
                rig.Set(definition.Name, new string('"', definition.Maximum));
            }
        }

        Assert.Equal(200, rig.Get("/api/status"));
        Assert.Equal(8, rig.Json.GetProperty("connectors").GetArrayLength());
        int status = Encoding.UTF8.GetByteCount(rig.Body);
        int piece = rig.LongestPiece;
        Assert.Equal(200, rig.Get("/api/settings"));
        Assert.Equal(Setting.Count, rig.Json.GetProperty("settings").GetArrayLength());
        output.WriteLine($"status {status} bytes, its longest piece {piece}; settings {Encoding.UTF8.GetByteCount(rig.Body)} bytes, longest piece of all {rig.LongestPiece} of {PieceCapacity}");
        Assert.True(rig.LongestPiece < PieceCapacity);
    }
}
