using System.Text.Json;
using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Settings;

public class SettingsObjectTests
{
    [Fact]
    public void Texts_numbers_and_flags_are_taken_together()
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySetAll("""
            { "minAmpsPerTWC": 8.0, "scheduledAmpsMax": "16", "mqttTls": true, "compatTopics": "off", "nodeId": "cell\u0061r", "mqttPassword": 1234 }
            """, false, out string error), error);
        Assert.Equal(8, settings.Number(Setting.MinAmpsPerTWC));
        Assert.Equal(16, settings.Number(Setting.ScheduledAmpsMax));
        Assert.True(settings.Flag(Setting.MqttTls));
        Assert.Equal("cellar", settings.Text(Setting.NodeId));
        Assert.Equal("1234", settings.Text(Setting.MqttPassword));
        Assert.Equal(1, settings.Version);
    }

    [Fact]
    public void An_empty_object_changes_nothing()
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySetAll(" {} ", false, out string error), error);
        Assert.Equal(0, settings.Version);
    }

    [Theory]
    [InlineData("""{"nodeId":"x","minAmpsPerTWC":900}""", "minAmpsPerTWC must be 5 to 80 A, got \"900\"")]
    [InlineData("""{"nodeId":"x","minAmpsPerTWC":true}""", "minAmpsPerTWC must be 5 to 80 A, got \"true\"")]
    [InlineData("""{"nodeId":"x","minAmpsPerTWC":1e1}""", "minAmpsPerTWC must be 5 to 80 A, got \"1e1\"")]
    [InlineData("""{"nodeId":"x","foo":1}""", "There is no setting \"foo\"")]
    [InlineData("""{"nodeId":"x","":1}""", "There is no setting \"\"")]
    [InlineData("""{"nodeId":"x","nodeId":"y"}""", "nodeId is given twice")]
    [InlineData("""{"nodeId":"x","node\u0049d":"y"}""", "nodeId is given twice")]
    [InlineData("""{"nodeId":"x","mqttHost":null}""", "The value of \"mqttHost\" must be a text, a number, true or false")]
    [InlineData("""{"nodeId":"x","mqttHost":{"a":1}}""", "The value of \"mqttHost\" must be a text, a number, true or false")]
    [InlineData("""{"nodeId":"x","scheduledAmpsDays":["mon"]}""", "The value of \"scheduledAmpsDays\" must be a text, a number, true or false")]
    [InlineData("""{"nodeId":"x","mqttHost":nan}""", "The value of \"mqttHost\" is no valid JSON")]
    [InlineData("""{"nodeId":"x"} x""", "There is more text after the end of the JSON object")]
    [InlineData("""{"nodeId":"x"}{}""", "There is more text after the end of the JSON object")]
    [InlineData("""{"nodeId":"x","mqttTls":true""", "The settings are no valid JSON: the fault is behind member 2")]
    [InlineData("""{"nodeId":"x",}""", "The settings are no valid JSON: the fault is behind member 1")]
    [InlineData("""{nodeId:"x"}""", "The settings are no valid JSON")]
    [InlineData("""["nodeId","x"]""", "Settings must be one JSON object of names and values")]
    [InlineData("""5""", "Settings must be one JSON object of names and values")]
    [InlineData("", "Settings must be one JSON object of names and values")]
    public void One_fault_refuses_all_and_is_named(string json, string expected)
    {
        ChargerSettings settings = new();
        Assert.False(settings.TrySetAll(json, true, out string error));
        Assert.Equal(expected, error);
        Assert.Equal(0, settings.Version);
        Assert.Equal("main", settings.Text(Setting.NodeId));
    }

    [Fact]
    public void More_members_than_there_could_ever_be_are_refused()
    {
        string members = string.Join(",", Enumerable.Range(0, 65).Select(i => "\"x" + i + "\":1"));
        Assert.False(new ChargerSettings().TrySetAll("{" + members + "}", true, out string error));
        Assert.Equal("There is no setting \"x0\"", error);
        // Even 64 good ones cannot be written, because there are fewer and none may come twice: the count guards the future.
        Assert.True(Setting.Count <= ChargerSettings.MaximumMembers);
    }

    [Fact]
    public void Only_the_given_length_is_read()
    {
        ChargerSettings settings = new();
        byte[] bytes = "{\"nodeId\":\"x\"}rubbish"u8.ToArray();
        Assert.True(settings.TrySetAll(bytes, 14, true, out string error), error);
        Assert.Equal("x", settings.Text(Setting.NodeId));
    }

    [Fact]
    public void What_is_written_can_be_set_again_and_has_the_types_of_json()
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySetAll("""
            {"wiringMaxAmpsAllTWCs":32,"scheduledAmpsDays":3,"mqttUser":"\"\\ü","haGridInvert":1,"timeZone":"<+03>-3"}
            """, true, out string error), error);
        using JsonDocument document = JsonDocument.Parse(settings.All());
        foreach (SettingDefinition definition in SettingsTable.All)
        {
            if (definition.IsSecret)
            {
                Assert.False(document.RootElement.TryGetProperty(definition.Name, out _));
                continue;
            }

            JsonValueKind kind = document.RootElement.GetProperty(definition.Name).ValueKind;
            switch (definition.Kind)
            {
                case SettingKind.Number:
                    Assert.Equal(JsonValueKind.Number, kind);
                    break;
                case SettingKind.Flag:
                    Assert.True(kind is JsonValueKind.True or JsonValueKind.False);
                    break;
                default:
                    Assert.Equal(JsonValueKind.String, kind);
                    break;
            }
        }

        ChargerSettings copy = new();
        Assert.True(copy.TrySetAll(settings.All(), true, out error), error);
        Assert.Equal(settings.Snapshot(), copy.Snapshot());
    }
}
