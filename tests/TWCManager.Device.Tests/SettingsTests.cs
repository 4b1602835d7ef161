using nanoFramework.TestFramework;
using TWCManager.Core.Settings;

namespace TWCManager.Device.Tests;

/// <summary>Settings on the interpreter, which swallows exceptions in static initialisers.</summary>
[TestClass]
public class SettingsTests
{
    [TestMethod]
    public void Every_setting_is_in_the_table_under_its_own_name()
    {
        Assert.AreEqual(Setting.Count, SettingsTable.All.Length);
        for (int i = 0; i < Setting.Count; i++)
        {
            Assert.IsNotNull(SettingsTable.Of(i));
            Assert.AreEqual(i, SettingsTable.Find(SettingsTable.Of(i).Name));
        }
    }

    [TestMethod]
    public void Wiring_limits_are_0_until_they_are_set()
    {
        ChargerSettings settings = new ChargerSettings();
        Assert.AreEqual(0, settings.Number(Setting.WiringMaxAmpsAllTWCs));
        Assert.AreEqual(0, settings.Number(Setting.WiringMaxAmpsPerTWC));
    }

    [TestMethod]
    public void Network_cannot_raise_a_wiring_limit()
    {
        ChargerSettings settings = new ChargerSettings();
        string error;
        Assert.IsTrue(settings.TrySet("wiringMaxAmpsAllTWCs", "32", true, out error));
        Assert.IsFalse(settings.TrySet("wiringMaxAmpsAllTWCs", "40", false, out error));
        Assert.AreEqual(32, settings.Number(Setting.WiringMaxAmpsAllTWCs));
        Assert.IsNotNull(error);
    }

    [TestMethod]
    public void Time_of_day_is_kept_in_minutes()
    {
        ChargerSettings settings = new ChargerSettings();
        string error;
        Assert.IsTrue(settings.TrySet("scheduledAmpsStart", "22:30", true, out error));
        Assert.AreEqual(1350, settings.Number(Setting.ScheduledAmpsStart));
        Assert.AreEqual("22:30", settings.Text(Setting.ScheduledAmpsStart));
    }

    [TestMethod]
    public void Object_with_one_bad_value_changes_nothing()
    {
        ChargerSettings settings = new ChargerSettings();
        string error;
        byte[] json = Bytes.OfText("{\"minAmpsPerTWC\":8,\"nonScheduledAction\":\"sometimes\"}");
        Assert.IsFalse(settings.TrySetAll(json, json.Length, false, out error));
        Assert.AreEqual(6, settings.Number(Setting.MinAmpsPerTWC));
    }
}
