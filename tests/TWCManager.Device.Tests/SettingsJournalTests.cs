using nanoFramework.TestFramework;
using TWCManager.Core.Settings;
using TWCManager.Device.Tests.Fakes;

namespace TWCManager.Device.Tests;

/// <summary>The two checked copies of the settings, with the power going away while they are written.</summary>
[TestClass]
public class SettingsJournalTests
{
    // An odd step meets other bytes of both copies each time; each byte is cut in the host's own tests.
    private const int StepBytes = 97;

    [TestMethod]
    public void What_was_saved_is_there_after_a_restart()
    {
        FlashImage flash = new FlashImage();
        Save(flash, "cellar");
        Assert.AreEqual("cellar", Load(flash));
    }

    [TestMethod]
    public void Power_cut_while_saving_leaves_the_old_settings_or_the_new_ones()
    {
        bool hasSeenOld = false;
        bool hasSeenNew = false;
        for (int bytes = 1; !hasSeenNew || bytes < 4000; bytes += StepBytes)
        {
            FlashImage flash = new FlashImage();
            Save(flash, "old");
            flash.BytesLeft = bytes;
            Save(flash, "new");
            string found = Load(flash);
            hasSeenOld |= found == "old";
            hasSeenNew |= found == "new";
            Assert.IsTrue(found == "old" || found == "new", bytes.ToString() + ": " + found);
        }

        Assert.IsTrue(hasSeenOld);
    }

    private static void Save(FlashImage flash, string node)
    {
        ChargerSettings settings = new ChargerSettings();
        SettingsStore store = new SettingsStore(flash);
        store.Load(settings);
        string error;
        Assert.IsTrue(settings.TrySet("nodeId", node, true, out error), error);
        Assert.IsTrue(store.Flush(settings));
    }

    private static string Load(FlashImage flash)
    {
        ChargerSettings settings = new ChargerSettings();
        new SettingsStore(flash).Load(settings);
        return settings.Text(Setting.NodeId);
    }
}
