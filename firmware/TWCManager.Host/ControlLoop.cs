using TWCManager.Core;
using TWCManager.Core.Ports;
using TWCManager.Host.Adapters;
using TWCManager.Host.Screen;

namespace TWCManager.Host;

/// <summary>
/// The thread that the controller lives on. Whatever goes wrong in one tick is told and the next tick comes all the same:
/// connectors that lose their master stop charging.
/// </summary>
internal sealed class ControlLoop
{
    private const int TickMs = 3;
    private const int PictureMs = 250;
    private const int ComplaintMs = 10000;
    private const int EndMs = 500;

    private readonly Controller _controller;
    private readonly PictureMaker _pictures;
    private readonly ILog _log;
    private readonly Action<long>? _also;
    private readonly Thread _thread;
    private volatile bool _isEnding;
    private volatile Picture? _picture;
    private volatile bool _isReady;
    private long _nextPictureMs;
    private long _nextComplaintMs;
    private int _untold;

    /// <summary>Starts the thread.</summary>
    /// <param name="also">Done after each tick, on the same thread; null for nothing.</param>
    public ControlLoop(Controller controller, PictureMaker pictures, ILog log, Action<long>? also = null)
    {
        _also = also;
        _controller = controller;
        _pictures = pictures;
        _log = log;
        _thread = new Thread(Run) { IsBackground = true, Name = "control", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>Heartbeats run.</summary>
    public bool IsReady
    {
        get { return _isReady; }
    }

    /// <summary>How things are; null before the first tick.</summary>
    public Picture? Picture
    {
        get { return _picture; }
    }

    /// <summary>Lets the controller say goodbye and ends the thread.</summary>
    public void End()
    {
        _isEnding = true;
        _thread.Join(EndMs);
    }

    private void Run()
    {
        while (!_isEnding)
        {
            Guarded(Tick);
            Thread.Sleep(TickMs);
        }

        Guarded(_controller.Stop);
    }

    private void Tick(long nowMs)
    {
        _controller.Tick(nowMs);
        _also?.Invoke(nowMs);
        _isReady = _controller.IsReady;
        if (nowMs >= _nextPictureMs)
        {
            _nextPictureMs = nowMs + PictureMs;
            _picture = _pictures.Make(nowMs);
        }
    }

    private void Guarded(Action<long> work)
    {
        long nowMs = MonotonicClock.NowMs;
        try
        {
            work(nowMs);
        }
        catch (Exception problem)
        {
            Complain(problem, nowMs);
        }
    }

    // A fault that comes with every tick would fill the log within minutes.
    private void Complain(Exception problem, long nowMs)
    {
        if (nowMs < _nextComplaintMs)
        {
            _untold++;
            return;
        }

        string others = _untold > 0 ? " (and " + _untold + " more since the last line)" : "";
        _log.Write(LogLevel.Error, "Fault in the program, please report it: " + problem.GetType().Name + ": " + problem.Message + others + FirstFrame(problem));
        _nextComplaintMs = nowMs + ComplaintMs;
        _untold = 0;
    }

    private static string FirstFrame(Exception problem)
    {
        string? place = problem.StackTrace?.Split('\n')[0].Trim();
        return place == null ? "" : " " + place;
    }
}
