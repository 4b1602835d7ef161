using System;
using nanoFramework.TestFramework;
using TWCManager.Core;
using TWCManager.Core.Doctor;
using TWCManager.Core.Ports;
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

    [TestMethod]
    public void Session_goes_on_after_a_restart()
    {
        FlashImage flash = new FlashImage();
        ScriptedConnector line = new ScriptedConnector();
        Controller first = Make(line, new QuietPlatform(), flash, "32", "16");
        Run(first, line, 0, MinuteMs);
        first.Stop(MinuteMs);
        long wattHours = first.Charging.Points[0].Energy.SessionWattHours;
        Assert.IsTrue(wattHours > 0, "nothing was charged");

        line = new ScriptedConnector();
        Controller second = Make(line, new QuietPlatform(), flash, "32", "16");
        Run(second, line, 0, MinuteMs);
        Assert.AreEqual(1, second.Charging.Points[0].Session.PlugIns);
        Assert.IsTrue(second.Charging.Points[0].Energy.SessionWattHours > wattHours, second.Charging.Points[0].Energy.SessionWattHours.ToString());
    }

    [TestMethod]
    public void State_that_there_is_no_memory_for_does_not_fail_every_turn()
    {
        FlashImage flash = new FlashImage();
        flash.HasNoMemory = true;
        ScriptedConnector line = new ScriptedConnector();
        Controller controller = Make(line, new QuietPlatform(), flash, "32", "16");
        int failed = 0;
        for (long nowMs = 0; nowMs < MinuteMs; nowMs += StepMs)
        {
            try
            {
                Run(controller, line, nowMs, nowMs + StepMs);
            }
            catch (OutOfMemoryException)
            {
                failed++;
            }
        }

        Assert.IsTrue(failed > 0 && failed <= 24, failed.ToString());
        Assert.AreEqual(1600, line.HighestCentiamps);
    }

    [TestMethod]
    public void Doctor_names_a_connector_that_fell_silent()
    {
        ScriptedConnector line = new ScriptedConnector();
        Controller controller = Make(line, new QuietPlatform(), new FlashImage(), "32", "16");
        Run(controller, line, 0, 2 * MinuteMs);
        Assert.AreEqual("No fault found.", controller.Doctor.FirstSentence());
        line.IsSilent = true;
        Run(controller, line, 2 * MinuteMs, 5 * MinuteMs);
        Assert.AreEqual(Finding.NothingReceived, controller.Doctor.CodeAt(0));
    }

    private static void Run(ScriptedConnector line, QuietPlatform platform, string wiringAmpsAll, string wiringAmpsEach)
    {
        Run(Make(line, platform, platform, wiringAmpsAll, wiringAmpsEach), line, 0, MinuteMs);
    }

    private static void Run(Controller controller, ScriptedConnector line, long fromMs, long untilMs)
    {
        for (long nowMs = fromMs; nowMs < untilMs; nowMs += StepMs)
        {
            line.NowMs = nowMs;
            controller.Tick(nowMs);
        }
    }

    private static Controller Make(ScriptedConnector line, QuietPlatform platform, IStorage storage, string wiringAmpsAll, string wiringAmpsEach)
    {
        ChargerSettings settings = new ChargerSettings();
        Set(settings, "wiringMaxAmpsAllTWCs", wiringAmpsAll);
        Set(settings, "wiringMaxAmpsPerTWC", wiringAmpsEach);
        Set(settings, "nonScheduledAction", "fixed");
        Set(settings, "nonScheduledAmpsMax", "32");
        SettingsStore store = new SettingsStore(platform);
        store.Load(settings);
        return new Controller(line, platform, platform, storage, platform, platform, settings, store, Controller.UsualConnectors);
    }

    private static void Set(ChargerSettings settings, string name, string value)
    {
        string error;
        Assert.IsTrue(settings.TrySet(name, value, true, out error), error);
    }
}
