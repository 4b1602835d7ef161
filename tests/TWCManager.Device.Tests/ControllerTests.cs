using nanoFramework.TestFramework;
using TWCManager.Core;
using TWCManager.Core.Settings;
using TWCManager.Device.Tests.Fakes;

namespace TWCManager.Device.Tests;

/// <summary>The whole controller on the interpreter: what loads, links and runs on .NET need not do so here.</summary>
[TestClass]
public class ControllerTests
{
    private const int StepMs = 10;
    private const long MinuteMs = 60000;

    [TestMethod]
    public void Connector_gets_a_heartbeat_at_least_every_two_seconds()
    {
        ScriptedConnector line = new ScriptedConnector();
        Run(line, new QuietPlatform(), "32", "16");
        Assert.IsTrue(line.Heartbeats >= 50, line.Heartbeats.ToString());
        Assert.IsTrue(line.LongestGapMs <= 2000, line.LongestGapMs.ToString());
    }

    [TestMethod]
    public void Offer_rises_to_the_limit_of_the_wiring_and_not_above()
    {
        ScriptedConnector line = new ScriptedConnector();
        Run(line, new QuietPlatform(), "32", "16");
        Assert.AreEqual(1600, line.HighestCentiamps);
    }

    [TestMethod]
    public void State_is_published()
    {
        QuietPlatform platform = new QuietPlatform();
        Run(new ScriptedConnector(), platform, "32", "16");
        Assert.IsTrue(platform.Published > 5, platform.Published.ToString());
    }

    [TestMethod]
    public void Without_wiring_limits_nothing_is_sent()
    {
        ScriptedConnector line = new ScriptedConnector();
        Run(line, new QuietPlatform(), "0", "0");
        Assert.AreEqual(0, line.Heartbeats);
    }

    private static void Run(ScriptedConnector line, QuietPlatform platform, string wiringAmpsAll, string wiringAmpsEach)
    {
        ChargerSettings settings = new ChargerSettings();
        Set(settings, "wiringMaxAmpsAllTWCs", wiringAmpsAll);
        Set(settings, "wiringMaxAmpsPerTWC", wiringAmpsEach);
        Set(settings, "nonScheduledAction", "fixed");
        Set(settings, "nonScheduledAmpsMax", "32");
        SettingsStore store = new SettingsStore(platform);
        store.Load(settings);
        Controller controller = new Controller(line, platform, platform, platform, platform, platform, settings, store, Controller.UsualConnectors);
        for (long nowMs = 0; nowMs < MinuteMs; nowMs += StepMs)
        {
            line.NowMs = nowMs;
            controller.Tick(nowMs);
        }
    }

    private static void Set(ChargerSettings settings, string name, string value)
    {
        string error;
        Assert.IsTrue(settings.TrySet(name, value, true, out error), error);
    }
}
