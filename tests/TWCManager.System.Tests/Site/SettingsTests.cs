using System.Text.Json;

namespace TWCManager.System.Tests.Site;

/// <summary>Settings and commands that must not be taken, limits that must not be raised, secrets that must not be told.</summary>
public sealed class SettingsTests
{
    private static readonly (string Topic, string Payload, string[] Says)[] s_bad =
    [
        ("settings/minAmpsPerTWC/set", "4", ["5", "80"]),
        ("settings/minAmpsPerTWC/set", "81", ["5", "80"]),
        ("settings/minAmpsPerTWC/set", "33", ["32"]),
        ("settings/minAmpsPerTWC/set", "6.5", ["5", "80"]),
        ("settings/minAmpsPerTWC/set", "many", ["5", "80"]),
        ("settings/minAmpsPerTWC/set", "", ["empty"]),
        ("settings/energyPollSeconds/set", "9", ["10", "300"]),
        ("settings/greenEnergyReserveWatts/set", "10001", ["-10000", "10000"]),
        ("settings/nonScheduledAction/set", "blue", ["green", "fixed", "none"]),
        ("settings/scheduledAmpsStart/set", "24:00", ["00:00", "23:59"]),
        ("settings/mqttTls/set", "perhaps", ["true", "false"]),
        ("settings/timeZone/set", "Europe/Somewhere", ["CET-1CEST"]),
        ("settings/wiringMaxAmpsAllTWCs/set", "41", ["1", "40"]),
        ("settings/wiringMaxAmpsAllTWCs/set", "0", ["1", "40"]),
        ("settings/wiringMaxAmpsPerTWC/set", "33", ["1", "32"]),
        ("settings/noSuchThing/set", "1", ["settings"]),
        ("settings/set", "{\"greenEnergyFlexAmps\":2,\"minAmpsPerTWC\":4}", ["minAmpsPerTWC", "5", "80"]),
        ("settings/set", "{\"greenEnergyFlexAmps\":2,\"wiringMaxAmpsAllTWCs\":41}", ["wiringMaxAmpsAllTWCs", "1", "40"]),
        ("settings/set", "{\"greenEnergyFlexAmps\":2", ["JSON"]),
        ("settings/set", "16", ["object"]),
        ("command/chargeNow", "{\"amps\":41}", ["1", "40"]),
        ("command/chargeNow", "{\"amps\":0}", ["1", "40"]),
        ("command/chargeNow", "{\"amps\":16,\"minutes\":1441}", ["1", "1440"]),
        ("command/chargeNow", "16", ["amps", "minutes", "1", "40", "1440"]),
        ("command/allow", "maybe", ["ON", "OFF"]),
        ("command/fly", "", ["chargeNow", "stop", "resume"]),
    ];

    [Fact]
    public void Everything_bad_gets_a_receipt_that_says_what_would_be_right_and_nothing_changes()
    {
        LiveSite.Play(site =>
        {
            site.Settings["nonScheduledAction"] = "none";
            site.StartHostAndLink();
            site.Until(() => site.Peer.Last(site.Root + "settings") != null, "settings");
            int place = site.Peer.Count;
            foreach ((string topic, string payload, string[] says) in s_bad)
            {
                JsonElement receipt = site.Order(topic, payload);
                Assert.False(receipt.GetProperty("ok").GetBoolean(), receipt.ToString());
                string error = receipt.GetProperty("error").GetString()!;
                Assert.All(says, part => Assert.Contains(part, error, StringComparison.Ordinal));
            }

            // Each refusal would have been followed by a document if it had changed anything; a good one is.
            site.OrderWell("settings/greenEnergyFlexAmps/set", "3");
            site.Until(() => site.Peer.From(place, site.Root + "settings").Count > 0, "settings after a good order");
            HeardMessage after = Assert.Single(site.Peer.From(place, site.Root + "settings"));
            string before = site.Peer.From(0, site.Root + "settings")[0].Text;
            Assert.Equal(before.Replace("\"greenEnergyFlexAmps\":0", "\"greenEnergyFlexAmps\":3", StringComparison.Ordinal), after.Text);
            Assert.All(site.Line.Limits(), limit => Assert.InRange(limit, -1, 600));
        });
    }

    [Fact]
    public void Retained_orders_from_before_the_start_are_ignored_and_said_so()
    {
        LiveSite.Play(site =>
        {
            site.Settings["nonScheduledAction"] = "none";
            site.Peer.Publish(site.Root + "command/chargeNow", "{\"amps\":36}", retain: true);
            site.Peer.Publish(site.Root + "command/stop", "", retain: true);
            site.Peer.Publish(site.Root + "settings/minAmpsPerTWC/set", "10", retain: true);
            site.Peer.Publish(site.Root + "settings/set", "{\"greenEnergyFlexAmps\":5}", retain: true);
            site.StartHostAndLink();
            site.PlugInCars();
            string[] topics = ["command/chargeNow", "settings/minAmpsPerTWC/set", "settings/set"];
            site.Until(() => topics.All(topic => site.Peer.From(0, site.Root + "log").Exists(line => line.Text.Contains(site.Root + topic, StringComparison.Ordinal))), "lines in the log");

            // An order that comes after them shows that they have been passed over.
            site.OrderWell("settings/startStopDelay/set", "1");
            site.Until(() => site.Document("settings").GetProperty("startStopDelay").GetInt32() == 1, "settings");
            Assert.Equal((6, 0), (site.Document("settings").GetProperty("minAmpsPerTWC").GetInt32(), site.Document("settings").GetProperty("greenEnergyFlexAmps").GetInt32()));
            Assert.Equal("none", site.Document("site").GetProperty("policy").GetString());
            Assert.Single(site.Peer.From(0, site.Root + "response"));
            Assert.All(site.Line.Limits(), limit => Assert.InRange(limit, 0, 600));
        });
    }

    [Fact]
    public void A_wiring_limit_that_is_lowered_over_mqtt_holds_at_once_and_after_a_sudden_death()
    {
        LiveSite.Play(site =>
        {
            site.Settings["nonScheduledAction"] = "none";
            site.StartHostAndLink();
            site.PlugInCars();
            site.OrderWell("command/chargeNow", "{\"amps\":40}");
            site.Until(() => site.Line.Limits().Sum() == 4000, "full limits");

            site.OrderWell("settings/wiringMaxAmpsAllTWCs/set", "20");
            site.Until(() => site.Line.Read(bus => bus.Connectors.Sum(one => one.StandingLimitCentiamps)) <= 2000, "low limits", 5);
            site.Line.WatchWiring(20);
            site.Until(() => File.ReadAllText(site.Data.File("settings.json")).Contains("wiringMaxAmpsAllTWCsLoweredTo", StringComparison.Ordinal), "stored");
            site.KillHost();
            int place = site.Peer.Count;
            site.StartHost();
            site.UntilOnline(place);
            site.Until(() => site.Peer.From(place, site.Root + "settings").Count > 0, "settings after the restart");

            // The command line still says 40.
            Assert.Equal(20, site.Document("settings").GetProperty("wiringMaxAmpsAllTWCs").GetInt32());
            Assert.False(site.Order("settings/wiringMaxAmpsAllTWCs/set", "41").GetProperty("ok").GetBoolean());
            site.OrderWell("command/chargeNow", "{\"amps\":20}");
            site.Until(() => site.Line.Limits().Sum() > 1800, "the limit is used", 90);
            site.OrderWell("settings/wiringMaxAmpsAllTWCs/set", "40");
        });
    }

    [Fact]
    public void Secrets_are_on_no_topic_and_in_no_output()
    {
        string[] secrets = ["mqtt-pass-word-1", "ha-token-word-2", "powerwall-pass-word-3", "ha-token-word-4", "powerwall-pass-word-5", "mqtt-pass-word-6"];
        LiveSite.Play(site =>
        {
            using Sunshine sunshine = new Sunshine(site.Line, 5000);
            sunshine.ApplyTo(site, "sensor.grid");
            site.Settings["mqttUser"] = "owner";
            site.Settings["mqttPassword"] = secrets[0];
            site.Settings["haToken"] = secrets[1];
            site.Settings["powerwallPassword"] = secrets[2];
            site.StartHostAndLink();

            // The wrong token is refused there, and that is told; without the token.
            site.Until(() => sunshine.Home.Home.BadTokens > 0 && site.Printed.Contains("haToken", StringComparison.Ordinal), "the refusal is told");
            site.OrderWell("settings/haToken/set", secrets[3]);
            site.OrderWell("settings/set", "{\"powerwallPassword\":\"" + secrets[4] + "\",\"greenEnergyFlexAmps\":1}");
            site.Order("settings/mqttPassword/set", secrets[5] + new string('x', 300));
            site.Order("settings/set", "{\"mqttPassword\":\"" + secrets[5] + "\",\"minAmpsPerTWC\":1}");
            site.Until(() => site.Document("settings").GetProperty("greenEnergyFlexAmps").GetInt32() == 1, "settings");
            site.Host.Signal("TERM");
            Assert.Equal(0, site.Host.WaitForEnd());

            // Our own orders held them, of course.
            List<HeardMessage> said = site.Peer.From(0).Where(one => !one.Topic.EndsWith("/set", StringComparison.Ordinal)).ToList();
            Assert.Contains(said, one => one.Topic == site.Root + "response");
            Assert.Contains(said, one => one.Topic.StartsWith("homeassistant/", StringComparison.Ordinal));
            foreach (string secret in secrets)
            {
                Assert.DoesNotContain(said, one => one.Text.Contains(secret, StringComparison.Ordinal) || one.Topic.Contains(secret, StringComparison.Ordinal));
                Assert.DoesNotContain(secret, site.Printed, StringComparison.Ordinal);
            }
        });
    }
}
