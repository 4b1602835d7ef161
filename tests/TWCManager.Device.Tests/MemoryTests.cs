using System;
using nanoFramework.TestFramework;
using TWCManager.Core;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Device.Tests.Fakes;
using NativeGC = nanoFramework.Runtime.Native.GC;

namespace TWCManager.Device.Tests;

/// <summary>What the product holds of the device's heap in each state. On the interpreter only: a PC's objects have other sizes.</summary>
[TestClass]
public class MemoryTests
{
    private const int StepMs = 10;
    private const long MinuteMs = 60000;

    // Everything else on the chip (libraries, network, TLS) needs the rest of some 110 KB.
    private const int MostBytes = 24000;

    // Static, because the launcher calls test methods without an object.
    private static ScriptedConnector s_line;
    private static QuietPlatform s_platform;
    private static ChargerSettings s_settings;
    private static SettingsStore s_store;
    private static Controller s_controller;
    private static long s_nowMs;

    [TestMethod]
    public void Heap_in_each_state_and_no_growth_over_an_hour()
    {
        s_line = new ScriptedConnector();
        s_platform = new QuietPlatform();
        NativeGC.EnableGCMessages(false);
        FreeBytes();
        int before = FreeBytes();
        s_settings = new ChargerSettings();
        s_store = new SettingsStore(s_platform);
        s_store.Load(s_settings);
        int afterSettings = Report("settings and their file", before, before);
        s_controller = new Controller(s_line, s_platform, s_platform, s_platform, s_platform, s_platform, s_settings, s_store, Controller.UsualConnectors);
        Report("controller made", afterSettings, before);
        int last = FreeBytes();
        Run(StepMs);
        last = Report("first tick", last, before);
        Run(MinuteMs);
        last = Report("silent, no limits set", last, before);
        Set("wiringMaxAmpsAllTWCs", "32");
        Set("wiringMaxAmpsPerTWC", "16");
        Run(MinuteMs);
        last = Report("connector linked, no car wanted", last, before);
        Set("nonScheduledAmpsMax", "32");
        Set("nonScheduledAction", "fixed");
        Run(2 * MinuteMs);
        last = Report("charging", last, before);
        int hourBefore = FreeBytes();
        Run(60 * MinuteMs);
        int growth = hourBefore - FreeBytes();
        Report("an hour of charging later", last, before);
        Assert.IsTrue(s_line.HighestCentiamps == 1600, s_line.HighestCentiamps.ToString());
        Assert.IsTrue(growth <= 0, growth.ToString());
        Assert.IsTrue(before - FreeBytes() < MostBytes, (before - FreeBytes()).ToString());

        // The tests behind this one need the room.
        s_controller = null;
        s_settings = null;
        s_store = null;
        s_line = null;
        s_platform = null;
    }

    private static void Run(long forMs)
    {
        for (long endMs = s_nowMs + forMs; s_nowMs < endMs; s_nowMs += StepMs)
        {
            s_line.NowMs = s_nowMs;
            s_controller.Tick(s_nowMs);
        }
    }

    private static void Set(string name, string value)
    {
        string error;
        Assert.IsTrue(s_settings.TrySet(name, value, true, out error), error);
    }

    private static int FreeBytes()
    {
        return (int)NativeGC.Run(true);
    }

    private static int Report(string state, int last, int before)
    {
        int free = FreeBytes();
        OutputHelper.WriteLine("heap | " + state + " | +" + (last - free).ToString() + " | " + (before - free).ToString());
        return FreeBytes();
    }
}
