using System;
using TWCManager.Core.Ports;

namespace TWCManager.Device.Tests.Fakes;

/// <summary>A line with one wall connector (2019, protocol 2, 32 A) whose car takes what it is given. Builds its bytes by hand.</summary>
internal sealed class ScriptedConnector : ISerialLine
{
    private const int AnnounceMs = 2000;
    private const int ReplyMs = 60;
    private const int MinimumCentiamps = 600;

    private readonly byte[] _reply = new byte[44];
    private int _replyLength;
    private long _replyAtMs;
    private long _announceAtMs;
    private long _heartbeatAtMs;
    private int _limitCentiamps;

    /// <summary>The test's clock, in ms.</summary>
    internal long NowMs { get; set; }

    /// <summary>Nothing comes from it any more.</summary>
    internal bool IsSilent { get; set; }

    /// <summary>Heartbeats heard.</summary>
    internal int Heartbeats { get; private set; }

    /// <summary>Longest time between two heartbeats, in ms.</summary>
    internal long LongestGapMs { get; private set; }

    /// <summary>Highest limit heard, in 0.01 A.</summary>
    internal int HighestCentiamps { get; private set; }

    public bool IsOpen
    {
        get { return true; }
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        if (IsSilent)
        {
            return 0;
        }

        if (Heartbeats == 0 && NowMs >= _announceAtMs)
        {
            _announceAtMs = NowMs + AnnounceMs;
            Answer(new byte[] { 0xFD, 0xE2, 0x20, 0x19, 0x2D, 0x0C, 0x80, 0, 0, 0, 0, 0, 0, 0, 0 });
        }

        if (_replyLength == 0 || NowMs < _replyAtMs)
        {
            return 0;
        }

        int length = _replyLength < count ? _replyLength : count;
        Array.Copy(_reply, 0, buffer, offset, length);
        Array.Copy(_reply, length, _reply, 0, _replyLength - length);
        _replyLength -= length;
        return length;
    }

    public bool Write(byte[] buffer, int offset, int count)
    {
        bool isHeartbeat = buffer[offset + 1] == 0xFB && buffer[offset + 2] == 0xE0;
        if (isHeartbeat)
        {
            TakeHeartbeat(buffer[offset + 7], (buffer[offset + 8] << 8) + buffer[offset + 9]);
        }

        return true;
    }

    private void TakeHeartbeat(int command, int centiamps)
    {
        long gapMs = NowMs - _heartbeatAtMs;
        if (Heartbeats > 0 && gapMs > LongestGapMs)
        {
            LongestGapMs = gapMs;
        }

        Heartbeats++;
        _heartbeatAtMs = NowMs;
        if (command != 0)
        {
            _limitCentiamps = centiamps;
            HighestCentiamps = centiamps > HighestCentiamps ? centiamps : HighestCentiamps;
        }

        bool isCharging = _limitCentiamps >= MinimumCentiamps;
        byte high = (byte)(_limitCentiamps >> 8);
        byte low = (byte)_limitCentiamps;
        Answer(new byte[] { 0xFD, 0xE0, 0x20, 0x19, 0x77, 0x77, (byte)(isCharging ? 1 : 4), high, low, isCharging ? high : (byte)0, isCharging ? low : (byte)0, 0, 0, 0, 0 });
    }

    private void Answer(byte[] body)
    {
        int sum = 0;
        int length = 0;
        _reply[length++] = 0xC0;
        for (int i = 0; i < body.Length; i++)
        {
            sum += i > 0 ? body[i] : 0;
            length = Put(body[i], length);
        }

        length = Put((byte)sum, length);
        _reply[length++] = 0xC0;
        _replyLength = length;
        _replyAtMs = NowMs + ReplyMs;
    }

    private int Put(byte value, int at)
    {
        if (value == 0xC0 || value == 0xDB)
        {
            _reply[at++] = 0xDB;
            value = (byte)(value == 0xC0 ? 0xDC : 0xDD);
        }

        _reply[at] = value;
        return at + 1;
    }
}
