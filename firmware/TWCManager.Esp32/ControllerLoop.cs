using System;
using System.Threading;
using TWCManager.Core;
using TWCManager.Core.Bus;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Boards;
using TWCManager.Esp32.Clock;
using TWCManager.Esp32.Health;
using TWCManager.Esp32.Light;
using TWCManager.Esp32.Setup;

namespace TWCManager.Esp32;

/// <summary>Turns the controller over, for ever. Whatever goes wrong in one turn, there is a next one.</summary>
public sealed class ControllerLoop
{
    // The UART hands bytes on after about 10 ms of quiet anyway; a shorter pause would find nothing more.
    private const int PauseMs = 5;

    // One line a minute tells as much as two hundred a second.
    private const long ComplaintIntervalMs = 60000;

    // When no turn has ended well for this long, none will: most likely there is no memory left.
    private const long HopelessMs = 10000;

    private readonly Controller _controller;
    private readonly IBoard _board;
    private readonly DeviceWatch _watch;
    private readonly ButtonWatch _button;
    private readonly Restarter _restarter;
    private readonly RunRecord _record;
    private readonly ILog _log;
    private long _nextComplaintMs;
    private long _lastGoodMs;
    private bool _isLightOn;

    /// <summary>Makes the loop; <see cref="Run"/> starts it.</summary>
    internal ControllerLoop(Controller controller, IBoard board, DeviceWatch watch, ButtonWatch button, Restarter restarter, RunRecord record, ILog log)
    {
        _controller = controller;
        _board = board;
        _watch = watch;
        _button = button;
        _restarter = restarter;
        _record = record;
        _log = log;
    }

    /// <summary>Turns done so far; wraps. The watchdog looks whether it moves.</summary>
    public int Turns { get; private set; }

    /// <summary>Runs on the calling thread and does not return: an exception that left <c>Main</c> would end the controller
    /// and leave everything else running.</summary>
    public void Run()
    {
        _lastGoodMs = MonotonicClock.NowMs;
        while (true)
        {
            Turn(MonotonicClock.NowMs);
            Turns++;
            Thread.Sleep(PauseMs);
        }
    }

    private void Turn(long nowMs)
    {
        try
        {
            _controller.Tick(nowMs);
            _lastGoodMs = nowMs;
        }
        catch (Exception problem)
        {
            Complain("Controller", nowMs, problem);
        }

        // What goes wrong here is no reason to restart as long as the controller's own turns end well.
        try
        {
            _record.Tick(nowMs);
            _watch.Tick(nowMs);
            Show(nowMs);
            _button.Tick(nowMs);
            if (_record.IsSafeModeOver(nowMs))
            {
                _restarter.Restart("safe mode is over");
            }
        }
        catch (Exception problem)
        {
            Complain("Device", nowMs, problem);
        }

        _restarter.Tick(_controller, nowMs);
    }

    private void Show(long nowMs)
    {
        LedSign sign = LedPattern.SignOf(_controller.Bus.MayTransmit, _controller.Bus.State, IsAnyOnline(), _controller.Charging.ActualTotalCentiamps > 0);
        bool isOn = LedPattern.IsOn(sign, nowMs);
        if (isOn != _isLightOn)
        {
            _isLightOn = isOn;
            _board.SetLight(isOn);
        }
    }

    private bool IsAnyOnline()
    {
        for (int i = 0; i < _controller.Bus.Count; i++)
        {
            if (_controller.Bus.Connectors[i].Link == LinkState.Online)
            {
                return true;
            }
        }

        return false;
    }

    // Little is allocated here, and nothing leaves: the likeliest exception is that memory has run out.
    private void Complain(string who, long nowMs, Exception problem)
    {
        if (nowMs - _lastGoodMs >= HopelessMs)
        {
            _restarter.RestartForTrouble("every turn fails");
        }

        if (nowMs < _nextComplaintMs)
        {
            return;
        }

        _nextComplaintMs = nowMs + ComplaintIntervalMs;
        try
        {
            string kind = problem.GetType().Name;
            _log.Write(LogLevel.Error, who + ": a turn failed: " + kind);
            _record.Note(kind, nowMs);
        }
        catch (Exception)
        {
            // Told when there is memory again.
        }
    }
}
