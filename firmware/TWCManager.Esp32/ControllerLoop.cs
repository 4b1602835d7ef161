using System;
using System.Threading;
using TWCManager.Core;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Adapters;
using TWCManager.Esp32.Boards;

namespace TWCManager.Esp32;

/// <summary>Turns the controller over, for ever. Whatever goes wrong in one turn, there is a next one.</summary>
public sealed class ControllerLoop
{
    // The UART hands bytes on after about 10 ms of quiet anyway; a shorter pause would find nothing more.
    private const int PauseMs = 5;

    // One line a minute tells as much as two hundred a second.
    private const long ComplaintIntervalMs = 60000;

    private const int BlinkMs = 512;

    private readonly Controller _controller;
    private readonly IBoard _board;
    private readonly ILog _log;
    private long _nextComplaintMs;
    private bool _isLightOn;

    /// <summary>Makes the loop; <see cref="Run"/> starts it.</summary>
    public ControllerLoop(Controller controller, IBoard board, ILog log)
    {
        _controller = controller;
        _board = board;
        _log = log;
    }

    /// <summary>Turns done so far; wraps. The watchdog looks whether it moves.</summary>
    public int Turns { get; private set; }

    /// <summary>Runs on the calling thread and does not return: an exception that left <c>Main</c> would end the controller
    /// and leave everything else running.</summary>
    public void Run()
    {
        while (true)
        {
            long nowMs = MonotonicClock.NowMs;
            try
            {
                _controller.Tick(nowMs);
                Show(nowMs);
            }
            catch (Exception problem)
            {
                Complain(nowMs, problem);
            }

            Turns++;
            Thread.Sleep(PauseMs);
        }
    }

    // Steady: the bus runs. Blinking: it does not yet, or not now. Frozen or dark: this program does not run.
    private void Show(long nowMs)
    {
        bool isOn = _controller.IsReady || (nowMs & BlinkMs) != 0;
        if (isOn != _isLightOn)
        {
            _isLightOn = isOn;
            _board.SetLight(isOn);
        }
    }

    // Little is allocated here: the likeliest exception is that memory has run out.
    private void Complain(long nowMs, Exception problem)
    {
        if (nowMs < _nextComplaintMs)
        {
            return;
        }

        _nextComplaintMs = nowMs + ComplaintIntervalMs;
        _log.Write(LogLevel.Error, "Controller: a turn failed: " + problem.GetType().Name);
    }
}
