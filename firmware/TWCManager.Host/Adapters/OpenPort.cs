using System.IO.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>
/// A serial port from its opening until it is closed or gone: 9600 baud, 8N1. One read is always under way; frames wait in a short row
/// until the library's thread has given them to the driver, usually for less than a millisecond.
/// </summary>
internal sealed class OpenPort : IDisposable
{
    private const int BaudRate = 9600;
    private const int DataBits = 8;
    private const int IncomingCapacity = 256;
    private const int OutgoingCapacity = 128;

    // Some frames may be given one right after the other; more than these only wait when the driver takes nothing.
    private const int OutgoingFrames = 16;

    private readonly byte[] _incoming = new byte[IncomingCapacity];
    private readonly byte[][] _outgoing = new byte[OutgoingFrames][];
    private readonly Task[] _writings = new Task[OutgoingFrames];
    private readonly CancellationTokenSource _end = new CancellationTokenSource();
    private readonly PortLock _lock;
    private readonly SerialPort _port;
    private readonly Stream _stream;

    private Task<int> _reading;
    private Task _lastWriting = Task.CompletedTask;
    private int _nextFrame;
    private int _taken;

    /// <summary>Opens a port.</summary>
    /// <exception cref="PortRefusedException">It cannot be had.</exception>
    public OpenPort(string path)
    {
        _lock = new PortLock(path);
        _port = new SerialPort(path, BaudRate, Parity.None, DataBits, StopBits.One) { Handshake = Handshake.None };
        try
        {
            _port.Open();
            _stream = _port.BaseStream;
            _port.DiscardInBuffer();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            _lock.Dispose();
            throw new PortRefusedException(Explain(problem));
        }

        for (int i = 0; i < OutgoingFrames; i++)
        {
            _outgoing[i] = new byte[OutgoingCapacity];
            _writings[i] = Task.CompletedTask;
        }

        RaiseModemLines();
        _reading = BeginRead();
    }

    /// <summary>Why the port can no longer be used, or null while it can.</summary>
    public string? Problem
    {
        get { return ProblemOf(_lastWriting) ?? ProblemOf(_reading) ?? (IsHungUp ? "hung up" : null); }
    }

    private bool IsHungUp
    {
        get { return _reading.IsCompletedSuccessfully && _reading.Result == 0; }
    }

    /// <summary>Takes what has arrived; 0 when there is nothing.</summary>
    public int Read(Span<byte> buffer)
    {
        if (!_reading.IsCompletedSuccessfully || IsHungUp)
        {
            return 0;
        }

        int count = Math.Min(_reading.Result - _taken, buffer.Length);
        _incoming.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        if (_taken == _reading.Result)
        {
            _taken = 0;
            _reading = BeginRead();
        }

        return count;
    }

    /// <summary>Hands a frame to the driver, after those that it has not taken yet.</summary>
    /// <returns>False when too many of them wait, or when the frame is too long.</returns>
    public bool TryWrite(ReadOnlySpan<byte> frame)
    {
        if (!_writings[_nextFrame].IsCompleted || frame.Length > OutgoingCapacity)
        {
            return false;
        }

        byte[] copy = _outgoing[_nextFrame];
        frame.CopyTo(copy);
        try
        {
            _lastWriting = _stream.WriteAsync(copy, 0, frame.Length, _end.Token);
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            _lastWriting = Task.FromException(problem);
        }

        _writings[_nextFrame] = _lastWriting;
        _nextFrame = (_nextFrame + 1) % OutgoingFrames;
        return true;
    }

    /// <summary>Closes the port. What was not sent is thrown away: a dead adapter never takes it.</summary>
    public void Dispose()
    {
        _end.Cancel();
        try
        {
            _port.DiscardOutBuffer();
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // There is nothing left to throw away.
        }

        // Not the port itself: that would first wait until everything has been sent.
        _stream.Dispose();
        _lock.Dispose();
    }

    private static string? ProblemOf(Task task)
    {
        return task.IsFaulted ? task.Exception.InnerException!.Message : task.IsCanceled ? "closed" : null;
    }

    private static string Explain(Exception problem)
    {
        string why = problem.Message.TrimEnd('.');
        if (OperatingSystem.IsLinux())
        {
            // The lock could be had: the device is there and free.
            return "cannot be set to 9600 8N1: " + why;
        }

        return problem is UnauthorizedAccessException ? "is in use by another program" : "cannot be opened: " + why;
    }

    private Task<int> BeginRead()
    {
        try
        {
            return _stream.ReadAsync(_incoming, 0, IncomingCapacity, _end.Token);
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return Task.FromException<int>(problem);
        }
    }

    // Some adapters take their power or the direction from these. A pseudo-terminal has none.
    private void RaiseModemLines()
    {
        try
        {
            _port.DtrEnable = true;
            _port.RtsEnable = true;
        }
        catch (IOException)
        {
            return;
        }
    }
}
