using System.Text;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Web;

/// <summary>Takes an HTTP request apart byte by byte, for a server that has no room for the whole of it.</summary>
/// <remarks>
/// Keeps one line, and of the head only what <see cref="BrowserRequest"/> has a place for: half of what browsers send is of no interest here.
/// Strict where laxness would let two readers see two requests. Who may ask for what is left to others.
/// </remarks>
public sealed class RequestReader
{
    /// <summary>Longest head in bytes, request line included.</summary>
    public const int HeadLimit = 4096;

    // The longest line that is looked at; others may be longer, up to the limit of the head.
    private const int LineCapacity = 256;
    private const int PathLimit = 200;
    private const int MethodLimit = 10;
    private const int LengthDigits = 9;

    private const int BadRequest = 400;
    private const int HeadTooLong = 431;

    private const int HostSeen = 1;
    private const int OriginSeen = 2;
    private const int TypeSeen = 4;
    private const int LengthSeen = 8;
    private const int TokenSeen = 16;

    private readonly byte[] _line = new byte[LineCapacity];
    private readonly string _tokenName = BrowserRequest.TokenHeader.ToLower();
    private BrowserRequest _request;
    private int _headLength;
    private int _lineLength;
    private int _bodyLength;
    private int _seen;
    private bool _isAfterReturn;
    private bool _isInBody;

    /// <summary>The request is whole.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>HTTP status of the refusal of what is no request, or 0.</summary>
    public int Refusal { get; private set; }

    /// <summary>Starts with a new request.</summary>
    /// <param name="request">Filled as the bytes come; whole with <see cref="IsComplete"/>.</param>
    public void Begin(BrowserRequest request)
    {
        _request = request;
        request.Method = null;
        request.Path = null;
        request.Host = null;
        request.Origin = null;
        request.ContentType = null;
        request.Token = null;
        request.Length = 0;
        request.IsTooLong = false;
        _headLength = 0;
        _lineLength = 0;
        _bodyLength = 0;
        _seen = 0;
        _isAfterReturn = false;
        _isInBody = false;
        IsComplete = false;
        Refusal = 0;
    }

    /// <summary>Takes the next bytes. What follows the end of the request is not looked at.</summary>
    /// <returns>True while more is needed.</returns>
    public bool Take(byte[] data, int length)
    {
        for (int i = 0; i < length && !IsComplete && Refusal == 0; i++)
        {
            if (_isInBody)
            {
                TakeBody(data[i]);
            }
            else
            {
                TakeHead(data[i]);
            }
        }

        return !IsComplete && Refusal == 0;
    }

    private void TakeBody(byte value)
    {
        _request.Body[_request.Length] = value;
        _request.Length++;
        IsComplete = _request.Length == _bodyLength;
    }

    private void TakeHead(byte value)
    {
        _headLength++;
        if (_headLength > HeadLimit)
        {
            Refusal = HeadTooLong;
        }
        else if (_isAfterReturn)
        {
            _isAfterReturn = false;
            Refusal = value == '\n' ? 0 : BadRequest;
            if (Refusal == 0)
            {
                EndLine();
            }
        }
        else if (value == '\r')
        {
            _isAfterReturn = true;
        }
        else if ((value < ' ' && value != '\t') || value == 0x7F)
        {
            Refusal = BadRequest;
        }
        else
        {
            if (_lineLength < LineCapacity)
            {
                _line[_lineLength] = value;
            }

            _lineLength++;
        }
    }

    private void EndLine()
    {
        if (_request.Method == null)
        {
            Refusal = _lineLength <= LineCapacity && TryReadFirstLine() ? 0 : BadRequest;
        }
        else if (_lineLength == 0)
        {
            EndHead();
        }
        else
        {
            Refusal = TryReadHeader() ? 0 : BadRequest;
        }

        _lineLength = 0;
    }

    private void EndHead()
    {
        // A body that is too long is not waited for: the core refuses it by its announced length.
        _request.IsTooLong = _bodyLength > BrowserRequest.BodyCapacity;
        _isInBody = true;
        IsComplete = _bodyLength == 0 || _request.IsTooLong;
    }

    private bool TryReadFirstLine()
    {
        int first = IndexOf((byte)' ', 0);
        int second = IndexOf((byte)' ', first + 1);
        if (first < 1 || first > MethodLimit || second <= first + 1 || _line[first + 1] != '/' || !IsVersion(second + 1))
        {
            return false;
        }

        for (int i = 0; i < first; i++)
        {
            if (_line[i] < 'A' || _line[i] > 'Z')
            {
                return false;
            }
        }

        int end = first + 1;
        while (end < second && _line[end] != '?')
        {
            end++;
        }

        for (int i = first + 1; i < second; i++)
        {
            if (_line[i] <= ' ' || _line[i] > '~')
            {
                return false;
            }
        }

        _request.Method = Text(0, first);
        _request.Path = end - first - 1 > PathLimit ? "/too-long" : Text(first + 1, end);
        return true;
    }

    private bool IsVersion(int start)
    {
        return _lineLength - start == 8 && Text(start, start + 7) == "HTTP/1." && (_line[start + 7] == '0' || _line[start + 7] == '1');
    }

    private bool TryReadHeader()
    {
        int colon = IndexOf((byte)':', 0);
        for (int i = 0; i < colon; i++)
        {
            if (_line[i] <= ' ' || _line[i] > '~')
            {
                return false;
            }
        }

        if (colon <= 0 || IsName("transfer-encoding", colon))
        {
            // No browser sends a body of ours in pieces.
            return false;
        }

        int seen = KindOf(colon);
        if (seen == 0)
        {
            return true;
        }

        // Cut off, or twice: two readers might take two values.
        if (_lineLength > LineCapacity || (_seen & seen) != 0)
        {
            return false;
        }

        _seen |= seen;
        return TryKeep(seen, Text(colon + 1, _lineLength).Trim());
    }

    private int KindOf(int colon)
    {
        if (IsName("host", colon))
        {
            return HostSeen;
        }

        if (IsName("origin", colon))
        {
            return OriginSeen;
        }

        if (IsName("content-type", colon))
        {
            return TypeSeen;
        }

        if (IsName("content-length", colon))
        {
            return LengthSeen;
        }

        return IsName(_tokenName, colon) ? TokenSeen : 0;
    }

    private bool TryKeep(int seen, string value)
    {
        switch (seen)
        {
            case HostSeen:
                _request.Host = value;
                return true;
            case OriginSeen:
                _request.Origin = value;
                return true;
            case TypeSeen:
                _request.ContentType = value;
                return true;
            case TokenSeen:
                _request.Token = value;
                return true;
            default:
                return TryReadLength(value);
        }
    }

    private bool TryReadLength(string value)
    {
        char[] digits = value.ToCharArray();
        if (digits.Length == 0 || digits.Length > LengthDigits)
        {
            return false;
        }

        for (int i = 0; i < digits.Length; i++)
        {
            if (digits[i] < '0' || digits[i] > '9')
            {
                return false;
            }

            _bodyLength = _bodyLength * 10 + digits[i] - '0';
        }

        return true;
    }

    private bool IsName(string lower, int length)
    {
        if (lower.Length != length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            int letter = _line[i] >= 'A' && _line[i] <= 'Z' ? _line[i] + 32 : _line[i];
            if (letter != lower[i])
            {
                return false;
            }
        }

        return true;
    }

    private int IndexOf(byte value, int start)
    {
        int end = _lineLength < LineCapacity ? _lineLength : LineCapacity;
        for (int i = start; i < end; i++)
        {
            if (_line[i] == value)
            {
                return i;
            }
        }

        return -1;
    }

    private string Text(int start, int end)
    {
        return Encoding.UTF8.GetString(_line, start, end - start);
    }
}
