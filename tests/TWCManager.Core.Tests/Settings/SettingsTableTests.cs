using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Settings;

public class SettingsTableTests
{
    // What users know from elsewhere or will have in their automations: nobody renames these unnoticed.
    private static readonly string[] s_names =
    [
        "wiringMaxAmpsAllTWCs", "wiringMaxAmpsPerTWC", "minAmpsPerTWC", "defaultVoltage", "numberOfPhases", "greenEnergyFlexAmps",
        "greenEnergyReserveWatts", "greenEnergyStart", "greenEnergyEnd", "nonScheduledAction", "nonScheduledAmpsMax", "scheduledAmpsMax",
        "scheduledAmpsStart", "scheduledAmpsEnd", "scheduledAmpsDays", "startStopDelay", "ownId", "mqttHost", "mqttPort", "mqttUser",
        "mqttPassword", "mqttTls", "mqttBaseTopic", "nodeId", "haDiscoveryPrefix", "compatTopics", "energyPollSeconds", "energyMaxAgeSeconds",
        "froniusHost", "haUrl", "haToken", "haGenerationEntity", "haGenerationInvert", "haConsumptionEntity", "haConsumptionInvert",
        "haGridEntity", "haGridInvert", "powerwallHost", "powerwallPassword", "timeZone", "ntpServer", "webServer", "setupPassword", "stopMethod", "board",
        "welcomeTime", "interruptionsPerPlugIn", "phaseRotation", "carKind", "trapCure", "meterLagSeconds",
    ];

    [Fact]
    public void The_names_are_these_in_this_order()
    {
        Assert.Equal(s_names, SettingsTable.All.Select(definition => definition.Name));
        Assert.Equal(Setting.Count, SettingsTable.All.Length);
    }

    [Fact]
    public void Each_index_stands_for_the_setting_of_its_name()
    {
        foreach (System.Reflection.FieldInfo field in typeof(Setting).GetFields())
        {
            int index = (int)field.GetRawConstantValue()!;
            if (field.Name != nameof(Setting.Count) && !field.Name.StartsWith("Action", StringComparison.Ordinal) && !field.Name.StartsWith("StopBy", StringComparison.Ordinal)
                && (field.Name == nameof(Setting.Board) || !field.Name.StartsWith("Board", StringComparison.Ordinal))
                && field.Name is not (nameof(Setting.WebOff) or nameof(Setting.WebStatus) or nameof(Setting.WebFull)))
            {
                Assert.Equal(field.Name, char.ToUpperInvariant(SettingsTable.All[index].Name[0]) + SettingsTable.All[index].Name[1..]);
            }
        }
    }

    [Fact]
    public void Each_default_is_allowed_and_already_in_its_usual_spelling()
    {
        ChargerSettings settings = new();
        for (int i = 0; i < Setting.Count; i++)
        {
            SettingDefinition definition = SettingsTable.All[i];
            Assert.Equal(definition.Default, settings.Text(i));
            Assert.True(settings.TrySet(definition.Name, definition.Default, true, out string error), error);
        }

        Assert.Equal(0, settings.Version);
    }

    [Fact]
    public void Each_setting_means_something_in_one_sentence()
    {
        Assert.All(SettingsTable.All, definition =>
        {
            Assert.Matches("^[A-Z].{10,}\\.$", definition.Meaning);
            Assert.DoesNotContain(". ", definition.Meaning);
        });
        Assert.Equal(Setting.Count, SettingsTable.All.Select(definition => definition.Meaning).Distinct().Count());
    }

    [Fact]
    public void The_secrets_and_the_limits_of_the_wiring_are_these()
    {
        Assert.Equal(["mqttPassword", "haToken", "powerwallPassword", "setupPassword"], SettingsTable.All.Where(d => d.IsSecret).Select(d => d.Name));
        Assert.Equal(["wiringMaxAmpsAllTWCs", "wiringMaxAmpsPerTWC"], SettingsTable.All.Where(d => d.IsInstallerLimit).Select(d => d.Name));
    }

    [Fact]
    public void As_delivered_nothing_may_charge()
    {
        ChargerSettings settings = new();
        Assert.Equal(0, settings.Number(Setting.WiringMaxAmpsAllTWCs));
        Assert.Equal(0, settings.Number(Setting.WiringMaxAmpsPerTWC));
        Assert.Equal(0, settings.Number(Setting.ScheduledAmpsMax));
        Assert.Equal(0, settings.Number(Setting.NonScheduledAmpsMax));
        Assert.Equal(6, settings.Number(Setting.MinAmpsPerTWC));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nodeid")]                           // names are exact
    [InlineData("nodeId ")]
    [InlineData("wiringMaxAmpsAllTWCsLoweredTo")]
    public void Other_names_are_not_found(string name)
    {
        Assert.Equal(-1, SettingsTable.Find(name));
    }
}
