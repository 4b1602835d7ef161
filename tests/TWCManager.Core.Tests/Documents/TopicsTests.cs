using TWCManager.Core.Documents;
using Xunit;

namespace TWCManager.Core.Tests.Documents;

public class TopicsTests
{
    private readonly Topics _topics = new("twcmanager", "a1b2c3", "homeassistant");

    [Fact]
    public void Everything_lies_below_base_and_node()
    {
        Assert.Equal("twcmanager/a1b2c3/status", _topics.Status);
        Assert.Equal("twcmanager/a1b2c3/site", _topics.Site);
        Assert.Equal("twcmanager/a1b2c3/settings", _topics.Settings);
        Assert.Equal("twcmanager/a1b2c3/settings/set", _topics.SettingsSet);
        Assert.Equal("twcmanager/a1b2c3/settings/minAmpsPerTWC/set", _topics.SettingSet("minAmpsPerTWC"));
        Assert.Equal("twcmanager/a1b2c3/command/chargeNow", _topics.Command("chargeNow"));
        Assert.Equal("twcmanager/a1b2c3/response", _topics.Response);
        Assert.Equal("twcmanager/a1b2c3/log", _topics.Log);
        Assert.Equal("twcmanager/a1b2c3/twc/1A2B", _topics.Connector("1A2B"));
        Assert.Equal("twcmanager/a1b2c3/twc/1A2B/status", _topics.ConnectorStatus("1A2B"));
    }

    [Fact]
    public void Only_commands_and_the_start_of_Home_Assistant_are_subscribed_to()
    {
        Assert.Equal(
            ["twcmanager/a1b2c3/settings/+/set", "twcmanager/a1b2c3/settings/set", "twcmanager/a1b2c3/twc/+/settings/+/set", "twcmanager/a1b2c3/command/+", "homeassistant/status"],
            _topics.Subscriptions);
    }

    [Fact]
    public void A_node_with_odd_characters_still_makes_a_valid_device_id()
    {
        Topics topics = new("a/b", "garage.1 süd", "ha");

        Assert.Equal("a/b/garage.1 süd/status", topics.Status);
        Assert.Equal("twcm_garage_1_s_d", topics.DeviceId);
        Assert.Equal("ha/device/twcm_garage_1_s_d/config", topics.Discovery(topics.DeviceId));
    }

    [Fact]
    public void An_empty_prefix_turns_discovery_off()
    {
        Assert.False(new Topics("twcmanager", "a1b2c3", "").HasDiscovery);
        Assert.True(_topics.HasDiscovery);
    }
}
