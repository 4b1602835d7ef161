namespace TWCManager.Core.Protocol;

/// <summary>Makes messages out of the bytes of the bus, one byte at a time, and counts what it drops.</summary>
/// <remarks>
/// Knows framing, checksums, types and our own id. Leaves to others who the senders are, what may be believed, and time: the
/// caller says when the line fell silent (<see cref="Gap"/>). Never repairs and never searches inside a bad segment, because a
/// guess about amperes is worth less than the next heartbeat a second later. Source: docs/protocol.md#receive-rules.
/// </remarks>
public sealed class FrameReader
{
    private const int HeaderLength = 4;

    private readonly int _ownId;
    private bool _isOpen;
    private bool _isEscaping;
    private bool _hasBadEscape;
    private int _received;
    private int _length;
    private int _stray;
    private int _last;
    private int _ones;

    /// <summary>Makes a reader that waits for the first delimiter.</summary>
    /// <param name="ownId">Our id; frames from it are <see cref="DropReason.Echo"/>.</param>
    public FrameReader(int ownId)
    {
        _ownId = ownId;
        Message = new Message();
        Counters = new LineCounters();
        RawFrame = new byte[Framing.MaxRawLength];
    }

    /// <summary>What came last, after <see cref="ReadResult.Message"/> or <see cref="DropReason.Echo"/>. Always the same object.</summary>
    public Message Message { get; }

    /// <summary>Why something was dropped, after <see cref="ReadResult.Dropped"/>.</summary>
    public DropReason LastDrop { get; private set; }

    /// <summary>Everything since the reader was made.</summary>
    public LineCounters Counters { get; }

    /// <summary>The frame of <see cref="Message"/>, unescaped, checksum included; its first <see cref="RawLength"/> bytes count until the next byte is pushed.</summary>
    public byte[] RawFrame { get; }

    /// <summary>Length of <see cref="RawFrame"/> in bytes.</summary>
    public int RawLength { get; private set; }

    /// <summary>True when bytes came after the last delimiter: a frame under way, or what a transceiver left behind.</summary>
    public bool IsInsideFrame
    {
        get { return _isOpen && _received > 0; }
    }

    /// <summary>True when the last byte completed the first four of a segment: type and sender, which are worth something even when the rest arrives damaged.</summary>
    public bool HasHeader
    {
        get { return _isOpen && _length == HeaderLength; }
    }

    /// <summary>Whether the segment under way begins with this type and this sender; for <see cref="HasHeader"/>.</summary>
    public bool BeginsWith(int opcode, int from)
    {
        return ((RawFrame[0] << 8) | RawFrame[1]) == opcode && ((RawFrame[2] << 8) | RawFrame[3]) == from;
    }

    /// <summary>True when bytes came that belong to no frame yet: <see cref="Gap"/> has something to do.</summary>
    internal bool HasOpenBytes
    {
        get { return _stray > 0 || IsInsideFrame; }
    }

    /// <summary>Takes one byte off the line.</summary>
    public ReadResult Push(byte b)
    {
        if (b == Framing.Delimiter)
        {
            return Close();
        }

        if (!_isOpen)
        {
            TakeStray(b);
            return ReadResult.Pending;
        }

        _received++;
        _last = b;
        _ones = b == 0xFF ? _ones + 1 : 0;
        if (_received > Framing.MaxRawLength)
        {
            _isOpen = false;
            return Drop(DropReason.Overflow);
        }

        Unescape(b);
        return ReadResult.Pending;
    }

    /// <summary>The line was silent for so long that the frame under way is dead: forgets it and waits for the next delimiter.</summary>
    /// <remarks>Call it after 100 ms without a byte, counting only time in which the receive buffer was seen empty.</remarks>
    public void Gap()
    {
        if (_isOpen && _received > Framing.MaxNoiseLength && MessageTable.IsKnown((RawFrame[0] << 8) | RawFrame[1]))
        {
            Counters.Timeouts++;
            Counters.CountShape(RawFrame, 0, _last, _ones, false);
        }
        else if (_isOpen)
        {
            Counters.Stray += _received;
        }

        Counters.Stray += _stray;
        _stray = 0;
        _isOpen = false;
    }

    /// <summary>Forgets what was under way, as after opening a port. Counters stay.</summary>
    public void Reset()
    {
        Open();
        _isOpen = false;
        _stray = 0;
        LastDrop = DropReason.None;
        RawLength = 0;
        Message.Clear();
    }

    // Its first two bytes tell whether a delimiter was lost.
    private void TakeStray(byte b)
    {
        if (_stray < Framing.BodyStart)
        {
            RawFrame[_stray] = b;
        }

        _stray++;
    }

    private void EndStray()
    {
        if (_stray >= Framing.ShortLength - 1 && _stray <= Framing.MaxRawLength)
        {
            Counters.Headless++;
            Counters.CountShape(RawFrame, _stray, 0, 0, false);
        }
        else
        {
            Counters.Stray += _stray;
        }

        _stray = 0;
    }

    private void Open()
    {
        _isOpen = true;
        _ones = 0;
        _last = 0;
        _isEscaping = false;
        _hasBadEscape = false;
        _received = 0;
        _length = 0;
    }

    private void Unescape(byte b)
    {
        if (_isEscaping)
        {
            _isEscaping = false;
            if (b == Framing.EscapedDelimiter)
            {
                b = Framing.Delimiter;
            }
            else if (b == Framing.EscapedEscape)
            {
                b = Framing.Escape;
            }
            else
            {
                _hasBadEscape = true;
            }
        }
        else if (b == Framing.Escape)
        {
            _isEscaping = true;
            return;
        }

        RawFrame[_length++] = b;
    }

    // A delimiter closes one segment and opens the next, so that a lost one costs one frame and not all that follow.
    private ReadResult Close()
    {
        bool wasOpen = _isOpen;
        int received = _received;
        int length = _length;
        bool hasBadEscape = _hasBadEscape || _isEscaping;
        int last = _last;
        int ones = _ones;
        if (_stray > 0)
        {
            EndStray();
        }

        Open();
        if (!wasOpen || received == 0)
        {
            return ReadResult.Pending;
        }

        if (received <= Framing.MaxNoiseLength)
        {
            Counters.Stray += received;
            return Drop(DropReason.Noise);
        }

        ReadResult result = hasBadEscape ? Drop(DropReason.BadEscape)
            : !MessageTable.IsFrameLength(length) ? Drop(DropReason.BadLength) : Judge(length);
        if (result == ReadResult.Dropped && LastDrop != DropReason.Echo && LastDrop != DropReason.UnknownType)
        {
            Counters.CountShape(RawFrame, length, last, ones, LastDrop == DropReason.BadLength);
        }

        return result;
    }

    private ReadResult Judge(int length)
    {
        int sum = 0;
        for (int i = 1; i < length - 1; i++)
        {
            sum += RawFrame[i];
        }

        if ((sum & 0xFF) != RawFrame[length - 1])
        {
            return Drop(DropReason.BadChecksum);
        }

        int opcode = (RawFrame[0] << 8) | RawFrame[1];
        if (!MessageTable.IsKnown(opcode))
        {
            return Drop(DropReason.UnknownType);
        }

        if (!MessageTable.AcceptsLength(opcode, length))
        {
            return Drop(DropReason.BadLength);
        }

        RawLength = length;
        MessageParser.Fill(Message, RawFrame, length, opcode);
        if (Message.From == _ownId)
        {
            return Drop(DropReason.Echo);
        }

        Counters.Frames++;
        return ReadResult.Message;
    }

    private ReadResult Drop(DropReason reason)
    {
        LastDrop = reason;
        Counters.Count(reason);
        return ReadResult.Dropped;
    }
}
