using TWCManager.Core.Bus;
using TWCManager.Esp32.Light;
using nanoFramework.TestFramework;

namespace TWCManager.Device.Tests;

/// <summary>The board's one light: each situation must look different.</summary>
[TestClass]
public class LedPatternTests
{
    [TestMethod]
    public void Missing_limit_is_told_before_everything_else()
    {
        Assert.AreEqual((int)LedSign.NotSetUp, (int)LedPattern.SignOf(false, BusState.Silent, false, false));
    }

    [TestMethod]
    public void Other_master_and_lost_port_look_the_same()
    {
        Assert.AreEqual((int)LedSign.BusSilent, (int)LedPattern.SignOf(true, BusState.OtherMaster, true, true));
        Assert.AreEqual((int)LedSign.BusSilent, (int)LedPattern.SignOf(true, BusState.Silent, true, true));
    }

    [TestMethod]
    public void Steady_light_needs_a_connector_that_answers()
    {
        Assert.AreEqual((int)LedSign.NobodyAnswers, (int)LedPattern.SignOf(true, BusState.Running, false, false));
        Assert.AreEqual((int)LedSign.Ready, (int)LedPattern.SignOf(true, BusState.Running, true, false));
        Assert.AreEqual((int)LedSign.Charging, (int)LedPattern.SignOf(true, BusState.Running, true, true));
    }

    [TestMethod]
    public void Flashes_in_two_seconds_tell_the_signs_apart()
    {
        Assert.AreEqual(1, Flashes(LedSign.NotSetUp));
        Assert.AreEqual(2, Flashes(LedSign.BusSilent));
        Assert.AreEqual(1, Flashes(LedSign.NobodyAnswers));
        Assert.AreEqual(0, Flashes(LedSign.Ready));
        Assert.AreEqual(8, Flashes(LedSign.Charging));
    }

    [TestMethod]
    public void Slow_blinking_is_on_for_as_long_as_off_and_a_flash_is_short()
    {
        Assert.AreEqual(1000, OnMs(LedSign.NotSetUp));
        Assert.AreEqual(125, OnMs(LedSign.NobodyAnswers));
        Assert.AreEqual(2000, OnMs(LedSign.Ready));
    }

    private static int Flashes(LedSign sign)
    {
        int flashes = 0;
        for (long ms = 0; ms < 2000; ms++)
        {
            flashes += !LedPattern.IsOn(sign, ms) && LedPattern.IsOn(sign, ms + 1) ? 1 : 0;
        }

        return flashes;
    }

    private static int OnMs(LedSign sign)
    {
        int onMs = 0;
        for (long ms = 4000; ms < 6000; ms++)
        {
            onMs += LedPattern.IsOn(sign, ms) ? 1 : 0;
        }

        return onMs;
    }
}
