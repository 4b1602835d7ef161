using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Settings;

/// <summary>A secret belongs to the address that it was given for.</summary>
public class SecretAddressTests
{
    [Theory]
    [InlineData("haUrl", "http://192.0.2.66:8123", Setting.HaToken)]
    [InlineData("mqttHost", "192.0.2.66", Setting.MqttPassword)]
    [InlineData("mqttPort", "8884", Setting.MqttPassword)]
    [InlineData("mqttTls", "false", Setting.MqttPassword)]
    [InlineData("powerwallHost", "192.0.2.66", Setting.PowerwallPassword)]
    public void A_new_address_from_afar_costs_the_secret(string name, string value, int secret)
    {
        ChargerSettings settings = Full();
        Assert.True(settings.TrySet(name, value, false, out string error), error);
        Assert.Equal("", settings.Text(secret));
        Assert.Equal(SettingsTable.Of(secret).Name, settings.Forgotten);

        // In an object, and from the web page too.
        settings = Full();
        string json = value == "false" ? "false" : "\"" + value + "\"";
        Assert.True(settings.TrySetAll("{\"" + name + "\":" + json + "}", true, out error), error);
        Assert.Equal("", settings.Text(secret));
    }

    [Fact]
    public void Other_secrets_and_other_settings_stay()
    {
        ChargerSettings settings = Full();
        Assert.True(settings.TrySet("haUrl", "http://192.0.2.66:8123", false, out _));
        Assert.Equal("broker secret", settings.Text(Setting.MqttPassword));
        Assert.True(settings.TrySet("mqttUser", "somebody", false, out _));
        Assert.True(settings.TrySet("haGridEntity", "sensor.other", false, out _));
        Assert.Equal("broker secret", settings.Text(Setting.MqttPassword));
        Assert.Equal("", settings.Forgotten);
    }

    [Fact]
    public void The_same_address_again_costs_nothing()
    {
        ChargerSettings settings = Full();
        Assert.True(settings.TrySet("mqttHost", "broker", false, out _));
        Assert.True(settings.TrySetAll("{\"haUrl\":\"http://ha:8123\"}", true, out _));
        Assert.Equal("token", settings.Text(Setting.HaToken));
        Assert.Equal("broker secret", settings.Text(Setting.MqttPassword));
    }

    [Theory]
    [InlineData("{\"haUrl\":\"http://new:8123\",\"haToken\":\"new token\"}", "new token")]
    [InlineData("{\"haToken\":\"token\",\"haUrl\":\"http://new:8123\"}", "token")]
    public void A_secret_that_comes_along_belongs_to_the_new_address(string json, string expected)
    {
        ChargerSettings settings = Full();
        Assert.True(settings.TrySetAll(json, false, out string error), error);
        Assert.Equal(expected, settings.Text(Setting.HaToken));
    }

    [Fact]
    public void On_the_command_line_the_owner_moves_an_address_and_keeps_the_secret()
    {
        ChargerSettings settings = Full();
        Assert.True(settings.TrySet("mqttHost", "other", true, out _));
        Assert.Equal("broker secret", settings.Text(Setting.MqttPassword));
    }

    [Fact]
    public void A_refused_change_costs_nothing()
    {
        ChargerSettings settings = Full();
        Assert.False(settings.TrySetAll("{\"haUrl\":\"http://new:8123\",\"minAmpsPerTWC\":1}", false, out _));
        Assert.Equal("token", settings.Text(Setting.HaToken));
    }

    private static ChargerSettings Full()
    {
        ChargerSettings settings = new();
        string[][] all =
        [
            ["haUrl", "http://ha:8123"], ["haToken", "token"], ["mqttHost", "broker"], ["mqttPassword", "broker secret"], ["mqttTls", "true"],
            ["powerwallHost", "powerwall"], ["powerwallPassword", "gateway secret"],
        ];
        foreach (string[] one in all)
        {
            Assert.True(settings.TrySet(one[0], one[1], true, out string error), error);
        }

        return settings;
    }
}
