using TWCManager.Device.Tests.Fakes;
using TWCManager.Esp32.Health;
using nanoFramework.TestFramework;

namespace TWCManager.Device.Tests;

/// <summary>How the last run ended, and when to leave the network out.</summary>
[TestClass]
public class RunRecordTests
{
    [TestMethod]
    public void First_start_ever_has_nothing_to_tell()
    {
        RunRecord record = new RunRecord(new FlashImage());
        Assert.IsNull(record.LastProblem);
        Assert.IsFalse(record.IsSafeMode);
    }

    [TestMethod]
    public void Three_starts_that_do_not_last_lead_to_safe_mode()
    {
        FlashImage flash = new FlashImage();
        Assert.IsFalse(new RunRecord(flash).IsSafeMode);
        Assert.IsFalse(new RunRecord(flash).IsSafeMode);
        Assert.IsFalse(new RunRecord(flash).IsSafeMode);
        RunRecord fourth = new RunRecord(flash);
        Assert.IsTrue(fourth.IsSafeMode);
        Assert.AreEqual("The last 3 runs ended within two minutes and could not say why: power, reset or a crash of the machine", fourth.LastProblem);
    }

    [TestMethod]
    public void Start_that_lasts_is_forgotten_as_a_failure()
    {
        FlashImage flash = new FlashImage();
        for (int i = 0; i < 10; i++)
        {
            RunRecord record = new RunRecord(flash);
            Assert.IsFalse(record.IsSafeMode);
            Assert.IsNull(record.LastProblem);
            record.Tick(RunRecord.LastingMs - 1);
            record.Tick(RunRecord.LastingMs);
        }
    }

    [TestMethod]
    public void Trouble_is_told_at_the_next_start_and_only_there()
    {
        FlashImage flash = new FlashImage();
        RunRecord record = new RunRecord(flash);
        record.Tick(RunRecord.LastingMs);
        record.Note("OutOfMemoryException", 3605000);
        RunRecord next = new RunRecord(flash);
        Assert.AreEqual("The last run had trouble: OutOfMemoryException after 3605 s", next.LastProblem);
        Assert.IsFalse(next.IsSafeMode);
        next.Tick(RunRecord.LastingMs);
        Assert.IsNull(new RunRecord(flash).LastProblem);
    }

    [TestMethod]
    public void Trouble_that_ends_a_run_is_kept_with_what_was_noted_before()
    {
        FlashImage flash = new FlashImage();
        RunRecord record = new RunRecord(flash);
        record.Note("OutOfMemoryException", 2000);
        record.NoteEnd("every turn fails", 14000);
        RunRecord next = new RunRecord(flash);
        Assert.AreEqual("The last run had trouble: every turn fails after 14 s; before: OutOfMemoryException after 2 s", next.LastProblem);
        Assert.IsFalse(next.IsSafeMode);
    }

    [TestMethod]
    public void Longest_reason_still_fits_into_what_is_read()
    {
        FlashImage flash = new FlashImage();
        string reason = "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789";
        for (int i = 0; i < RunRecord.FailuresToSafeMode; i++)
        {
            RunRecord record = new RunRecord(flash);
            record.Note(reason, 999999999999);
            record.NoteEnd(reason, 999999999999);
        }

        Assert.IsTrue(new RunRecord(flash).IsSafeMode);
    }

    [TestMethod]
    public void Restart_on_purpose_is_no_failure_however_short_the_run()
    {
        FlashImage flash = new FlashImage();
        for (int i = 0; i < 10; i++)
        {
            RunRecord record = new RunRecord(flash);
            Assert.IsFalse(record.IsSafeMode);
            Assert.IsNull(record.LastProblem);
            Assert.AreEqual(i == 0 ? null : "access point closed", record.LastPlan);
            record.NotePlan("access point closed");
        }

        Assert.AreEqual("access point closed", new RunRecord(flash).LastPlan);
        Assert.IsNull(new RunRecord(flash).LastPlan);
    }

    [TestMethod]
    public void Restart_on_purpose_does_not_hide_the_early_ends_before()
    {
        FlashImage flash = new FlashImage();
        RunRecord record = new RunRecord(flash);
        record = new RunRecord(flash);
        record = new RunRecord(flash);
        record.NotePlan("command");
        record = new RunRecord(flash);
        Assert.IsFalse(record.IsSafeMode);
        Assert.IsTrue(new RunRecord(flash).IsSafeMode);
    }

    [TestMethod]
    public void Trouble_at_every_turn_is_written_every_ten_minutes()
    {
        FlashImage flash = new FlashImage();
        RunRecord record = new RunRecord(flash);
        int before = flash.Writes;
        for (long ms = 0; ms < 3600000; ms += 5000)
        {
            record.Note("IndexOutOfRangeException", ms);
        }

        Assert.AreEqual(6, flash.Writes - before);
    }

    [TestMethod]
    public void Safe_mode_ends_after_an_hour()
    {
        FlashImage flash = new FlashImage();
        RunRecord record = new RunRecord(flash);
        Assert.IsFalse(record.IsSafeModeOver(RunRecord.SafeModeMs));
        for (int i = 0; i < RunRecord.FailuresToSafeMode; i++)
        {
            record = new RunRecord(flash);
        }

        Assert.IsFalse(record.IsSafeModeOver(RunRecord.SafeModeMs - 1));
        Assert.IsTrue(record.IsSafeModeOver(RunRecord.SafeModeMs));
    }

    [TestMethod]
    public void Damaged_file_counts_as_none()
    {
        FlashImage flash = new FlashImage();
        byte[] nonsense = Bytes.OfHex("FF 00 C0 DB 7B");
        flash.TryWrite("run.txt", nonsense, nonsense.Length);
        RunRecord record = new RunRecord(flash);
        Assert.IsFalse(record.IsSafeMode);
        Assert.IsNull(record.LastProblem);
    }
}
