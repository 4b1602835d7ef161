using System.Runtime.InteropServices;
using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>
/// The bus on a Linux terminal device: a USB RS-485 adapter, a built-in UART or a pseudo-terminal.
/// Reading and writing never wait. Opening and closing can (a USB adapter that just vanished), so a thread of its own does them,
/// also again and again after the device has gone.
/// </summary>
public sealed class TermiosLine : ISerialLine, IDisposable
{
    private const int ReopenPauseMs = 1000;
    private const int PendingCapacity = 128;
    private const int None = -1;

    private readonly string _path;
    private readonly ILog _log;
    private readonly byte[] _pending = new byte[PendingCapacity];
    private readonly AutoResetEvent _isWanted = new AutoResetEvent(true);
    private readonly Thread _opener;

    private int _pendingStart;
    private int _pendingLength;
    private int _handle = None;
    private int _deadHandle = None;
    private string? _lastProblem;
    private volatile bool _isDisposed;

    /// <summary>Starts to open the device in the background.</summary>
    /// <param name="path">Device, such as /dev/ttyUSB0.</param>
    public TermiosLine(string path, ILog log)
    {
        _path = path;
        _log = log;
        _opener = new Thread(OpenAgainAndAgain) { IsBackground = true, Name = "serial port" };
        _opener.Start();
    }

    /// <inheritdoc/>
    public bool IsOpen
    {
        get { return Volatile.Read(ref _handle) != None; }
    }

    /// <summary>Times the device was opened.</summary>
    public int Openings { get; private set; }

    /// <summary>Frames that were refused because the driver had not taken the one before.</summary>
    public int Refused { get; private set; }

    /// <inheritdoc/>
    public unsafe int Read(byte[] buffer, int offset, int count)
    {
        int handle = Volatile.Read(ref _handle);
        if (handle == None || count <= 0)
        {
            return 0;
        }

        if (!SendPending(handle))
        {
            return 0;
        }

        nint got;
        fixed (byte* first = &buffer[offset])
        {
            got = Libc.Read(handle, first, count);
        }

        if (got > 0)
        {
            return (int)got;
        }

        int error = got < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (got == 0 || !IsTransient(error))
        {
            GiveUp(handle, got == 0 ? "hung up" : Libc.Explain(error));
        }

        return 0;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Refused, too, while the driver has not yet taken the frame before: a bus master must not queue up orders that are old when they leave.
    /// </remarks>
    public unsafe bool Write(byte[] buffer, int offset, int count)
    {
        int handle = Volatile.Read(ref _handle);
        if (handle == None || !SendPending(handle))
        {
            return false;
        }

        if (_pendingLength > 0 || count > PendingCapacity)
        {
            Refused++;
            return false;
        }

        Array.Copy(buffer, offset, _pending, 0, count);
        _pendingStart = 0;
        _pendingLength = count;
        return SendPending(handle);
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
        int handle = Interlocked.Exchange(ref _handle, None);
        if (handle != None)
        {
            Close(handle);
        }
    }

    /// <summary>Hands the driver what is left of the last frame; false when the line is gone.</summary>
    private unsafe bool SendPending(int handle)
    {
        while (_pendingLength > 0)
        {
            nint sent;
            fixed (byte* first = &_pending[_pendingStart])
            {
                sent = Libc.Write(handle, first, _pendingLength);
            }

            if (sent <= 0)
            {
                int error = Marshal.GetLastPInvokeError();
                if (sent < 0 && !IsTransient(error))
                {
                    GiveUp(handle, Libc.Explain(error));
                    return false;
                }

                return true;
            }

            _pendingStart += (int)sent;
            _pendingLength -= (int)sent;
        }

        return true;
    }

    private static bool IsTransient(int error)
    {
        return error == Libc.ErrorTryAgain || error == Libc.ErrorInterrupted;
    }

    private void GiveUp(int handle, string why)
    {
        _pendingLength = 0;
        Report(LogLevel.Error, "Serial port " + _path + " is gone (" + why + "); trying to open it again.");
        Volatile.Write(ref _deadHandle, handle);
        Volatile.Write(ref _handle, None);
        _isWanted.Set();
    }

    private void OpenAgainAndAgain()
    {
        while (!_isDisposed)
        {
            _isWanted.WaitOne();
            int dead = Interlocked.Exchange(ref _deadHandle, None);
            if (dead != None)
            {
                Close(dead);
            }

            while (!_isDisposed && !IsOpen && !TryOpen())
            {
                _isWanted.WaitOne(ReopenPauseMs);
            }
        }
    }

    private bool TryOpen()
    {
        int handle = Libc.Open(_path, Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.OpenNonBlocking | Libc.OpenCloseOnExec);
        if (handle < 0)
        {
            Report(LogLevel.Error, "Serial port " + _path + " cannot be opened: " + Libc.Explain(Marshal.GetLastPInvokeError()) + ".");
            return false;
        }

        // Two masters on one bus harm each other; the lock keeps a second TWCManager off the same port.
        if (Libc.Lock(handle, Libc.LockExclusive | Libc.LockWithoutWaiting) != 0)
        {
            Report(LogLevel.Error, "Serial port " + _path + " is in use by another program.");
            Close(handle);
            return false;
        }

        if (!RawTerminal.TrySet(handle))
        {
            Report(LogLevel.Error, "Serial port " + _path + " cannot be set to 9600 8N1: " + Libc.Explain(Marshal.GetLastPInvokeError()) + ".");
            Close(handle);
            return false;
        }

        Libc.Flush(handle, Libc.FlushInput);
        Openings++;
        Report(LogLevel.Info, "Serial port " + _path + " is open.");
        Volatile.Write(ref _handle, handle);
        return true;
    }

    private static void Close(int handle)
    {
        // Without this the driver would wait up to 30 s for bytes that a dead adapter never takes.
        Libc.Flush(handle, Libc.FlushBoth);
        Libc.Close(handle);
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
