using System.Threading;
using nanoFramework.Runtime.Native;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32;

/// <summary>Restarts the chip when the controller's loop has stopped turning.</summary>
/// <remarks>The official firmware has the chip's own task watchdog switched off, and an exception that ends a thread is silent. A
/// virtual machine that hangs as a whole is not caught by this; then the connectors hear no master and go to their own safe current.</remarks>
public sealed class LoopWatchdog
{
    // Two looks in a row without a turn. One is not enough: after a stop of the whole machine this thread may run first.
    private const int LookMs = 15000;

    private readonly ControllerLoop _loop;
    private readonly ILog _log;

    /// <summary>Starts watching.</summary>
    public LoopWatchdog(ControllerLoop loop, ILog log)
    {
        _loop = loop;
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
                Power.RebootDevice();
            }

            Thread.Sleep(LookMs);
        }
    }
}
