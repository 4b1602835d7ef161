using System.Text.Json;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Site;

/// <summary>What Home Assistant sees of the program.</summary>
public sealed class HomeAssistantTests
{
    private const string Birth = "homeassistant/status";

    // Each node has its own delay after a birth message; this one's is among the shortest.
    private const string QuickNode = "left-3";

    [Fact]
    public void Every_device_is_announced_retained_before_its_state_and_again_after_a_birth_message()
    {
        LiveSite.Play(site =>
        {
            site.Settings["nodeId"] = QuickNode;
            site.StartHostAndLink();
            string controller = Topic("twcm_" + QuickNode);
            string controls = Topic("twcm_" + QuickNode + "_controls");
            string[] connectors = LiveLine.Units.Select(id => Topic("twcm_" + QuickNode + "_" + id.ToString("X4"))).ToArray();
            string[] all = [controller, controls, .. connectors];
            site.Until(() => all.All(topic => site.Peer.Last(topic) != null), "announcements");
            Assert.All(all, topic => AssertAnnouncement(site.Peer.Last(topic)!));
            AssertRetained(site, all);
            foreach (int id in LiveLine.Units)
            {
                Assert.True(Place(site, Topic("twcm_" + QuickNode + "_" + id.ToString("X4"))) < Place(site, site.Topic(id)));
            }

            // What a connector tells of itself only later is announced once more then.
            site.Until(() => site.Peer.Last(connectors[^1])!.Text.Contains("\"sn\"", StringComparison.Ordinal) && site.Peer.Last(connectors[^1])!.Text.Contains("\"sw\":\"4.5", StringComparison.Ordinal), "serial number and version");

            // Somebody has cleared the retained ones; then Home Assistant starts.
            Assert.All(all, topic => site.Peer.Publish(topic, "", retain: true));
            site.Until(() => all.All(topic => site.Peer.Last(topic)!.Payload.Length == 0), "cleared");
            int place = site.Peer.Count;
            long bornMs = site.Peer.NowMs;
            site.Peer.Publish(Birth, "online");
            site.Until(() => all.All(topic => site.Peer.From(place, topic).Count > 0), "announced again");
            site.Until(() => site.Peer.From(place, site.Root + "site").Exists(one => one.AtMs > site.Peer.From(place, controller)[0].AtMs), "its state after that");
            Assert.All(all, topic => Assert.InRange(site.Peer.From(place, topic)[0].AtMs - bornMs, 1000, 20000));
            AssertRetained(site, all);
        });
    }

    [Fact]
    public void A_program_that_dies_is_offline_for_everybody_by_its_last_will()
    {
        LiveSite.Play(site =>
        {
            site.StartHostAndLink();
            site.KillHost();
            site.Until(() => site.Peer.Last(site.Root + "status")!.Text == "offline", "offline");
            using MqttPeer late = new MqttPeer(site.Broker.Port);
            Wait.Until(() => late.Retained(site.Root + "status") is { Text: "offline" }, "the last will is retained");
        });
    }

    private static string Topic(string objectId)
    {
        return "homeassistant/device/" + objectId + "/config";
    }

    private static int Place(LiveSite site, string topic)
    {
        return site.Peer.From(0).FindIndex(one => one.Topic == topic);
    }

    private static void AssertAnnouncement(HeardMessage message)
    {
        JsonElement device = JsonDocument.Parse(message.Payload).RootElement;
        Assert.NotEqual("", device.GetProperty("dev").GetProperty("ids").GetString());
        Assert.NotEmpty(device.GetProperty("cmps").EnumerateObject());
    }

    private static void AssertRetained(LiveSite site, string[] topics)
    {
        using MqttPeer late = new MqttPeer(site.Broker.Port);
        Assert.All(topics, topic => Wait.Until(() => late.Retained(topic) is { Payload.Length: > 0 }, topic + " is retained"));
    }
}
