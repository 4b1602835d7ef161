using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>
/// The bus on a serial port of the system: a USB RS-485 adapter, a built-in UART or a pseudo-terminal.
/// Reading and writing never wait. Opening and closing can (a USB adapter that just vanished), so a thread of its own does them,
/// also again and again after the device has gone.
/// </summary>
public sealed class SerialPortLine : ISerialLine, IDisposable
{
    private const int ReopenPauseMs = 1000;

    private readonly string _path;
    private readonly ILog _log;
    private readonly AutoResetEvent _isWanted = new AutoResetEvent(true);
    private readonly Thread _opener;

    private OpenPort? _port;
    private OpenPort? _deadPort;
    private string? _lastProblem;
    private volatile bool _isDisposed;

    /// <summary>Starts to open the device in the background.</summary>
    /// <param name="path">Device, such as /dev/ttyUSB0 or COM3.</param>
    public SerialPortLine(string path, ILog log)
    {
        _path = path;
        _log = log;
        _opener = new Thread(OpenAgainAndAgain) { IsBackground = true, Name = "serial port" };
        _opener.Start();
    }

    /// <inheritdoc/>
    public bool IsOpen
    {
        get { return Volatile.Read(ref _port) != null; }
    }

    /// <summary>Times the device was opened.</summary>
    public int Openings { get; private set; }

    /// <summary>Frames that were refused because the driver had not taken those before.</summary>
    public int Refused { get; private set; }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        OpenPort? port = Volatile.Read(ref _port);
        if (port == null || count <= 0)
        {
            return 0;
        }

        int got = port.Read(buffer.AsSpan(offset, count));
        return IsGone(port) ? 0 : got;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Refused, too, while the driver takes nothing: a bus master must not queue up orders that are old when they leave.
    /// </remarks>
    public bool Write(byte[] buffer, int offset, int count)
    {
        OpenPort? port = Volatile.Read(ref _port);
        if (port == null || IsGone(port))
        {
            return false;
        }

        if (!port.TryWrite(buffer.AsSpan(offset, count)))
        {
            Refused++;
            return false;
        }

        return !IsGone(port);
    }

    /// <summary>Closes the device. What it has not sent yet is thrown away.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _isWanted.Set();
        _opener.Join(500);
        Interlocked.Exchange(ref _port, null)?.Dispose();
    }

    private bool IsGone(OpenPort port)
    {
        if (port.Problem == null)
        {
            return false;
        }

        Report(LogLevel.Error, "Serial port " + _path + " is gone (" + port.Problem.TrimEnd('.') + "); trying to open it again.");
        Volatile.Write(ref _deadPort, port);
        Volatile.Write(ref _port, null);
        _isWanted.Set();
        return true;
    }

    private void OpenAgainAndAgain()
    {
        while (!_isDisposed)
        {
            _isWanted.WaitOne();
            Interlocked.Exchange(ref _deadPort, null)?.Dispose();
            while (!_isDisposed && !IsOpen && !TryOpen())
            {
                _isWanted.WaitOne(ReopenPauseMs);
            }
        }
    }

    private bool TryOpen()
    {
        try
        {
            OpenPort port = new OpenPort(_path);
            Openings++;
            Report(LogLevel.Info, "Serial port " + _path + " is open.");
            Volatile.Write(ref _port, port);
            return true;
        }
        catch (PortRefusedException refusal)
        {
            Report(LogLevel.Error, "Serial port " + _path + " " + refusal.Message + ".");
            return false;
        }
    }

    // The same trouble every second is told once.
    private void Report(LogLevel level, string text)
    {
        if (Interlocked.Exchange(ref _lastProblem, text) != text)
        {
            _log.Write(level, text);
        }
    }
}
