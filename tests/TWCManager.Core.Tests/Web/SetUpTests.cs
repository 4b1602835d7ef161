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
    public void Wrong_passwords_slow_down_who_sends_them_and_the_right_one_passes()
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
        Assert.Contains("warning: Web page: one address sends wrong set-up passwords again and again", rig.LogLines());
        Assert.Equal(429, rig.Post("/api/login", "{\"password\":\"guess 6\"}", token));
        Assert.Equal(200, rig.Post("/api/login", right, token));
    }

    [Fact]
    public void After_ten_wrong_passwords_an_address_has_one_try_in_six_seconds_and_others_are_not_touched()
    {
        WebRig rig = new();
        rig.Set("setupPassword", WebRig.Password);
        string token = rig.PageToken();
        string right = "{\"password\":\"" + WebRig.Password + "\"}";
        for (int i = 0; i < 10; i++)
        {
            rig.Post("/api/login", "{\"password\":\"guess " + i + "\"}", token);
        }

        Assert.Equal(429, rig.Post("/api/login", right, token));
        rig.Client = 21;
        Assert.Equal(200, rig.Post("/api/login", right, token));
        rig.Client = 20;
        rig.NowMs += 6000;
        Assert.Equal(200, rig.Post("/api/login", right, token));
    }

    [Fact]
    public void In_a_flood_of_wrong_passwords_not_even_the_right_one_is_looked_at_between_two_slow_tries()
    {
        WebRig rig = new();
        rig.Set("setupPassword", WebRig.Password);
        string token = rig.PageToken();
        string right = "{\"password\":\"" + WebRig.Password + "\"}";
        for (int i = 0; i < 10; i++)
        {
            rig.Post("/api/login", "{\"password\":\"guess\"}", token);
        }

        long triedMs = rig.NowMs;
        int unseen = 0;
        for (int slow = 0; slow < 6; slow++)
        {
            while (rig.NowMs < triedMs + 5600)
            {
                rig.NowMs += 200;
                Assert.Equal(429, rig.Post("/api/login", right, token));
                unseen++;
            }

            rig.NowMs = triedMs + 6000;
            Assert.Equal(429, rig.Post("/api/login", "{\"password\":\"guess\"}", token));
            triedMs = rig.NowMs;
        }

        Assert.True(unseen > 100);
    }

    [Fact]
    public void Limits_that_were_set_on_site_are_closed_to_a_stranger_while_no_password_is_chosen()
    {
        WebRig rig = new(hasWifi: true);
        rig.Site.SetLimits(20, 16);
        string token = rig.PageToken();
        Assert.Equal(403, rig.Post("/api/settings", "{\"setupPassword\":\"attacker99\",\"wiringMaxAmpsAllTWCs\":240,\"wiringMaxAmpsPerTWC\":80}", token));
        Assert.Contains("chosen there too", rig.Error);
        Assert.Equal(403, rig.Post("/api/settings", "{\"setupPassword\":\"attacker99\"}", token));
        Assert.Equal(403, rig.Post("/api/settings", "{\"wiringMaxAmpsAllTWCs\":10}", token));
        Assert.Equal(403, rig.Post("/api/wifi", "{\"name\":\"theirs\",\"password\":\"12345678\"}", token));
        Assert.Equal(20, rig.Site.Settings.Ceiling(Setting.WiringMaxAmpsAllTWCs));
        Assert.Equal("", rig.Site.Settings.Text(Setting.SetupPassword));
        Assert.Equal("", rig.Stored);

        rig.IsOnSite = true;
        Assert.Equal(200, rig.Post("/api/settings", "{\"setupPassword\":\"" + WebRig.Password + "\"}", token));
        rig.IsOnSite = false;
        Assert.Equal(401, rig.Post("/api/settings", "{\"wiringMaxAmpsAllTWCs\":240}", token));
        Assert.Equal(200, rig.Post("/api/settings", "{\"wiringMaxAmpsAllTWCs\":32}", rig.LogIn()));
    }

    [Theory]
    [InlineData(false, "Open the page and choose one")]
    [InlineData(true, "the network cannot change settings")]
    public void At_every_start_without_a_password_a_line_says_so(bool hasLimits, string expected)
    {
        WebRig rig = new();
        if (hasLimits)
        {
            rig.Site.SetLimits(20, 16);
        }

        rig.PageToken();
        rig.PageToken();
        Assert.Single(rig.LogLines(), line => line.Contains("no set-up password is chosen") && line.Contains(expected));

        WebRig careful = new();
        careful.Set("setupPassword", WebRig.Password);
        careful.PageToken();
        Assert.DoesNotContain(careful.LogLines(), line => line.Contains("no set-up password"));
    }

    [Fact]
    public void A_changed_password_ends_the_session_and_so_does_a_log_out()
    {
        WebRig rig = new();
        rig.Set("setupPassword", WebRig.Password);
        string first = rig.LogIn();
        Assert.Equal(200, rig.Post("/api/settings", "{\"setupPassword\":\"second password\"}", first));
        Assert.Equal(403, rig.Post("/api/settings", "{\"minAmpsPerTWC\":7}", first));

        rig.Set("setupPassword", WebRig.Password);
        string second = rig.LogIn();
        Assert.NotEqual(first, second);
        Assert.Equal(401, rig.Post("/api/logout", "{}", rig.PageToken()));
        Assert.Equal(200, rig.Post("/api/logout", "{}", second));
        Assert.Equal(403, rig.Post("/api/settings", "{\"minAmpsPerTWC\":7}", second));
    }

    [Fact]
    public void A_session_ends_after_twelve_hours_however_much_it_is_used()
    {
        WebRig rig = new();
        rig.Set("setupPassword", WebRig.Password);
        string session = rig.LogIn();
        for (int i = 0; i < 47; i++)
        {
            rig.NowMs += 900000;
            Assert.Equal(200, rig.Post("/api/settings", "{\"minAmpsPerTWC\":" + (6 + i % 2) + "}", session));
        }

        rig.NowMs += 900000;
        Assert.Equal(403, rig.Post("/api/settings", "{\"minAmpsPerTWC\":9}", session));
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
