using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Settings;

public class InstallerLimitTests(ITestOutputHelper output)
{
    [Fact]
    public void A_limit_can_be_lowered_remotely_and_raised_again_up_to_the_local_value()
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "32", true, out _));
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "10", false, out _));
        Assert.Equal(10, settings.Number(Setting.WiringMaxAmpsAllTWCs));
        Assert.Equal(32, settings.Ceiling(Setting.WiringMaxAmpsAllTWCs));
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "32", false, out _));
        Assert.Equal(32, settings.Number(Setting.WiringMaxAmpsAllTWCs));
    }

    [Theory]
    [InlineData("33", "wiringMaxAmpsAllTWCs cannot be raised above its local value remotely; it may be 1 to 32 A, got \"33\"")]
    [InlineData("240", "wiringMaxAmpsAllTWCs cannot be raised above its local value remotely; it may be 1 to 32 A, got \"240\"")]
    [InlineData("0", "wiringMaxAmpsAllTWCs cannot be unset remotely; it may be 1 to 32 A")]
    [InlineData("-1", "wiringMaxAmpsAllTWCs must be 0 to 240 A, got \"-1\"")]
    public void A_limit_is_neither_raised_nor_unset_remotely(string value, string expected)
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "32", true, out _));
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "20", false, out _));
        Assert.False(settings.TrySet("wiringMaxAmpsAllTWCs", value, false, out string error));
        Assert.Equal(expected, error);
        Assert.False(settings.TrySetAll("{\"nodeId\":\"x\",\"wiringMaxAmpsAllTWCs\":" + value + "}", false, out error));
        Assert.Equal(expected, error);
        Assert.Equal(20, settings.Number(Setting.WiringMaxAmpsAllTWCs));
    }

    [Fact]
    public void A_limit_that_nobody_has_set_on_site_cannot_be_set_remotely()
    {
        ChargerSettings settings = new();
        Assert.False(settings.TrySet("wiringMaxAmpsPerTWC", "6", false, out string error));
        Assert.Equal("wiringMaxAmpsPerTWC has not been set locally yet, and before that it cannot be set remotely", error);
    }

    [Fact]
    public void A_new_local_value_is_the_value_and_the_ceiling()
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "32", true, out _));
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "20", false, out _));
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "16", true, out _));
        Assert.Equal(16, settings.Number(Setting.WiringMaxAmpsAllTWCs));
        Assert.Equal(16, settings.Ceiling(Setting.WiringMaxAmpsAllTWCs));
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "0", true, out _));
        Assert.Equal(0, settings.Number(Setting.WiringMaxAmpsAllTWCs));
        Assert.False(settings.TrySet("wiringMaxAmpsAllTWCs", "6", false, out _));
    }

    [Fact]
    public void Both_survive_a_restart()
    {
        FakeStorage storage = new();
        ChargerSettings settings = new();
        Assert.True(settings.TrySetAll("""{"wiringMaxAmpsAllTWCs":32,"wiringMaxAmpsPerTWC":16}""", true, out _));
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "20", false, out _));
        settings = Restart(storage, settings);
        Assert.Equal(20, settings.Number(Setting.WiringMaxAmpsAllTWCs));
        Assert.Equal(32, settings.Ceiling(Setting.WiringMaxAmpsAllTWCs));
        Assert.Equal(16, settings.Number(Setting.WiringMaxAmpsPerTWC));
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "32", false, out _));
        settings = Restart(storage, settings);
        Assert.Equal(32, settings.Number(Setting.WiringMaxAmpsAllTWCs));
    }

    [Fact]
    public void Whatever_comes_over_the_network_no_limit_is_ever_above_its_local_value()
    {
        const int Steps = 100000;
        Random random = new(80);
        FakeStorage storage = new();
        ChargerSettings settings = new();
        int[] local = [0, 0];
        int[] limits = [Setting.WiringMaxAmpsAllTWCs, Setting.WiringMaxAmpsPerTWC];
        int applied = 0;
        for (int step = 0; step < Steps; step++)
        {
            int which = random.Next(2);
            string name = SettingsTable.Of(limits[which]).Name;
            int value = random.Next(-5, 250);
            bool isLocal = random.Next(5) == 0;
            bool isTaken = random.Next(2) == 0
                ? settings.TrySet(name, value.ToString(), isLocal, out _)
                : settings.TrySetAll("{\"minAmpsPerTWC\":5,\"" + name + "\":" + value + "}", isLocal, out _);
            applied += isTaken ? 1 : 0;
            Assert.Equal(isTaken, value >= 0 && value <= SettingsTable.Of(limits[which]).Maximum && (isLocal || (value > 0 && value <= local[which])));
            if (isTaken && isLocal)
            {
                local[which] = value;
            }

            if (isTaken)
            {
                Assert.Equal(value, settings.Number(limits[which]));
            }

            if (random.Next(50) == 0)
            {
                settings = Restart(storage, settings);
            }

            for (int i = 0; i < limits.Length; i++)
            {
                Assert.Equal(local[i], settings.Ceiling(limits[i]));
                Assert.InRange(settings.Number(limits[i]), local[i] > 0 ? 1 : 0, local[i]);
            }
        }

        output.WriteLine(Steps + " random changes, " + applied + " of them taken, with restarts between them");
    }

    private static ChargerSettings Restart(FakeStorage storage, ChargerSettings settings)
    {
        SettingsStore store = new(storage);
        store.Load(new ChargerSettings());
        Assert.Null(store.Problem);
        Assert.True(store.Flush(settings));
        ChargerSettings loaded = new();
        SettingsStore next = new(storage);
        next.Load(loaded);
        Assert.Null(next.Problem);
        Assert.Equal(settings.Snapshot(), loaded.Snapshot());
        return loaded;
    }
}
