using System.Threading;
using nanoFramework.Runtime.Native;
using TWCManager.Core;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Adapters;

namespace TWCManager.Esp32;

/// <summary>Restarts the chip when the controller's loop has stopped turning, and when safe mode has lasted long enough.</summary>
/// <remarks>The official firmware has the chip's own task watchdog switched off, and an exception that ends a thread is silent. A
/// virtual machine that hangs as a whole is not caught by this; then the connectors hear no master and go to their own safe current.</remarks>
public sealed class LoopWatchdog
{
    // Two looks in a row without a turn. One is not enough: after a stop of the whole machine this thread may run first.
    private const int LookMs = 15000;

    // For the note to get from the queue to the flash.
    private const int LastWordsMs = 2000;

    private readonly ControllerLoop _loop;
    private readonly RunRecord _record;
    private readonly ILog _log;

    /// <summary>Starts watching.</summary>
    public LoopWatchdog(ControllerLoop loop, RunRecord record, ILog log)
    {
        _loop = loop;
        _record = record;
        _log = log;
        new Thread(Run).Start();
    }

    private void Run()
    {
        int still = 0;
        int before = _loop.Turns - 1;
        while (true)
        {
            int turns = _loop.Turns;
            still = turns == before ? still + 1 : 0;
            before = turns;
            if (still >= 2)
            {
                _log.Write(LogLevel.Error, "Controller: its loop has stopped; restarting.");
                _record.Note("the controller's loop stopped", MonotonicClock.NowMs);
                Thread.Sleep(LastWordsMs);
                Power.RebootDevice();
            }

            if (_record.IsSafeModeOver(MonotonicClock.NowMs))
            {
                _log.Write(LogLevel.Warning, "Safe mode is over; restarting.");
                Power.RebootDevice();
            }

            Thread.Sleep(LookMs);
        }
    }
}
