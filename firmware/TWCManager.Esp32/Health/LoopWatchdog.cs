using System.Threading;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Health;

/// <summary>Restarts the chip when the controller's loop has stopped turning, or has never begun.</summary>
/// <remarks>The official firmware has the chip's own task watchdog switched off and gives programs none, and an exception that ends a thread is silent. A
/// virtual machine that hangs as a whole is not caught by this; then the connectors hear no master and go to their own safe current.</remarks>
internal sealed class LoopWatchdog
{
    private readonly TurnRule _rule = new TurnRule();
    private readonly Restarter _restarter;
    private readonly ILog _log;
    private ControllerLoop _loop;

    /// <summary>Starts watching, before there is a loop: what is made first may hang too.</summary>
    public LoopWatchdog(Restarter restarter, ILog log)
    {
        _restarter = restarter;
        _log = log;
        new Thread(Run).Start();
    }

    /// <summary>Names the loop.</summary>
    public void Watch(ControllerLoop loop)
    {
        _loop = loop;
    }

    // Allocates nothing until it is needed: memory that has run out must not end the one who restarts because of that.
    private void Run()
    {
        while (true)
        {
            Thread.Sleep(TurnRule.LookMs);
            if (_rule.IsStopped(_loop == null ? 0 : _loop.Turns, _restarter.IsEnding))
            {
                _log.Write(LogLevel.Error, "Controller: its loop has stopped; restarting.");
                _restarter.RestartNow("the controller's loop stopped");
            }
        }
    }
}
