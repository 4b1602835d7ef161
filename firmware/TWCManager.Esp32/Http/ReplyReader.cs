using System.Text;

namespace TWCManager.Esp32.Http;

/// <summary>Takes the reply to an HTTP request apart as its bytes come, for a client that has no room for the whole of it.</summary>
/// <remarks>
/// Of the head it keeps the status, the date and where the body ends: a length, chunks, or the end of the connection. Lines longer than its room are of no
/// interest to it. Laxer than the reader of requests: inverters end lines as they like.
/// </remarks>
public sealed class ReplyReader
{
    /// <summary>Longest head in bytes, and longest line between two chunks.</summary>
    public const int HeadLimit = 8192;

    // The names looked for are shorter; of a longer line the beginning is enough.
    private const int LineCapacity = 48;
    private const int LengthDigits = 8;
    private const int ChunkDigits = 6;

    private const int StatusLine = 0;
    private const int HeaderLine = 1;
    private const int BodyBytes = 2;
    private const int ChunkLine = 3;
    private const int ChunkBytes = 4;
    private const int ChunkEnd = 5;
    private const int TrailerLine = 6;
    private const int Done = 7;
    private const int Broken = 8;

    private const int Unknown = -1;
    private const string LengthName = "content-length:";
    private const string CodingName = "transfer-encoding:";
    private const string DateName = "date:";
    private const string Chunked = "chunked";

    private readonly byte[] _line = new byte[LineCapacity];
    private int _phase;
    private int _lineLength;
    private int _headLength;
    private int _rest;
    private bool _isChunked;

    /// <summary>HTTP status; 0 before its line has come.</summary>
    public int Status { get; private set; }

    /// <summary>What the other side says about the date, or null.</summary>
    public string Date { get; private set; }

    /// <summary>Bytes of the whole body that the head announced; 0 when it did not, or in chunks.</summary>
    public int AnnouncedLength { get; private set; }

    /// <summary>Bytes of the body among those taken last. They now stand at the beginning of that array.</summary>
    public int BodyLength { get; private set; }

    /// <summary>The reply is whole; what follows is not looked at.</summary>
    public bool IsComplete
    {
        get { return _phase == Done; }
    }

    /// <summary>What came is no reply.</summary>
    public bool IsBroken
    {
        get { return _phase == Broken; }
    }

    /// <summary>Starts with a new reply.</summary>
    public void Begin()
    {
        Status = 0;
        Date = null;
        BodyLength = 0;
        AnnouncedLength = 0;
        _headLength = 0;
        BeginHead();
    }

    /// <summary>Takes the next bytes.</summary>
    /// <param name="data">Its first <paramref name="length"/> bytes are taken; afterwards it begins with <see cref="BodyLength"/> bytes of the body.</param>
    /// <returns>True while more is needed.</returns>
    public bool Take(byte[] data, int length)
    {
        BodyLength = 0;
        for (int i = 0; i < length && _phase < Done; i++)
        {
            if (_phase == BodyBytes || _phase == ChunkBytes)
            {
                data[BodyLength] = data[i];
                BodyLength++;
                CountBody();
            }
            else
            {
                TakeLine(data[i]);
            }
        }

        return _phase < Done;
    }

    /// <summary>The connection has ended. For some replies that is their proper end.</summary>
    public void End()
    {
        if (_phase == BodyBytes && _rest == Unknown)
        {
            _phase = Done;
        }
        else if (_phase < Done)
        {
            _phase = Broken;
        }
    }

    private void BeginHead()
    {
        _phase = StatusLine;
        _lineLength = 0;
        _rest = Unknown;
        _isChunked = false;
    }

    private void CountBody()
    {
        if (_rest == Unknown)
        {
            return;
        }

        _rest--;
        if (_rest == 0)
        {
            _phase = _phase == BodyBytes ? Done : ChunkEnd;
            _lineLength = 0;
        }
    }

    private void TakeLine(byte value)
    {
        _headLength++;
        if (_headLength > HeadLimit)
        {
            _phase = Broken;
        }
        else if (value == '\n')
        {
            EndLine();
            _lineLength = 0;
        }
        else if (value != '\r' && _lineLength < LineCapacity)
        {
            _line[_lineLength] = value;
            _lineLength++;
        }
    }

    private void EndLine()
    {
        switch (_phase)
        {
            case StatusLine:
                _phase = TryReadStatus() ? HeaderLine : Broken;
                break;
            case HeaderLine:
                EndHeader();
                break;
            case ChunkLine:
                EndChunkLine();
                break;
            case ChunkEnd:
                // The empty line behind a chunk.
                _headLength = 0;
                _phase = _lineLength == 0 ? ChunkLine : Broken;
                break;
            default:
                _phase = _lineLength == 0 ? Done : TrailerLine;
                break;
        }
    }

    // "HTTP/1.1 200 OK"
    private bool TryReadStatus()
    {
        const int at = 9;
        if (!StartsWith("http/1.") || _lineLength < at + 3 || _line[at - 1] != ' ')
        {
            return false;
        }

        int status;
        if (!TryReadNumber(at, 3, 10, out status) || status < 100)
        {
            return false;
        }

        Status = status;
        return true;
    }

    private void EndHeader()
    {
        if (_lineLength == 0)
        {
            BeginBody();
        }
        else if (StartsWith(LengthName))
        {
            _phase = TryReadNumber(LengthName.Length, LengthDigits, 10, out _rest) ? HeaderLine : Broken;
        }
        else if (StartsWith(CodingName))
        {
            _isChunked = Contains(Chunked, CodingName.Length);
        }
        else if (StartsWith(DateName))
        {
            Date = Encoding.UTF8.GetString(_line, DateName.Length, _lineLength - DateName.Length).Trim();
        }
    }

    private void BeginBody()
    {
        if (Status < 200)
        {
            // "Continue" and the like: the reply itself is still to come.
            BeginHead();
        }
        else if (Status == 204 || Status == 304)
        {
            _phase = Done;
        }
        else if (_isChunked)
        {
            _phase = ChunkLine;
        }
        else
        {
            _phase = _rest == 0 ? Done : BodyBytes;
            AnnouncedLength = _rest == Unknown ? 0 : _rest;
        }
    }

    private void EndChunkLine()
    {
        if (!TryReadNumber(0, ChunkDigits, 16, out _rest))
        {
            _phase = Broken;
        }
        else
        {
            _phase = _rest == 0 ? TrailerLine : ChunkBytes;
        }
    }

    // Digits from a place on, blanks before them allowed; a blank, a semicolon or the end of the line ends them.
    private bool TryReadNumber(int at, int mostDigits, int numberBase, out int number)
    {
        number = 0;
        while (at < _lineLength && _line[at] == ' ')
        {
            at++;
        }

        int digits = 0;
        while (at < _lineLength && _line[at] != ' ' && _line[at] != ';')
        {
            int digit = DigitOf(Lower(_line[at]));
            if (digit < 0 || digit >= numberBase || digits == mostDigits)
            {
                number = 0;
                return false;
            }

            number = number * numberBase + digit;
            digits++;
            at++;
        }

        return digits > 0;
    }

    private static int DigitOf(int lower)
    {
        if (lower >= '0' && lower <= '9')
        {
            return lower - '0';
        }

        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private bool StartsWith(string lower)
    {
        return Matches(lower, 0);
    }

    private bool Contains(string lower, int from)
    {
        for (int at = from; at <= _lineLength - lower.Length; at++)
        {
            if (Matches(lower, at))
            {
                return true;
            }
        }

        return false;
    }

    private bool Matches(string lower, int at)
    {
        if (_lineLength < at + lower.Length)
        {
            return false;
        }

        for (int i = 0; i < lower.Length; i++)
        {
            if (Lower(_line[at + i]) != lower[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int Lower(byte value)
    {
        return value >= 'A' && value <= 'Z' ? value + 32 : value;
    }
}
