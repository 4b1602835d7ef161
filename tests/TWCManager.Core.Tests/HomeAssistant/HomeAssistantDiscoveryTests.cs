using System.Text.Json;
using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Policy;
using TWCManager.Core.Tests.Energy;
using TWCManager.Core.Tests.Mqtt;
using TWCManager.Core.Tests.Bus;
using Xunit;

namespace TWCManager.Core.Tests.HomeAssistant;

public class HomeAssistantDiscoveryTests(ITestOutputHelper output)
{
    private const string Config1234 = "homeassistant/device/twcm_a1b2c3_1234/config";

    [Fact]
    public void Every_announcement_and_every_state_keeps_the_rules()
    {
        StatusRig rig = Working();
        rig.Settle();

        DiscoveryChecker checker = new();
        Assert.Empty(checker.Check(rig.Link.All, "homeassistant"));

        output.WriteLine($"{checker.Components} components, {checker.Templates} templates with a state");
        foreach (Sent message in rig.Link.All)
        {
            output.WriteLine($"{message.Bytes,5} bytes on {message.Topic}");
        }

        Assert.True(checker.Components > 50);
        Assert.True(checker.Templates > 45);
    }

    [Fact]
    public void The_rules_are_kept_before_anything_is_set_up()
    {
        StatusRig rig = new();
        rig.Settle();

        List<string> findings = new DiscoveryChecker().Check(rig.Link.All, "homeassistant");

        Assert.Empty(findings);
    }

    [Fact]
    public void The_rules_are_kept_in_every_state_of_a_connector()
    {
        StatusRig rig = Working();
        rig.Settle();
        ChargePoint point = rig.Charging.Points[0];
        int checkedStates = 0;
        foreach (LinkState link in Enum.GetValues<LinkState>())
        {
            for (int state = -1; state <= 16; state++)
            {
                foreach (OfferReason reason in Enum.GetValues<OfferReason>())
                {
                    point.Connector.Bring(link, rig.NowMs);
                    point.Connector.ReportState(state);
                    point.Offer.Give(1600, reason);
                    rig.Run(620);
                    JsonElement json = rig.LastJson("twc/1234");
                    Assert.Equal(link.ToString().ToLowerInvariant(), json.GetProperty("link").GetString());
                    checkedStates++;
                }

                Assert.Empty(new DiscoveryChecker().Check(rig.Link.All, "homeassistant"));
            }
        }

        output.WriteLine(checkedStates + " combinations of link, state and reason");
    }

    [Fact]
    public void The_rules_are_kept_under_every_policy()
    {
        StatusRig rig = Working();
        rig.Settle();
        foreach (string code in ChargeRules.Words())
        {
            rig.Decide(code, 20);
            rig.Run(700);

            Assert.Equal(rig.Decision.Name, rig.LastJson("site").GetProperty("policy").GetString());
            Assert.Empty(new DiscoveryChecker().Check(rig.Link.All, "homeassistant"));
        }
    }

    [Theory]
    [InlineData("\"cmps\"", "\"cmp\"", "D3")]
    [InlineData("\"o\":{\"name\"", "\"o\":{\"nane\"", "O1")]
    [InlineData("\"uniq_id\":\"twcm_a1b2c3_1234_power\",", "", "C2")]
    [InlineData("twcm_a1b2c3_1234_session", "twcm_a1b2c3_1234_energy", "C4")]
    [InlineData("\"total_increasing\"", "\"measurement\"", "S4")]
    [InlineData("\"kWh\"", "\"KWH\"", "S2")]
    [InlineData("value_json.energyKwh", "value_json.energyKWh", "V2")]
    [InlineData("value_json.volts[0]", "value_json.volts[3]", "V2")]
    [InlineData("\"avty_mode\":\"all\"", "\"avty_mode\":\"every\"", "A2")]
    [InlineData("\"charging\",\"error\"", "\"error\"", "V5")]
    [InlineData("\"name\":\"Power\"", "\"name\":\"TWC 1234 Power\"", "N3")]
    [InlineData("\"p\":\"sensor\"", "\"p\":\"sensors\"", "C1")]
    [InlineData("\"exp_aft\":300", "\"exp_aft\":\"300\"", "C10")]
    [InlineData("\"exp_aft\"", "\"expires\"", "C6")]
    [InlineData("\"dev_cla\":\"plug\"", "\"dev_cla\":\"plugged\"", "C14")]
    [InlineData("\"via_device\":\"twcm_a1b2c3\"", "\"via_device\":\"twcm\"", "D10")]
    [InlineData("\"mf\":\"Tesla\"", "\"mf\":null", "D7")]
    [InlineData("\"mf\":\"Tesla\"", "\"maker\":\"Tesla\"", "D6")]
    [InlineData("\"stat_t\":\"twcmanager/a1b2c3/twc/1234\"", "\"stat_t\":\"twcmanager/a1b2c3/twc/4321\"", "V6")]
    [InlineData("\"ent_cat\":\"diagnostic\"", "\"ent_cat\":\"config\"", "C13")]
    [InlineData("\"p\":\"sensor\"", "\"p\":\"sensor\",\"platform\":\"sensor\"", "J4")]
    [InlineData("{\"dev\"", "{\"~\":\"x\",\"dev\"", "D2")]
    public void The_checker_finds_what_is_wrong(string right, string wrong, string rule)
    {
        StatusRig rig = Working();
        rig.Settle();
        int at = rig.Link.All.FindIndex(s => s.Topic == Config1234);
        string payload = rig.Link.All[at].Payload;
        Assert.Contains(right, payload);
        rig.Link.All[at] = rig.Link.All[at] with { Payload = payload.Replace(right, wrong) };

        List<string> findings = new DiscoveryChecker().Check(rig.Link.All, "homeassistant");

        Assert.Contains(findings, f => f.StartsWith(rule + " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Controls_use_our_command_topics_and_the_ranges_of_the_settings()
    {
        StatusRig rig = Working();
        rig.Settle();
        JsonElement components = Components(rig, "homeassistant/device/twcm_a1b2c3_controls/config");

        JsonElement flex = components.GetProperty("greenEnergyFlexAmps");
        Assert.Equal("number", flex.GetProperty("p").GetString());
        Assert.Equal("twcmanager/a1b2c3/settings/greenEnergyFlexAmps/set", flex.GetProperty("cmd_t").GetString());
        Assert.Equal("twcmanager/a1b2c3/settings", flex.GetProperty("stat_t").GetString());
        Assert.Equal(80, flex.GetProperty("max").GetInt32());
        Assert.Equal("config", flex.GetProperty("ent_cat").GetString());
        Assert.Equal("twcmanager/a1b2c3/command/allow", components.GetProperty("allow").GetProperty("cmd_t").GetString());
        Assert.Equal(["green", "fixed", "none"], components.GetProperty("nonScheduledAction").GetProperty("ops").EnumerateArray().Select(o => o.GetString()));
        Assert.DoesNotContain(components.EnumerateObject(), c => c.Value.TryGetProperty("ret", out _));
    }

    [Fact]
    public void What_the_controls_send_is_what_the_command_handler_takes()
    {
        StatusRig rig = Working();
        rig.Settle();
        JsonElement components = Components(rig, "homeassistant/device/twcm_a1b2c3_controls/config");
        int pressed = 0;
        foreach (JsonProperty component in components.EnumerateObject())
        {
            string topic = component.Value.GetProperty("cmd_t").GetString()!;
            foreach (string payload in PayloadsOf(component.Value))
            {
                rig.Send(topic, payload);
                JsonElement receipt = rig.TakeReceipt()!.Value;
                // The bus of this rig is dead, and a test without one is refused.
                bool isKnown = component.Name == "test" && !receipt.ToString().Contains("Unknown");
                Assert.True(isKnown || receipt.GetProperty("ok").GetBoolean(), receipt.ToString());
                pressed++;
            }
        }

        output.WriteLine(pressed + " payloads");
        Assert.True(pressed > 25);
    }

    [Fact]
    public void A_control_that_goes_is_taken_back()
    {
        StatusRig rig = Working();
        rig.Settle();
        string[] before = Components(rig, "homeassistant/device/twcm_a1b2c3_controls/config").EnumerateObject().Select(c => c.Name).ToArray();

        rig.SetLimits(0, 0);
        rig.Settle();
        JsonElement after = Components(rig, "homeassistant/device/twcm_a1b2c3_controls/config");

        Assert.Equal(before, after.EnumerateObject().Select(c => c.Name));
        Assert.Equal("{\"p\":\"button\"}", after.GetProperty("chargeNow").GetRawText());
        Assert.Equal("{\"p\":\"number\"}", after.GetProperty("chargeNowAmps").GetRawText());
        Assert.Equal("{\"p\":\"number\"}", after.GetProperty("wiringMaxAmpsAllTWCs").GetRawText());
        Assert.Equal("{\"p\":\"button\"}", after.GetProperty("test").GetRawText());
    }

    [Fact]
    public void A_connector_tells_of_its_own_absence()
    {
        StatusRig rig = Working();
        rig.Settle();
        JsonElement components = Components(rig, Config1234);

        JsonElement availability = components.GetProperty("link").GetProperty("avty");
        Assert.Equal("[{\"t\":\"twcmanager/a1b2c3/status\"}]", availability.GetRawText());
        Assert.False(components.GetProperty("power").TryGetProperty("avty", out _));
    }

    [Fact]
    public void The_vehicle_and_the_phases_that_many_do_not_have_are_disabled()
    {
        StatusRig rig = Working();
        rig.Settle();
        JsonElement components = Components(rig, Config1234);

        string[] disabled = components.EnumerateObject().Where(c => c.Value.TryGetProperty("en", out JsonElement en) && !en.GetBoolean()).Select(c => c.Name).ToArray();

        Assert.Equal(["v2", "v3", "vin"], disabled);
    }

    private static IEnumerable<string> PayloadsOf(JsonElement component)
    {
        switch (component.GetProperty("p").GetString())
        {
            case "switch":
                return ["OFF", "ON"];
            case "select":
                return component.GetProperty("ops").EnumerateArray().Select(o => o.GetString()!).Reverse();
            case "button":
                return [component.GetProperty("pl_prs").GetString()!];
            case "text":
                return component.TryGetProperty("ptrn", out _) ? ["23:59", "00:00"] : ["mon,tue", "mon,tue,wed,thu,fri,sat,sun"];
            default:
                string template = component.TryGetProperty("cmd_tpl", out JsonElement given) ? given.GetString()! : "{{ value | int }}";
                int min = component.GetProperty("min").GetInt32();
                int max = component.GetProperty("max").GetInt32();
                return new[] { min, max }.Select(v => template.Replace("{{ value | int }}", v.ToString()));
        }
    }

    private static JsonElement Components(StatusRig rig, string topic)
    {
        return JsonDocument.Parse(rig.Link.All.Last(s => s.Topic == topic).Payload).RootElement.GetProperty("cmps").Clone();
    }

    private static StatusRig Working()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        rig.AddConnector(0x1234);
        rig.AddConnector(0x5678);
        rig.Decide("green", 32);
        rig.Sources[0].Battery.Set(-500, rig.NowMs);
        rig.Sources[0].BatterySoc.Set(81, rig.NowMs);
        rig.Measure(9000, -800, 7500);
        rig.Manual.ChargeNow(10, rig.NowMs + 3600000);
        return rig;
    }
}
