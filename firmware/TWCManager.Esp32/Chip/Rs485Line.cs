using System;
using System.IO.Ports;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Boards;
using TWCManager.Esp32.Clock;

namespace TWCManager.Esp32.Chip;

/// <summary>The bus on a UART of the chip. Belongs to the controller's thread.</summary>
/// <remarks>
/// Traps avoided, each in its place below: reading before <c>Open</c> divides by zero in native code and takes the chip down;
/// <c>Read</c> waits for every byte asked for, and one that timed out spoils the next; writes beyond the hardware's FIFO wait,
/// and read a buffer that the collector may move meanwhile; on overrun everything received is thrown away; the direction pin
/// cannot be driven from managed code, which never knows when the last bit has left.
/// </remarks>
public sealed class Rs485Line : ISerialLine
{
    private const int BitRate = 9600;

    // Half a second of line time: more than the longest stop of all threads that was seen (a name look-up, a flash erase).
    private const int ReceiveBufferBytes = 512;

    // What fits into the FIFO is taken at once; a frame is at most 42 bytes.
    private const int LongestWriteBytes = 128;

    // Never reached, because only bytes that are there are asked for; it is here so that a mistake cannot hang the controller.
    private const int TimeoutMs = 50;

    private const long ReopenPauseMs = 2000;

    private readonly IBoard _board;
    private readonly ILog _log;
    private SerialPort _port;
    private long _nextOpenMs;
    private bool _hasComplained;

    /// <summary>Opens the port of a prepared board, now or as soon as it lets itself be opened.</summary>
    public Rs485Line(IBoard board, ILog log)
    {
        _board = board;
        _log = log;
        TryOpen();
    }

    /// <inheritdoc/>
    public bool IsOpen
    {
        get { return _port != null; }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        if (_port == null)
        {
            TryOpen();
            return 0;
        }

        try
        {
            int available = _port.BytesToRead;
            if (available <= 0)
            {
                return 0;
            }

            return _port.Read(buffer, offset, available < count ? available : count);
        }
        catch (Exception)
        {
            Close();
            return 0;
        }
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        if (_port == null || count > LongestWriteBytes)
        {
            return false;
        }

        try
        {
            _port.Write(buffer, offset, count);
            return true;
        }
        catch (Exception)
        {
            Close();
            return false;
        }
    }

    private void TryOpen()
    {
        long nowMs = MonotonicClock.NowMs;
        if (nowMs < _nextOpenMs)
        {
            return;
        }

        _nextOpenMs = nowMs + ReopenPauseMs;
        SerialPort port = null;
        try
        {
            port = new SerialPort(_board.PortName, BitRate, Parity.None, 8, StopBits.One);
            port.ReadBufferSize = ReceiveBufferBytes;
            port.ReadTimeout = TimeoutMs;
            port.WriteTimeout = TimeoutMs;
            port.Mode = _board.PortMode;
            port.Open();
            // Only an opened port gets into the field: BytesToRead of any other one is the division by zero.
            _port = port;
            _hasComplained = false;
        }
        catch (Exception)
        {
            Release(port);
            Complain();
        }
    }

    private void Close()
    {
        Release(_port);
        _port = null;
        _nextOpenMs = MonotonicClock.NowMs + ReopenPauseMs;
        Complain();
    }

    // Dispose, not Close: that leaves the UART taken, and a second SerialPort object for it is refused.
    private static void Release(SerialPort port)
    {
        if (port == null)
        {
            return;
        }

        try
        {
            port.Dispose();
        }
        catch (Exception)
        {
            // Nothing more can be done with it, and a new one is tried anyway.
        }
    }

    private void Complain()
    {
        if (!_hasComplained)
        {
            _hasComplained = true;
            _log.Write(LogLevel.Error, "RS-485: " + _board.PortName + " does not work; trying again every two seconds.");
        }
    }
}
