using System.Text.Json;
using TWCManager.Core.Settings;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Site;

public sealed class StartTests
{
    [Fact]
    public void Ready_is_printed_once_and_all_three_connectors_are_linked()
    {
        LiveSite.Play(site =>
        {
            site.StartHostAndLink();
            site.Host.WaitForOutput("ready\n");
            Assert.Equal("ready\n", site.Host.Output);
        });
    }

    [Fact]
    public void All_documents_are_retained_valid_and_complete_and_tell_the_truth()
    {
        LiveSite.Play(site =>
        {
            site.StartHostAndLink();
            site.Line.PlugInCars();
            site.Until(() => LiveLine.Units.All(id => IsTrue(site, id)), "offered, confirmed and state as at the connectors");
            site.Until(() => site.Document("site").GetProperty("totals").GetProperty("connectors").GetInt32() == LiveLine.Units.Count, "all connectors in the sums");

            // Whoever comes late hears everything from the broker's memory.
            using MqttPeer late = new MqttPeer(site.Broker.Port);
            string[] topics = [site.Root + "status", site.Root + "site", site.Root + "settings", .. LiveLine.Units.Select(site.Topic)];
            foreach (string topic in topics)
            {
                Wait.Until(() => late.Retained(topic) != null, topic + " is retained");
            }

            Assert.Equal("online", late.Retained(site.Root + "status")!.Text);
            AssertSiteIsComplete(late.Retained(site.Root + "site")!);
            AssertSettingsAreComplete(late.Retained(site.Root + "settings")!);
            foreach (int id in LiveLine.Units)
            {
                AssertConnectorIsComplete(late.Retained(site.Topic(id))!, id);
            }

            Assert.Null(late.Retained(site.Root + "log"));
            Assert.Null(late.Retained(site.Root + "response"));
        });
    }

    private static bool IsTrue(LiveSite site, int id)
    {
        (int confirmed, int state, bool hasCar) = site.Line.Read(bus => (bus.Find(id)!.ConfirmedCentiamps, bus.Find(id)!.State, bus.Find(id)!.Car != null));
        JsonElement document = site.Document("twc/" + id.ToString("X4"));
        return hasCar && Number(document, "confirmedAmps") * 100 == confirmed
            && Number(document, "offeredAmps") * 100 == site.Line.LimitOf(id)
            && Number(document, "stateCode") == state
            && document.GetProperty("plugged").GetString() == "ON";
    }

    private static double? Number(JsonElement document, string name)
    {
        JsonElement value = document.GetProperty(name);
        return value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
    }

    private static void AssertSiteIsComplete(HeardMessage message)
    {
        JsonElement site = JsonDocument.Parse(message.Payload).RootElement;
        AssertHas(
            site, "policy", "reason", "solarWatts", "gridWatts", "houseWatts", "batteryWatts", "batterySoc", "surplusWatts", "availableAmps", "limits", "totals", "sources", "bus");
        Assert.Equal(LiveSite.WiringAmps, site.GetProperty("limits").GetProperty("wiringMaxAmpsAllTWCs").GetInt32());
        Assert.Equal(3, site.GetProperty("totals").GetProperty("connectors").GetInt32());

        // No source is configured, so nothing of this is known, and what is not known is not 0.
        foreach (string unknown in new[] { "solarWatts", "gridWatts", "houseWatts", "batteryWatts", "batterySoc", "surplusWatts" })
        {
            Assert.Equal(JsonValueKind.Null, site.GetProperty(unknown).ValueKind);
        }

        foreach (JsonProperty source in site.GetProperty("sources").EnumerateObject())
        {
            AssertHas(source.Value, "state", "ageSeconds");
        }
    }

    private static void AssertConnectorIsComplete(HeardMessage message, int id)
    {
        JsonElement connector = JsonDocument.Parse(message.Payload).RootElement;
        AssertHas(
            connector, "offeredAmps", "confirmedAmps", "actualAmps", "phaseAmps", "state", "car", "vin", "energyKwh", "sessionKwh", "reason");
        Assert.Equal(id == LiveLine.OldUnit ? 1 : 2, connector.GetProperty("protocol").GetInt32());
        Assert.NotEqual("", connector.GetProperty("reason").GetString());
    }

    private static void AssertSettingsAreComplete(HeardMessage message)
    {
        JsonElement settings = JsonDocument.Parse(message.Payload).RootElement;
        string[] expected = SettingsTable.All.Where(one => !one.IsSecret).Select(one => one.Name).Order().ToArray();
        Assert.Equal(expected, settings.EnumerateObject().Select(one => one.Name).Order());
        Assert.Equal(32, settings.GetProperty("wiringMaxAmpsPerTWC").GetInt32());
    }

    private static void AssertHas(JsonElement document, params string[] keys)
    {
        string[] names = document.EnumerateObject().Select(one => one.Name).ToArray();
        Assert.Empty(keys.Except(names));
    }
}
