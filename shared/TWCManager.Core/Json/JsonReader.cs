using System.Text;

namespace TWCManager.Core.Json;

/// <summary>Pulls one token after another out of a JSON document that lies in a buffer. Makes no tree and no garbage.</summary>
/// <remarks>Strict JSON (RFC 8259), at most <see cref="MaxDepth"/> levels deep. Anything else ends in <see cref="JsonToken.Error"/>, never in an exception.</remarks>
public sealed class JsonReader
{
    /// <summary>Levels of objects and arrays that are followed.</summary>
    public const int MaxDepth = 16;

    private const byte EscapeSign = (byte)'\\';

    private readonly bool[] _isObject = new bool[MaxDepth];
    private byte[] _data;
    private int _length;
    private int _at;
    private int _start;
    private int _end;
    private bool _hasEscapes;
    private bool _expectsName;
    private bool _hasMember;

    /// <summary>What the reader stands on.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>Levels that are open: 0 outside, 1 inside the outermost object or array.</summary>
    public int Depth { get; private set; }

    /// <summary>Starts on a document.</summary>
    /// <param name="data">UTF-8 text; stays the caller's, must not change while it is read.</param>
    public void Reset(byte[] data, int length)
    {
        _data = data;
        _length = length;
        _at = 0;
        Depth = 0;
        Token = JsonToken.None;
        _expectsName = false;
        _hasMember = false;
    }

    /// <summary>Goes to the next token.</summary>
    public JsonToken Read()
    {
        if (Token != JsonToken.Error && Token != JsonToken.End)
        {
            Token = Next();
        }

        return Token;
    }

    /// <summary>Jumps over the value just begun: after <see cref="JsonToken.Name"/> its value, on a begin token to its end. Otherwise does nothing.</summary>
    public void Skip()
    {
        if (Token == JsonToken.Name)
        {
            Read();
        }

        if (Token != JsonToken.BeginObject && Token != JsonToken.BeginArray)
        {
            return;
        }

        int depth = Depth;
        while (Depth >= depth && Token != JsonToken.Error)
        {
            Read();
        }
    }

    /// <summary>Compares the current name or text with ASCII characters, without making a string.</summary>
    public bool TextIs(string text)
    {
        if (_hasEscapes)
        {
            return GetText() == text;
        }

        int length = text.Length;
        if (_end - _start != length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (_data[_start + i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The current name, text or number as a string, escapes resolved. Allocates.</summary>
    public string GetText()
    {
        if (!_hasEscapes)
        {
            return Encoding.UTF8.GetString(_data, _start, _end - _start);
        }

        byte[] plain = new byte[_end - _start];
        int length = Unescape(plain);
        return Encoding.UTF8.GetString(plain, 0, length);
    }

    /// <summary>Reads the current number, or the number that the current text spells, in steps of 10 to the power of minus <paramref name="decimals"/>.</summary>
    /// <returns>False, and 0, when it is no number or out of range.</returns>
    public bool TryGetFixed(int decimals, out long value)
    {
        value = 0;
        return (Token == JsonToken.Number || Token == JsonToken.Text) && !_hasEscapes
            && NumberText.TryParse(_data, _start, _end - _start, decimals, out value);
    }

    /// <summary>Reads the current number when it is whole (5, 5.0, 5e0) and an int.</summary>
    public bool TryGetInt(out int value)
    {
        long whole;
        bool isExact;
        value = 0;
        if (Token != JsonToken.Number || !NumberText.TryParse(_data, _start, _end - _start, 0, out whole, out isExact) || !isExact)
        {
            return false;
        }

        if (whole < int.MinValue || whole > int.MaxValue)
        {
            return false;
        }

        value = (int)whole;
        return true;
    }

    private JsonToken Next()
    {
        SkipBlanks();
        if (Depth == 0 && Token != JsonToken.None)
        {
            return _at == _length ? JsonToken.End : JsonToken.Error;
        }

        if (_at >= _length)
        {
            return JsonToken.Error;
        }

        if (Depth > 0 && Token != JsonToken.Name)
        {
            JsonToken closed;
            if (TryStepInside(out closed))
            {
                return closed;
            }
        }

        return _expectsName ? NextName() : NextValue();
    }

    // Between the members of an object or array: its end, or the comma before the next member.
    private bool TryStepInside(out JsonToken token)
    {
        bool isObject = _isObject[Depth - 1];
        token = JsonToken.Error;
        if (_data[_at] == (isObject ? '}' : ']'))
        {
            _at++;
            Depth--;
            _hasMember = true;
            _expectsName = false;
            token = isObject ? JsonToken.EndObject : JsonToken.EndArray;
            return true;
        }

        if (_hasMember)
        {
            if (_data[_at] != ',')
            {
                return true;
            }

            _at++;
            SkipBlanks();
            if (_at >= _length)
            {
                return true;
            }
        }

        _expectsName = isObject;
        return false;
    }

    private JsonToken NextName()
    {
        if (_data[_at] != '"' || !ScanText())
        {
            return JsonToken.Error;
        }

        SkipBlanks();
        if (_at >= _length || _data[_at] != ':')
        {
            return JsonToken.Error;
        }

        _at++;
        _expectsName = false;
        return JsonToken.Name;
    }

    private JsonToken NextValue()
    {
        _hasMember = true;
        byte b = _data[_at];
        switch (b)
        {
            case (byte)'{':
                return Open(true);
            case (byte)'[':
                return Open(false);
            case (byte)'"':
                return ScanText() ? JsonToken.Text : JsonToken.Error;
            case (byte)'t':
                return ScanWord("true") ? JsonToken.True : JsonToken.Error;
            case (byte)'f':
                return ScanWord("false") ? JsonToken.False : JsonToken.Error;
            case (byte)'n':
                return ScanWord("null") ? JsonToken.Null : JsonToken.Error;
            default:
                return ScanNumber() ? JsonToken.Number : JsonToken.Error;
        }
    }

    private JsonToken Open(bool isObject)
    {
        if (Depth == MaxDepth)
        {
            return JsonToken.Error;
        }

        _at++;
        _isObject[Depth++] = isObject;
        _hasMember = false;
        return isObject ? JsonToken.BeginObject : JsonToken.BeginArray;
    }

    private void SkipBlanks()
    {
        while (_at < _length && (_data[_at] == ' ' || _data[_at] == '\n' || _data[_at] == '\r' || _data[_at] == '\t'))
        {
            _at++;
        }
    }

    private bool ScanWord(string word)
    {
        _start = _at;
        _hasEscapes = false;
        for (int i = 0; i < word.Length; i++, _at++)
        {
            if (_at >= _length || _data[_at] != word[i])
            {
                return false;
            }
        }

        _end = _at;
        return true;
    }

    private bool ScanText()
    {
        _at++;
        _start = _at;
        _hasEscapes = false;
        while (_at < _length && _data[_at] != '"')
        {
            if (_data[_at] < 0x20)
            {
                return false;
            }

            if (_data[_at] == EscapeSign && !ScanEscape())
            {
                return false;
            }

            _at++;
        }

        _end = _at;
        return _at++ < _length;
    }

    // Stands on the backslash; leaves on the last byte of the escape.
    private bool ScanEscape()
    {
        _hasEscapes = true;
        _at++;
        if (_at >= _length)
        {
            return false;
        }

        switch (_data[_at])
        {
            case (byte)'"':
            case (byte)'\\':
            case (byte)'/':
            case (byte)'b':
            case (byte)'f':
            case (byte)'n':
            case (byte)'r':
            case (byte)'t':
                return true;
            case (byte)'u':
                break;
            default:
                return false;
        }

        for (int i = 0; i < 4; i++)
        {
            _at++;
            if (_at >= _length || HexDigit(_data[_at]) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool ScanNumber()
    {
        _start = _at;
        _hasEscapes = false;
        if (_data[_at] == '-')
        {
            _at++;
        }

        int first = _at;
        if (!ScanDigits() || (_data[first] == '0' && _at - first > 1))
        {
            return false;
        }

        if (_at < _length && _data[_at] == '.')
        {
            _at++;
            if (!ScanDigits())
            {
                return false;
            }
        }

        if (_at < _length && (_data[_at] == 'e' || _data[_at] == 'E'))
        {
            _at++;
            if (_at < _length && (_data[_at] == '+' || _data[_at] == '-'))
            {
                _at++;
            }

            if (!ScanDigits())
            {
                return false;
            }
        }

        _end = _at;
        return true;
    }

    private bool ScanDigits()
    {
        int first = _at;
        while (_at < _length && _data[_at] >= '0' && _data[_at] <= '9')
        {
            _at++;
        }

        return _at > first;
    }

    private static int HexDigit(byte b)
    {
        if (b >= '0' && b <= '9')
        {
            return b - '0';
        }

        if (b >= 'a' && b <= 'f')
        {
            return b - 'a' + 10;
        }

        return b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
    }

    private int Unescape(byte[] plain)
    {
        int length = 0;
        for (int i = _start; i < _end; i++)
        {
            byte b = _data[i];
            if (b != EscapeSign)
            {
                plain[length++] = b;
                continue;
            }

            i++;
            switch (_data[i])
            {
                case (byte)'b':
                    plain[length++] = 8;
                    break;
                case (byte)'f':
                    plain[length++] = 12;
                    break;
                case (byte)'n':
                    plain[length++] = (byte)'\n';
                    break;
                case (byte)'r':
                    plain[length++] = (byte)'\r';
                    break;
                case (byte)'t':
                    plain[length++] = (byte)'\t';
                    break;
                case (byte)'u':
                    int code = FourHexDigits(i + 1);
                    i += 4;
                    if (code >= 0xD800 && code < 0xDC00 && i + 6 < _end && _data[i + 1] == EscapeSign && _data[i + 2] == 'u')
                    {
                        int low = FourHexDigits(i + 3);
                        if (low >= 0xDC00 && low < 0xE000)
                        {
                            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                            i += 6;
                        }
                    }

                    length = PutUtf8(plain, length, code);
                    break;
                default:
                    plain[length++] = _data[i];
                    break;
            }
        }

        return length;
    }

    private int FourHexDigits(int at)
    {
        return (HexDigit(_data[at]) << 12) | (HexDigit(_data[at + 1]) << 8) | (HexDigit(_data[at + 2]) << 4) | HexDigit(_data[at + 3]);
    }

    // Never longer than the escape it replaces: 6 bytes become at most 3, 12 become 4.
    private static int PutUtf8(byte[] plain, int length, int code)
    {
        if (code == 0 || (code >= 0xD800 && code < 0xE000))
        {
            // A zero ends a string on the device, and half a pair is no character.
            code = 0xFFFD;
        }

        if (code < 0x80)
        {
            plain[length++] = (byte)code;
        }
        else if (code < 0x800)
        {
            plain[length++] = (byte)(0xC0 | (code >> 6));
            plain[length++] = (byte)(0x80 | (code & 0x3F));
        }
        else if (code < 0x10000)
        {
            plain[length++] = (byte)(0xE0 | (code >> 12));
            plain[length++] = (byte)(0x80 | ((code >> 6) & 0x3F));
            plain[length++] = (byte)(0x80 | (code & 0x3F));
        }
        else
        {
            plain[length++] = (byte)(0xF0 | (code >> 18));
            plain[length++] = (byte)(0x80 | ((code >> 12) & 0x3F));
            plain[length++] = (byte)(0x80 | ((code >> 6) & 0x3F));
            plain[length++] = (byte)(0x80 | (code & 0x3F));
        }

        return length;
    }
}
