using System;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;
using TWCManager.Core.Protocol;

namespace TWCManager.Core.Doctor;

/// <summary>Stands in the line between master and port and, while somebody listens, keeps a copy of what goes through, stretch by stretch. Makes JSON of it when asked to, not while bytes pass.</summary>
/// <remarks>
/// Its buffer exists only while it sniffs; what finds no room is dropped and counted. A copy takes no time of the line and allocates nothing.
/// The form of a line is described in docs/mqtt.md#sniff.
/// </remarks>
public sealed class BusSniffer : ISerialLine
{
    /// <summary>Longest time that can be asked for, s.</summary>
    public const int MaximumSeconds = 600;

    /// <summary>After so many bytes of text it ends before its time.</summary>
    public const int UsualBytes = 512 * 1024;

    private const int RingLength = 2048;
    private const int HeaderLength = 8;

    // One frame and what a transceiver leaves behind; an echo and the answer after it fit too.
    private const int LongestStretch = 80;

    // Within a frame the bytes follow each other; a tick of ours may be late.
    private const int PauseMs = 25;

    // Of nobody: our own frames shall be read like the others.
    private const int NoId = 0x10000;

    private readonly ISerialLine _line;
    private byte[] _ring;
    private byte[] _open;
    private FrameJson _frames;
    private int _first;
    private int _used;
    private int _openLength;
    private bool _isOpenSent;
    private bool _isRaw;
    private bool _isTimeOver;
    private long _openMs;
    private long _openLastMs;
    private long _startMs;
    private long _durationMs;
    private int _textBytes;
    private int _mostBytes;
    private int _lost;
    private int _toldLost;

    public BusSniffer(ISerialLine line)
    {
        _line = line;
    }

    /// <summary>Time of the controller, ms; set before each turn, because a line has no clock.</summary>
    public long NowMs { get; set; }

    /// <summary>True until the last line has been handed out.</summary>
    public bool IsRunning
    {
        get { return _ring != null; }
    }

    /// <summary>Stretches kept so far.</summary>
    public int Kept { get; private set; }

    /// <summary>Bytes of memory that a running sniffer holds beyond an idle one, without what the decoder needs.</summary>
    public static int BufferBytes
    {
        get { return RingLength + LongestStretch; }
    }

    bool ISerialLine.IsOpen
    {
        get { return _line.IsOpen; }
    }

    /// <summary>Begins to listen, anew if it does already.</summary>
    /// <param name="durationMs">In ms.</param>
    /// <param name="isRaw">Bytes only, not decoded.</param>
    /// <param name="mostBytes">Length of all lines together after which it ends.</param>
    public void Start(long durationMs, bool isRaw, int mostBytes)
    {
        _ring = new byte[RingLength];
        _open = new byte[LongestStretch];
        _frames = isRaw ? null : new FrameJson(NoId);
        _isRaw = isRaw;
        _isTimeOver = false;
        _startMs = NowMs;
        _durationMs = durationMs;
        _mostBytes = mostBytes;
        _first = 0;
        _used = 0;
        _openLength = 0;
        _textBytes = 0;
        _lost = 0;
        _toldLost = 0;
        Kept = 0;
    }

    /// <summary>Listens no longer; what was kept can still be taken.</summary>
    public void End()
    {
        _isTimeOver = true;
    }

    /// <summary>Forgets everything at once: nobody is there to take it.</summary>
    public void Abandon()
    {
        _ring = null;
        _open = null;
        _frames = null;
    }

    int ISerialLine.Read(byte[] buffer, int offset, int count)
    {
        int read = _line.Read(buffer, offset, count);
        if (_ring != null && read > 0)
        {
            Keep(buffer, offset, read, false);
        }

        return read;
    }

    bool ISerialLine.Write(byte[] buffer, int offset, int count)
    {
        bool isWritten = _line.Write(buffer, offset, count);
        if (_ring != null && isWritten)
        {
            Keep(buffer, offset, count, true);
        }

        return isWritten;
    }

    /// <summary>Writes the oldest stretch as one JSON object; the last one says that it has ended.</summary>
    /// <returns>False, and nothing written, when there is none yet.</returns>
    public bool TryWriteNext(JsonWriter json)
    {
        if (_ring == null)
        {
            return false;
        }

        _isTimeOver = _isTimeOver || NowMs - _startMs >= _durationMs || _textBytes >= _mostBytes;
        if (_openLength > 0 && (_isTimeOver || NowMs - _openLastMs >= PauseMs))
        {
            Close();
        }

        if (_used == 0 && !_isTimeOver)
        {
            return false;
        }

        json.Reset();
        json.BeginObject();
        bool isLast = _used == 0 || _textBytes >= _mostBytes;
        if (isLast)
        {
            json.Field("ms", NowMs - _startMs);
            json.Field("ended", true);
            json.Field("stretches", Kept);
            json.Field("lost", _lost);
        }
        else
        {
            WriteStretch(json);
        }

        json.EndObject();
        _textBytes += json.Length;
        if (isLast)
        {
            Abandon();
        }

        return true;
    }

    private void WriteStretch(JsonWriter json)
    {
        int length = At(0);
        bool isSent = At(1) == 1;
        long ms = ((long)At(2) << 24) | ((long)At(3) << 16) | ((long)At(4) << 8) | (long)At(5);
        long endMs = ms + ((At(6) << 8) | At(7));
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)At(HeaderLength + i);
        }

        _first = (_first + HeaderLength + length) % RingLength;
        _used -= HeaderLength + length;
        json.Field("ms", ms);
        json.Field("endMs", endMs);
        json.Field("dir", isSent ? "tx" : "rx");
        json.Field("hex", HexBytes.Of(bytes, length));
        if (!_isRaw)
        {
            _frames.DecodeMembers(bytes, length, json);
        }

        if (_lost != _toldLost)
        {
            json.Field("lost", _lost - _toldLost);
            _toldLost = _lost;
        }
    }

    private int At(int index)
    {
        return _ring[(_first + index) % RingLength];
    }

    private void Keep(byte[] buffer, int offset, int count, bool isSent)
    {
        if (_isTimeOver || NowMs - _startMs >= _durationMs)
        {
            _isTimeOver = true;
            return;
        }

        if (_openLength > 0 && (isSent || _isOpenSent || NowMs - _openLastMs >= PauseMs))
        {
            Close();
        }

        for (int i = 0; i < count; i++)
        {
            if (_openLength == LongestStretch)
            {
                Close();
            }

            if (_openLength == 0)
            {
                _openMs = NowMs - _startMs;
                _isOpenSent = isSent;
            }

            _open[_openLength++] = buffer[offset + i];
        }

        _openLastMs = NowMs;
    }

    private void Close()
    {
        int length = _openLength;
        _openLength = 0;
        if (_used + HeaderLength + length > RingLength)
        {
            _lost++;
            return;
        }

        Put(length);
        Put(_isOpenSent ? 1 : 0);
        Put((int)(_openMs >> 24));
        Put((int)(_openMs >> 16));
        Put((int)(_openMs >> 8));
        Put((int)_openMs);
        int tookMs = (int)(_openLastMs - _startMs - _openMs);
        Put(tookMs >> 8);
        Put(tookMs);
        int at = (_first + _used) % RingLength;
        int toEnd = RingLength - at;
        int firstPart = length < toEnd ? length : toEnd;
        Array.Copy(_open, 0, _ring, at, firstPart);
        Array.Copy(_open, firstPart, _ring, 0, length - firstPart);
        _used += length;
        Kept++;
    }

    private void Put(int value)
    {
        _ring[(_first + _used) % RingLength] = (byte)value;
        _used++;
    }
}
