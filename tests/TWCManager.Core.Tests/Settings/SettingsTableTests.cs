using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Settings;

public class SettingsTableTests
{
    // Choices whose words have constants: how these begin.
    private static readonly (int Setting, string Prefix)[] s_choices =
    [
        (Setting.StopMethod, "StopBy"), (Setting.NonScheduledAction, "Action"), (Setting.CarKind, "Car"), (Setting.TrapCure, "Cure"),
        (Setting.WebServer, "Web"),
    ];

    // The names themselves are held by docs/settings.md, which a test of the host compares with what the table prints.
    [Fact]
    public void Each_name_stands_once_and_is_found()
    {
        Assert.Equal(Setting.Count, SettingsTable.All.Length);
        Assert.Equal(Setting.Count, SettingsTable.All.Select(definition => definition.Name).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, Setting.Count), SettingsTable.All.Select(definition => SettingsTable.Find(definition.Name)));
    }

    [Fact]
    public void Each_group_stands_in_one_place()
    {
        string[] groups = SettingsTable.All.Select(definition => definition.Group).ToArray();
        int changes = groups.Zip(groups.Skip(1)).Count(pair => pair.First != pair.Second);
        Assert.Equal(groups.Distinct().Count() - 1, changes);
    }

    [Fact]
    public void Each_index_stands_for_the_setting_of_its_name()
    {
        foreach (System.Reflection.FieldInfo field in typeof(Setting).GetFields().Where(field => field.Name != nameof(Setting.Count) && ChoiceOf(field.Name) < 0))
        {
            string name = SettingsTable.All[(int)field.GetRawConstantValue()!].Name;
            Assert.Equal(field.Name, char.ToUpperInvariant(name[0]) + name[1..]);
        }
    }

    [Fact]
    public void Each_constant_of_a_choice_stands_for_the_word_of_its_name()
    {
        int words = 0;
        foreach (System.Reflection.FieldInfo field in typeof(Setting).GetFields().Where(field => ChoiceOf(field.Name) >= 0))
        {
            string word = SettingsTable.Of(ChoiceOf(field.Name)).Choices[(int)field.GetRawConstantValue()!];
            Assert.EndsWith(word.Replace("-", ""), field.Name, StringComparison.OrdinalIgnoreCase);
            words++;
        }

        Assert.Equal(s_choices.Sum(choice => SettingsTable.Of(choice.Setting).Choices.Length), words);
    }

    [Fact]
    public void Finding_a_setting_makes_one_row()
    {
        SettingsTable.Find("none");
        long before = GC.GetAllocatedBytesForCurrentThread();
        SettingsTable.Find("none");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
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

    // The choice to which a constant such as WebOff belongs, or -1.
    private static int ChoiceOf(string constant)
    {
        bool isSetting = constant is nameof(Setting.CarKind) or nameof(Setting.WebServer);
        return isSetting ? -1 : s_choices.Where(choice => constant.StartsWith(choice.Prefix, StringComparison.Ordinal)).Select(choice => choice.Setting).DefaultIfEmpty(-1).First();
    }
}
