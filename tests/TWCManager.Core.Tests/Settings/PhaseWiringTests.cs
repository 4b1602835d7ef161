using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Settings;

public class PhaseWiringTests
{
    [Fact]
    public void Every_word_means_what_it_says()
    {
        var words = SettingsTable.Of(Setting.PhaseRotation).Choices;
        Assert.Equal(words.Length, words.Distinct().Count());
        for (var choice = 0; choice < words.Length; choice++)
        {
            var conductors = words[choice].Split('l', StringSplitOptions.RemoveEmptyEntries).Select(c => c[0] - '1').ToArray();
            Assert.Equal(conductors.Sum(c => 1 << c), PhaseWiring.ConductorsOf(choice));
            Assert.Equal(conductors.Length, PhaseWiring.CountOf(PhaseWiring.ConductorsOf(choice)));
            for (var terminal = 0; terminal < 3; terminal++)
            {
                Assert.Equal(terminal < conductors.Length ? conductors[terminal] : -1, PhaseWiring.ConductorAt(choice, terminal));
            }
        }

        Assert.Equal("l1l2l3", words[PhaseWiring.Straight]);
    }

    [Theory]
    [InlineData("l1l2l3", 32)]
    [InlineData("l2l3l1,2019=l3l1l2", 32)]
    [InlineData("l1l2l3,2019=l1", 96)]
    [InlineData("l1,2019=l1l2l3", 96)]
    [InlineData("l1l2l3,2019=l2l3l1,1839=l2l3", 96)]
    public void More_than_one_conductor_carries_can_be_granted_only_where_some_are_wired_to_fewer(string wiring, int expected)
    {
        var settings = new ChargerSettings();
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "32", true, out _));
        Assert.True(settings.TrySet("phaseRotation", wiring, true, out _));
        Assert.Equal(expected, PhaseWiring.GroupAmps(settings));
    }

    [Fact]
    public void Wiring_is_declared_on_site_and_never_from_afar()
    {
        var settings = new ChargerSettings();
        Assert.False(settings.TrySet("phaseRotation", "l1", false, out var error));
        Assert.StartsWith("phaseRotation cannot be changed remotely", error);
        Assert.False(settings.TrySetFor("phaseRotation", "2019", "l1", false, out _));
        Assert.Equal("l1l2l3", settings.Text(Setting.PhaseRotation));
    }
}
