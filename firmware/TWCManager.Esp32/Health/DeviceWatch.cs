using TWCManager.Core.Ports;
using Heap = nanoFramework.Runtime.Native.GC;

namespace TWCManager.Esp32.Health;

/// <summary>Looks after what the core cannot know of: memory that runs out. On the controller's thread.</summary>
internal sealed class DeviceWatch
{
    // Measuring is a collection, some milliseconds in which all threads stand still.
    private const long LookMs = 600000;
    private const long LowLookMs = 20000;
    private const long TellMs = 3600000;

    // The first look counts what is there once everything has been made.
    private const long FirstLookMs = 60000;

    private readonly MemoryRule _memory = new MemoryRule();
    private readonly Restarter _restart;
    private readonly ILog _log;
    private long _nextLookMs = FirstLookMs;
    private long _nextTellMs = FirstLookMs;

    /// <summary>Makes it.</summary>
    /// <param name="log">Of the controller's thread.</param>
    public DeviceWatch(Restarter restart, ILog log)
    {
        _restart = restart;
        _log = log;
    }

    /// <summary>Looks when it is time; for every turn.</summary>
    public void Tick(long nowMs)
    {
        if (nowMs < _nextLookMs)
        {
            return;
        }

        int freeBytes = (int)Heap.Run(false);
        _memory.Take(freeBytes);
        _nextLookMs = nowMs + (_memory.IsLow ? LowLookMs : LookMs);
        if (nowMs >= _nextTellMs)
        {
            _nextTellMs = nowMs + TellMs;
            _log.Write(LogLevel.Info, "Memory: " + freeBytes.ToString() + " bytes free, never less than " + _memory.LowestBytes.ToString());
        }

        if (_memory.IsToRestart)
        {
            _restart.RestartForTrouble("memory stayed low, " + freeBytes.ToString() + " bytes free");
        }
    }
}
