using TWCManager.Core.Ports;
using TWCManager.Device.Tests.Fakes;
using TWCManager.Esp32.Clock;
using TWCManager.Esp32.Health;
using Xunit;
using nanoFramework.Runtime.Native;

namespace TWCManager.Core.Tests.Device;

/// <summary>Restarts on purpose. Each waits for its last words to be written.</summary>
public class RestarterTests : ILog
{
    private readonly FlashImage _flash = new();

    void ILog.Write(LogLevel level, string text)
    {
        // As with no memory left: nothing that is told on the way may keep the restart from coming.
        throw new OutOfMemoryException(text);
    }

    [Fact]
    public void Trouble_that_is_reported_every_turn_counts_as_a_failed_start_and_keeps_its_reason()
    {
        for (int run = 0; run < RunRecord.FailuresToSafeMode; run++)
        {
            RunRecord record = new(_flash);
            Assert.False(record.IsSafeMode);
            Restarter restarter = new(record, this);
            for (int turn = 0; turn < 400; turn++)
            {
                restarter.RestartForTrouble("every turn fails");
                restarter.Tick(null, 0);
            }

            End(restarter);
        }

        RunRecord next = new(_flash);
        Assert.True(next.IsSafeMode);
        Assert.Null(next.LastPlan);
        Assert.StartsWith("The last run had trouble: every turn fails after ", next.LastProblem);
    }

    [Fact]
    public void Restart_that_was_wished_first_stays_one_on_purpose()
    {
        Restarter restarter = new(new RunRecord(_flash), this);
        restarter.Restart("set-up page");
        restarter.RestartForTrouble("every turn fails");
        End(restarter);
        RunRecord next = new(_flash);
        Assert.Equal("set-up page", next.LastPlan);
        Assert.Null(next.LastProblem);
    }

    [Fact]
    public void Trouble_of_a_long_run_is_told_too()
    {
        RunRecord record = new(_flash);
        record.Tick(RunRecord.LastingMs);
        Restarter restarter = new(record, this);
        restarter.RestartNow("the controller's loop stopped");
        RunRecord next = new(_flash);
        Assert.StartsWith("The last run had trouble: the controller's loop stopped after ", next.LastProblem);
        Assert.False(next.IsSafeMode);
    }

    private static void End(Restarter restarter)
    {
        int before = Power.Restarts;
        restarter.Tick(null, MonotonicClock.NowMs + 2000);
        Assert.Equal(before + 1, Power.Restarts);
        Assert.True(restarter.IsEnding);
    }
}
