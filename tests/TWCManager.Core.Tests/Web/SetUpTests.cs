using System.Text.Json;
using TWCManager.Core.Commands;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Mqtt;
using Xunit;

namespace TWCManager.Core.Tests.Web;

/// <summary>Who may change a setting, and what comes back.</summary>
public class SetUpTests : IRestart
{
    private int _restarts;

    void IRestart.Restart(string reason)
    {
        _restarts++;
    }

    [Fact]
    public void The_device_is_restarted_with_the_password_only()
    {
        WebRig rig = new();
        rig.Get("/api/settings");
        Assert.False(rig.Json.GetProperty("canRestart").GetBoolean());
        rig.Commands.Attach(new DeviceOrders(this, null, null));
        rig.Set("setupPassword", WebRig.Password);
        Assert.Equal(401, rig.Post("/api/command/restart", "{}", rig.PageToken()));
        Assert.True(rig.Json.TryGetProperty("error", out _));
        Assert.Equal(0, _restarts);
        Assert.Equal(200, rig.Post("/api/command/restart", "{}", rig.LogIn()));
        Assert.Equal(1, _restarts);
        rig.Get("/api/settings");
        Assert.True(rig.Json.GetProperty("canRestart").GetBoolean());
    }

    [Fact]
    public void A_secret_can_be_emptied()
    {
        WebRig rig = new();
        rig.Set("setupPassword", WebRig.Password);
        rig.Set("mqttPassword", "geheim");
        Assert.Equal(200, rig.Post("/api/settings", "{\"mqttPassword\":\"\"}", rig.LogIn()));
        Assert.Equal("", rig.Site.Settings.Text(Setting.MqttPassword));
    }

    [Fact]
    public void The_first_settings_come_with_a_password()
    {
        WebRig rig = new();
        string token = rig.PageToken();
        Assert.Equal(401, rig.Post("/api/settings", "{\"wiringMaxAmpsAllTWCs\":32}", token));
        Assert.Equal("setupPassword must be chosen together with the first settings.", rig.Error);
        Assert.Equal(0, rig.Site.Settings.Number(Setting.WiringMaxAmpsAllTWCs));
        Assert.Equal(200, rig.Post("/api/settings", "{\"wiringMaxAmpsAllTWCs\":32,\"wiringMaxAmpsPerTWC\":16,\"setupPassword\":\"" + WebRig.Password + "\"}", token));
        Assert.Equal("{\"wiringMaxAmpsAllTWCs\":32,\"wiringMaxAmpsPerTWC\":16,\"setupPassword\":null}", rig.Json.GetProperty("value").GetRawText());
        Assert.Equal(32, rig.Site.Settings.Ceiling(Setting.WiringMaxAmpsAllTWCs));
        Assert.Equal(WebRig.Password, rig.Site.Settings.Text(Setting.SetupPassword));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"1234567\"")]
    [InlineData("123456789")]                              // settings take numbers for texts; here they would be passwords nobody meant
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[\"long enough\"]")]
    [InlineData("\"long enough\",\"setupPassword\":\"short\"")]
    [InlineData("\"short\",\"setupPassword\":\"long enough\"")]
    public void A_password_is_no_less_than_8_characters(string password)
    {
        WebRig rig = new();
        Assert.Equal(400, rig.Post("/api/settings", "{\"minAmpsPerTWC\":8,\"setupPassword\":" + password + "}", rig.PageToken()));
        Assert.StartsWith("setupPassword ", rig.Error);
        Assert.Equal("", rig.Site.Settings.Text(Setting.SetupPassword));
        rig.Set("setupPassword", WebRig.Password);
        Assert.Equal(400, rig.Post("/api/settings", "{\"minAmpsPerTWC\":8,\"setupPassword\":" + password + "}", rig.LogIn()));
        Assert.Equal(WebRig.Password, rig.Site.Settings.Text(Setting.SetupPassword));
        Assert.Equal(6, rig.Site.Settings.Number(Setting.MinAmpsPerTWC));
    }

    [Fact]
    public void Once_there_is_a_password_settings_need_it_and_commands_do_not()
    {
        WebRig rig = new();
        rig.Set("setupPassword", WebRig.Password);
        rig.Site.SetLimits(32, 16);
        string token = rig.PageToken();
        Assert.Equal(401, rig.Post("/api/settings", "{\"wiringMaxAmpsAllTWCs\":40}", token));
        Assert.Equal(401, rig.Post("/api/settings", "{\"setupPassword\":\"another one\"}", token));
        Assert.Equal(WebRig.Password, rig.Site.Settings.Text(Setting.SetupPassword));
        Assert.Equal(200, rig.Post("/api/command/chargeNow", "{\"amps\":16,\"minutes\":30}", token));
        Assert.Equal(200, rig.Post("/api/settings", "{\"wiringMaxAmpsAllTWCs\":40}", rig.LogIn()));
        Assert.Equal(40, rig.Site.Settings.Ceiling(Setting.WiringMaxAmpsAllTWCs));
    }

    [Fact]
    public void A_refused_value_refuses_the_whole_and_says_what_is_allowed()
    {
        WebRig rig = new();
        rig.Set("setupPassword", WebRig.Password);
        Assert.Equal(400, rig.Post("/api/settings", "{\"greenEnergyFlexAmps\":2,\"minAmpsPerTWC\":3}", rig.LogIn()));
        Assert.Equal("{\"topic\":\"/api/settings\",\"ok\":false,\"error\":\"minAmpsPerTWC must be 5 to 80 A, got \\\"3\\\"\"}", rig.Body);
        Assert.Equal(0, rig.Site.Settings.Number(Setting.GreenEnergyFlexAmps));
    }

    [Fact]
    public void The_password_is_not_changed_from_afar()
    {
        WebRig rig = new();
        rig.Site.Send(StatusRig.Root + "settings/setupPassword/set", "long enough");
        Assert.Contains("cannot be changed remotely", rig.Site.TakeReceipt()!.Value.GetProperty("error").GetString());
        rig.Site.Send(StatusRig.Root + "settings/set", "{\"setupPassword\":\"long enough\"}");
        Assert.False(rig.Site.TakeReceipt()!.Value.GetProperty("ok").GetBoolean());
        Assert.Equal("", rig.Site.Settings.Text(Setting.SetupPassword));
    }

    [Fact]
    public void Five_wrong_passwords_cost_a_minute()
    {
        WebRig rig = new();
        rig.Set("setupPassword", WebRig.Password);
        string token = rig.PageToken();
        string right = "{\"password\":\"" + WebRig.Password + "\"}";
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(401, rig.Post("/api/login", "{\"password\":\"guess " + i + "\"}", token));
        }

        Assert.Equal(429, rig.Post("/api/login", "{}", token));
        long sinceMs = rig.NowMs;
        Assert.Equal(429, rig.Post("/api/login", right, token));
        rig.NowMs = sinceMs + 59900;
        Assert.Equal(429, rig.Post("/api/login", right, token));
        rig.NowMs = sinceMs + 60000;
        Assert.Equal(200, rig.Post("/api/login", right, token));
        Assert.True(rig.Site.Log.TryPeek(out string line));
        Assert.Equal("warning: Web page: too many wrong set-up passwords; for a minute none is tried", line);
    }

    [Fact]
    public void A_session_ends_half_an_hour_after_its_last_use()
    {
        WebRig rig = new();
        rig.Set("setupPassword", WebRig.Password);
        string session = rig.LogIn();
        rig.NowMs += 1799000;
        Assert.Equal(200, rig.Post("/api/settings", "{\"minAmpsPerTWC\":7}", session));
        Assert.Equal(session, rig.LogIn());
        rig.NowMs += 1799000;
        Assert.Equal(200, rig.Post("/api/settings", "{\"minAmpsPerTWC\":8}", session));
        rig.NowMs += 1800000;
        Assert.Equal(403, rig.Post("/api/settings", "{\"minAmpsPerTWC\":9}", session));
        Assert.NotEqual(session, rig.LogIn());
    }

    [Fact]
    public void Before_a_password_is_chosen_nobody_logs_in()
    {
        WebRig rig = new();
        Assert.Equal(400, rig.Post("/api/login", "{\"password\":\"\"}", rig.PageToken()));
    }

    [Theory]
    [InlineData("{\"name\":\"garden\",\"password\":\"12345678\"}", 200, "garden/12345678")]
    [InlineData("{\"name\":\"garden\",\"password\":\"\"}", 200, "garden/")]
    [InlineData("{\"name\":\"\",\"password\":\"12345678\"}", 400, "")]
    [InlineData("{\"name\":\"garden\",\"password\":\"1234567\"}", 400, "")]
    [InlineData("{\"name\":\"garden\"}", 400, "")]
    [InlineData("{\"name\":\"Gärtchen hinter dem Häuschen 12\",\"password\":\"12345678\"}", 400, "")]
    [InlineData("{\"name\":\"gar\\nden\",\"password\":\"12345678\"}", 400, "")]
    [InlineData("{\"name\":\"garden\",\"password\":\"12345678\\njoined\"}", 400, "")]
    [InlineData("{\"name\":\"garden\",\"password\":\"pässword9\"}", 400, "")]
    [InlineData("{\"name\":\"Gärtchen\",\"password\":\" ~345678\"}", 200, "Gärtchen/ ~345678")]
    [InlineData("{\"name\":\"a name that is longer than Wi-Fi has\",\"password\":\"12345678\"}", 400, "")]
    [InlineData("[]", 400, "")]
    public void Wi_Fi_is_set_up_where_there_is_one(string body, int status, string stored)
    {
        WebRig rig = new(hasWifi: true);
        string token = rig.PageToken();
        Assert.Equal("home", rig.Json.GetProperty("wifi").GetString());
        Assert.Equal(status, rig.Post("/api/wifi", body, token));
        Assert.Equal(stored, rig.Stored);
        rig.Set("setupPassword", WebRig.Password);
        Assert.Equal(401, rig.Post("/api/wifi", body, token));
        WebRig without = new();
        Assert.Equal(404, without.Post("/api/wifi", body, without.PageToken()));
        Assert.Equal(JsonValueKind.Null, Json(without, "/api/settings").GetProperty("wifi").ValueKind);
    }

    [Fact]
    public void An_answer_for_which_there_is_no_memory_is_given_up_and_the_next_one_comes()
    {
        WebRig rig = new();
        rig.Failures = 1;
        Assert.Throws<OutOfMemoryException>(() => rig.Get("/api/settings"));
        Assert.Equal(200, rig.Get("/api/status"));
        Assert.Equal(200, rig.Get("/api/settings"));
    }

    private static JsonElement Json(WebRig rig, string path)
    {
        rig.Get(path);
        return rig.Json;
    }
}
