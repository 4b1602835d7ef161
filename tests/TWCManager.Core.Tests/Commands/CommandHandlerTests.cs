using System.Text;
using System.Text.Json;
using TWCManager.Core.Commands;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Mqtt;
using Xunit;

namespace TWCManager.Core.Tests.Commands;

public class CommandHandlerTests
{
    private const string Root = StatusRig.Root;

    [Theory]
    [InlineData("greenEnergyFlexAmps", "3", "3")]
    [InlineData("greenEnergyFlexAmps", " 3\n", "3")]
    [InlineData("greenEnergyFlexAmps", "\"3\"", "3")]
    [InlineData("nonScheduledAction", "fixed", "\"fixed\"")]
    [InlineData("nonScheduledAction", "\"none\"", "\"none\"")]
    [InlineData("scheduledAmpsStart", "06:30", "\"06:30\"")]
    [InlineData("haGridInvert", "true", "true")]
    [InlineData("mqttUser", "with blank ", "\"with blank \"")]
    [InlineData("mqttUser", "\"\\u00fcber\"", "\"\\u00FCber\"")]
    [InlineData("froniusHost", "\"\"", "\"\"")]
    public void One_setting_is_applied_and_its_value_comes_back(string name, string payload, string expected)
    {
        StatusRig rig = new();
        int version = rig.Settings.Version;

        rig.Send(Root + "settings/" + name + "/set", payload);

        JsonElement receipt = rig.TakeReceipt()!.Value;
        Assert.Equal(Root + "settings/" + name + "/set", receipt.GetProperty("topic").GetString());
        Assert.True(receipt.GetProperty("ok").GetBoolean(), receipt.ToString());
        Assert.Equal(JsonDocument.Parse(expected).RootElement.ToString(), receipt.GetProperty("value").ToString());
        Assert.Equal(JsonDocument.Parse(expected).RootElement.ValueKind, receipt.GetProperty("value").ValueKind);
        Assert.NotEqual(version, rig.Settings.Version);
    }

    [Fact]
    public void A_choice_is_changed_for_one_wall_connector_and_the_others_keep_theirs()
    {
        StatusRig rig = new();

        rig.Send(Root + "twc/2019/settings/stopMethod/set", "contactor");
        Assert.Equal("contactor", rig.TakeReceipt()!.Value.GetProperty("value").GetString());
        rig.Send(Root + "twc/18ab/settings/stopMethod/set", " Silence");
        Assert.Equal("silence", rig.TakeReceipt()!.Value.GetProperty("value").GetString());
        rig.Send(Root + "twc/2019/settings/stopMethod/set", "silence");

        Assert.Equal("silence", rig.TakeReceipt()!.Value.GetProperty("value").GetString());
        Assert.Equal("hook,18AB=silence,2019=silence", rig.Settings.Text(Setting.StopMethod));
        Assert.Equal(2, rig.Settings.ChoiceFor(Setting.StopMethod, "2019"));
        Assert.Equal(0, rig.Settings.ChoiceFor(Setting.StopMethod, "1839"));
        rig.Send(Root + "twc/2019/settings/stopMethod/set", "hook");
        Assert.Equal("hook,18AB=silence", rig.Settings.Text(Setting.StopMethod));
    }

    [Theory]
    [InlineData("settings/minAmpsPerTWC/set", "4", "5")]
    [InlineData("settings/minAmpsPerTWC/set", "six", "5")]
    [InlineData("settings/minAmpsPerTWC/set", "{\"a\":1}", "5")]
    [InlineData("settings/minAmpsPerTWC/set", "", "empty")]
    [InlineData("settings/nonScheduledAction/set", "sometimes", "green")]
    [InlineData("settings/scheduledAmpsStart/set", "25:00", "00:00")]
    [InlineData("settings/wiringMaxAmpsAllTWCs/set", "32", "")]
    [InlineData("settings/noSuchThing/set", "1", "settings")]
    [InlineData("settings/a/b/set", "1", "setting")]
    [InlineData("settings/minAmpsPerTWC", "6", "settings/<name>/set")]
    [InlineData("settings/set", "", "greenEnergyFlexAmps")]
    [InlineData("settings/set", "[1]", "")]
    [InlineData("settings/set", "{\"greenEnergyFlexAmps\":2,\"minAmpsPerTWC\":4}", "minAmpsPerTWC")]
    [InlineData("settings/set", "{\"greenEnergyFlexAmps\":2", "")]
    [InlineData("command/launch", "", "chargeNow, chargeNowEnd, stop, resume")]
    [InlineData("command/allow", "maybe", "ON or OFF")]
    [InlineData("command/chargeNow", "{\"amps\":16}", "wiringMaxAmpsAllTWCs")]
    [InlineData("something/else", "1", "command/<verb>")]
    [InlineData("twc/2019/settings/stopMethod/set", "force", "hook, contactor or silence")]
    [InlineData("twc/2019/settings/stopMethod/set", "hook,1839=silence", "hook, contactor or silence")]
    [InlineData("twc/2019/settings/stopMethod/set", "", "hook, contactor or silence")]
    [InlineData("twc/20G9/settings/stopMethod/set", "silence", "four hex digits")]
    [InlineData("twc/2019/settings/minAmpsPerTWC/set", "6", "each for themselves")]
    [InlineData("twc/2019/settings/noSuchThing/set", "6", "each for themselves")]
    [InlineData("twc/201/settings/stopMethod/set", "silence", "twc/<ID>/settings/<name>/set")]
    [InlineData("twc/2019/stopMethod/set", "silence", "twc/<ID>/settings/<name>/set")]
    public void What_cannot_be_done_is_refused_with_a_hint_and_changes_nothing(string below, string payload, string hint)
    {
        StatusRig rig = new();
        int version = rig.Settings.Version;
        int manual = rig.Manual.Version;

        rig.Send(Root + below, payload);

        JsonElement receipt = rig.TakeReceipt()!.Value;
        Assert.Equal(Root + below, receipt.GetProperty("topic").GetString());
        Assert.False(receipt.GetProperty("ok").GetBoolean());
        Assert.Contains(hint, receipt.GetProperty("error").GetString());
        Assert.NotEmpty(receipt.GetProperty("error").GetString()!);
        Assert.Equal(version, rig.Settings.Version);
        Assert.Equal(manual, rig.Manual.Version);
    }

    [Fact]
    public void Several_settings_are_applied_together()
    {
        StatusRig rig = new();

        rig.Send(Root + "settings/set", "{\"greenEnergyFlexAmps\":2,\"nonScheduledAction\":\"fixed\",\"haToken\":\"open sesame\"}");

        JsonElement receipt = rig.TakeReceipt()!.Value;
        Assert.Equal("{\"greenEnergyFlexAmps\":2,\"nonScheduledAction\":\"fixed\",\"haToken\":null}", receipt.GetProperty("value").GetRawText());
        Assert.Equal(2, rig.Settings.Number(Setting.GreenEnergyFlexAmps));
        Assert.Equal("open sesame", rig.Settings.Text(Setting.HaToken));
    }

    [Fact]
    public void An_installer_limit_may_be_lowered_but_not_raised()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);

        rig.Send(Root + "settings/wiringMaxAmpsAllTWCs/set", "50");
        Assert.False(rig.TakeReceipt()!.Value.GetProperty("ok").GetBoolean());

        rig.Send(Root + "settings/wiringMaxAmpsAllTWCs/set", "20");
        Assert.Equal(20, rig.TakeReceipt()!.Value.GetProperty("value").GetInt32());
        Assert.Equal(20, rig.Settings.Number(Setting.WiringMaxAmpsAllTWCs));
    }

    [Fact]
    public void A_secret_is_taken_but_never_comes_back()
    {
        StatusRig rig = new();

        rig.Send(Root + "settings/mqttPassword/set", "open sesame");

        JsonElement receipt = rig.TakeReceipt()!.Value;
        Assert.True(receipt.GetProperty("ok").GetBoolean());
        Assert.Equal(JsonValueKind.Null, receipt.GetProperty("value").ValueKind);
        Assert.Equal("open sesame", rig.Settings.Text(Setting.MqttPassword));
    }

    [Fact]
    public void A_secret_that_is_refused_does_not_come_back_either()
    {
        StatusRig rig = new();
        string secret = new('s', 900);

        rig.Send(Root + "settings/mqttPassword/set", secret);

        JsonElement receipt = rig.TakeReceipt()!.Value;
        Assert.False(receipt.GetProperty("ok").GetBoolean());
        Assert.DoesNotContain("ssss", receipt.ToString());
    }

    [Theory]
    [InlineData("{\"amps\":16,\"minutes\":30}", 16, 30)]
    [InlineData("{\"minutes\":1440,\"amps\":1}", 1, 1440)]
    [InlineData(" { \"amps\" : 32 } ", 32, 60)]
    public void Charge_now_is_taken_up_to_the_wiring_limit(string payload, int amps, int minutes)
    {
        StatusRig rig = new();
        rig.SetLimits(32, 16);

        rig.Send(Root + "command/chargeNow", payload);

        JsonElement value = rig.TakeReceipt()!.Value.GetProperty("value");
        Assert.Equal("{\"amps\":" + amps + ",\"minutes\":" + minutes + "}", value.GetRawText());
        Assert.Equal(amps, rig.Manual.ChargeNowAmps);
        Assert.Equal(rig.NowMs + minutes * 60000L, rig.Manual.ChargeNowEndsMs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("16,3600")]
    [InlineData("16")]
    [InlineData("{}")]
    [InlineData("{\"minutes\":60}")]
    [InlineData("{\"amps\":0}")]
    [InlineData("{\"amps\":33}")]
    [InlineData("{\"amps\":6.5}")]
    [InlineData("{\"amps\":\"16\"}")]
    [InlineData("{\"amps\":16,\"minutes\":0}")]
    [InlineData("{\"amps\":16,\"minutes\":1441}")]
    [InlineData("{\"amps\":16,\"amps\":16}")]
    [InlineData("{\"amps\":16,\"seconds\":10}")]
    [InlineData("{\"amps\":16} x")]
    [InlineData("{\"amps\":16")]
    public void Charge_now_in_any_other_form_is_refused_with_the_range(string payload)
    {
        StatusRig rig = new();
        rig.SetLimits(32, 16);

        rig.Send(Root + "command/chargeNow", payload);

        JsonElement receipt = rig.TakeReceipt()!.Value;
        Assert.False(receipt.GetProperty("ok").GetBoolean());
        Assert.Matches("1 to (32|1440)", receipt.GetProperty("error").GetString());
        Assert.False(rig.Manual.IsChargeNow(rig.NowMs));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PRESS")]
    [InlineData("anything")]
    public void Stop_resume_and_the_end_of_charge_now_need_no_payload(string payload)
    {
        StatusRig rig = new();
        rig.SetLimits(32, 16);
        rig.Send(Root + "command/chargeNow", "{\"amps\":16}");
        rig.TakeReceipt();

        rig.Send(Root + "command/stop", payload);
        Assert.True(rig.TakeReceipt()!.Value.GetProperty("ok").GetBoolean());
        Assert.True(rig.Manual.IsStopped);

        rig.Send(Root + "command/resume", payload);
        Assert.True(rig.TakeReceipt()!.Value.GetProperty("ok").GetBoolean());
        Assert.False(rig.Manual.IsStopped);

        rig.Send(Root + "command/chargeNowEnd", payload);
        Assert.True(rig.TakeReceipt()!.Value.GetProperty("ok").GetBoolean());
        Assert.False(rig.Manual.IsChargeNow(rig.NowMs));
    }

    [Fact]
    public void Allow_stops_and_resumes_by_one_topic()
    {
        StatusRig rig = new();

        rig.Send(Root + "command/allow", "OFF");
        Assert.True(rig.TakeReceipt()!.Value.GetProperty("ok").GetBoolean());
        Assert.True(rig.Manual.IsStopped);

        rig.Send(Root + "command/allow", "on");
        Assert.True(rig.TakeReceipt()!.Value.GetProperty("ok").GetBoolean());
        Assert.False(rig.Manual.IsStopped);
    }

    [Theory]
    [InlineData("command/stop", "")]
    [InlineData("settings/minAmpsPerTWC/set", "8")]
    [InlineData("settings/set", "{\"minAmpsPerTWC\":8}")]
    [InlineData("nothing/known", "8")]
    public void Retained_commands_are_ignored_with_a_line_in_the_log(string below, string payload)
    {
        StatusRig rig = new();
        int version = rig.Settings.Version;

        rig.Send(Root + below, payload, isRetained: true);

        Assert.Null(rig.TakeReceipt());
        Assert.Equal(version, rig.Settings.Version);
        Assert.False(rig.Manual.IsStopped);
        Assert.Equal(1, rig.Commands.RetainedIgnored);
        Assert.True(rig.Log.TryPeek(out string line));
        Assert.Contains(Root + below, line);
        rig.Log.RemoveOldest();
        Assert.False(rig.Log.TryPeek(out _));
    }

    [Fact]
    public void A_payload_that_is_too_long_is_refused()
    {
        StatusRig rig = new();

        rig.Send(Root + "settings/set", new byte[1025]);

        Assert.Contains("1024", rig.TakeReceipt()!.Value.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { (byte)'6', 0 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    public void Bytes_that_are_no_text_are_refused(byte[] payload)
    {
        StatusRig rig = new();

        rig.Send(Root + "settings/mqttUser/set", payload);

        Assert.Contains("UTF-8", rig.TakeReceipt()!.Value.GetProperty("error").GetString());
        Assert.Equal("", rig.Settings.Text(Setting.MqttUser));
    }

    [Theory]
    [InlineData("é")]
    [InlineData("€")]
    [InlineData("𝄞")]
    public void Characters_of_every_length_are_text(string text)
    {
        StatusRig rig = new();

        rig.Send(Root + "settings/mqttUser/set", text);

        Assert.Equal(text, rig.TakeReceipt()!.Value.GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("response")]
    [InlineData("site")]
    [InlineData("status")]
    [InlineData("settings")]
    [InlineData("log")]
    [InlineData("twc/1234")]
    [InlineData("twc/1234/status")]
    public void Our_own_messages_are_not_answered_when_they_come_back(string below)
    {
        StatusRig rig = new();

        rig.Send(Root + below, "{}");
        rig.Send("elsewhere/x", "{}");

        Assert.Null(rig.TakeReceipt());
    }

    [Fact]
    public void Only_a_fresh_online_counts_as_a_start_of_Home_Assistant()
    {
        StatusRig rig = new();

        rig.Send("homeassistant/status", "offline");
        rig.Send("homeassistant/status", "online", isRetained: true);
        Assert.Equal(0, rig.Commands.HomeAssistantStarts);

        rig.Send("homeassistant/status", "online");
        Assert.Equal(1, rig.Commands.HomeAssistantStarts);
        Assert.Null(rig.TakeReceipt());
    }

    [Fact]
    public void The_newest_receipts_wait_and_the_lost_ones_are_counted()
    {
        StatusRig rig = new();
        for (int i = 0; i < 11; i++)
        {
            rig.Send(Root + "command/nr" + i, "");
        }

        Assert.Equal(ReceiptQueue.Capacity, rig.Commands.Receipts.Count);
        Assert.Equal(3, rig.Commands.Receipts.Dropped);
        Assert.True(rig.Commands.Receipts.TryPeek(out byte[] json));
        Assert.Contains("command/nr3", Encoding.UTF8.GetString(json));
    }

    [Fact]
    public void Receipts_are_published_and_not_retained()
    {
        StatusRig rig = new();
        rig.Settle();

        rig.Send(Root + "command/stop", "");
        rig.Run(50);

        Sent receipt = rig.Last("response");
        Assert.Equal("{\"topic\":\"" + Root + "command/stop\",\"ok\":true,\"value\":\"stopped\"}", receipt.Payload);
        Assert.False(receipt.IsRetained);
        Assert.Equal(0, rig.Commands.Receipts.Count);
    }

    [Fact]
    public void Receipts_are_dropped_while_there_is_no_broker()
    {
        StatusRig rig = new();
        rig.Send(Root + "command/stop", "");

        rig.Run(10);

        Assert.Equal(0, rig.Commands.Receipts.Count);
        Assert.Equal(1, rig.Commands.Receipts.Dropped);
    }
}
