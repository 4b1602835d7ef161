using System.Collections.Concurrent;
using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>
/// Log lines on standard error, or, while a live screen owns the terminal, in its last lines.
/// A thread of its own writes them: a pipe that nobody reads must not stop the bus.
/// </summary>
public sealed class ConsoleLog : ILog, IDisposable
{
    private const int KeptLines = 50;
    private const int QueueCapacity = 200;
    private const int DrainMs = 300;

    private readonly Lock _lock = new Lock();
    private readonly Queue<LogLine> _kept = new Queue<LogLine>(KeptLines);
    private readonly BlockingCollection<LogLine> _queue = new BlockingCollection<LogLine>(QueueCapacity);
    private readonly Thread _writer;
    private bool _isOnScreen;
    private int _dropped;

    /// <summary>Starts the writing thread.</summary>
    public ConsoleLog()
    {
        _writer = new Thread(WriteAll) { IsBackground = true, Name = "log" };
        _writer.Start();
    }

    /// <inheritdoc/>
    public void Write(LogLevel level, string text)
    {
        LogLine line = new LogLine(DateTime.Now, level, text);
        lock (_lock)
        {
            if (_kept.Count >= KeptLines)
            {
                _kept.Dequeue();
            }

            _kept.Enqueue(line);
            if (_isOnScreen || _queue.IsAddingCompleted)
            {
                return;
            }

            if (!_queue.TryAdd(line))
            {
                _dropped++;
            }
        }
    }

    /// <summary>From now on lines go to the screen only.</summary>
    public void MoveToScreen()
    {
        lock (_lock)
        {
            _isOnScreen = true;
        }
    }

    /// <summary>The screen is gone: lines go to standard error again.</summary>
    public void LeaveScreen()
    {
        lock (_lock)
        {
            _isOnScreen = false;
        }
    }

    /// <summary>The last lines, oldest first.</summary>
    public LogLine[] Last(int count)
    {
        lock (_lock)
        {
            return _kept.Skip(Math.Max(0, _kept.Count - count)).ToArray();
        }
    }

    /// <summary>Writes what is waiting.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _queue.CompleteAdding();
        }

        _writer.Join(DrainMs);
    }

    private void WriteAll()
    {
        foreach (LogLine line in _queue.GetConsumingEnumerable())
        {
            int dropped = Interlocked.Exchange(ref _dropped, 0);
            try
            {
                Console.Error.WriteLine(line.Format());
                if (dropped > 0)
                {
                    Console.Error.WriteLine("(" + dropped + " lines lost here: nobody read fast enough)");
                }
            }
            catch (IOException)
            {
                // The disk behind it may be full. That is no reason to leave the bus alone.
            }
        }
    }
}
