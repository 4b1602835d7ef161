using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>Judges the line once a minute by the share of damaged frames (<see cref="LineCounters.Lost"/>).</summary>
public sealed class NoiseWatch
{
    private const long WindowMs = 60000;
    private const int TooManyPercent = 10;
    // A handful of frames proves nothing: at start, connectors answer all at once.
    private const int EnoughFrames = 20;

    private readonly LineCounters _counters;
    private long _windowStartMs;
    private int _framesBefore;
    private int _errorsBefore;

    internal NoiseWatch(LineCounters counters)
    {
        _counters = counters;
    }

    /// <summary>More than one frame in ten was damaged in the last full minute: nothing may be raised.</summary>
    public bool IsBad { get; private set; }

    /// <summary>Share of damaged frames in the last full minute, in percent.</summary>
    public int ErrorPercent { get; private set; }

    /// <param name="isRunning">False while no heartbeats run: what is heard then is mostly units that announce themselves all at once.</param>
    internal void Tick(bool isRunning, long nowMs)
    {
        if (isRunning && nowMs - _windowStartMs < WindowMs)
        {
            return;
        }

        int errors = _counters.Lost;
        int newErrors = errors - _errorsBefore;
        int all = _counters.Frames - _framesBefore + newErrors;
        ErrorPercent = isRunning && all >= EnoughFrames ? newErrors * 100 / all : 0;
        IsBad = ErrorPercent > TooManyPercent;
        _windowStartMs = nowMs;
        _framesBefore = _counters.Frames;
        _errorsBefore = errors;
    }
}
