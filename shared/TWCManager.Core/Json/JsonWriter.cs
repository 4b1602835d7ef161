using System;
using System.Text;

namespace TWCManager.Core.Json;

/// <summary>Writes one JSON document into a buffer that is made once and reused. Knows nothing of what the document means.</summary>
/// <remarks>A document that does not fit is not cut: <see cref="IsComplete"/> is false and it must not be used.</remarks>
public sealed class JsonWriter
{
    private const int MaxDigits = 20;

    private readonly byte[] _digits = new byte[MaxDigits];
    private readonly int _usual;
    private readonly int _longest;
    private bool _needsComma;
    private bool _overflowed;

    /// <summary>Makes a writer over a buffer that it owns from now on.</summary>
    public JsonWriter(int capacity)
        : this(capacity, capacity)
    {
    }

    /// <summary>Makes a writer whose documents are mostly short.</summary>
    /// <param name="usual">Room in bytes that it begins with.</param>
    /// <param name="longest">Room in bytes that it takes once that is not enough, until <see cref="Release"/>.</param>
    public JsonWriter(int usual, int longest)
    {
        _usual = usual;
        _longest = longest;
        Buffer = new byte[usual];
    }

    /// <summary>The document; its first <see cref="Length"/> bytes count. Another array after <see cref="Release"/>, and when a document grew.</summary>
    public byte[] Buffer { get; private set; }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>True unless the buffer was too small.</summary>
    public bool IsComplete
    {
        get { return !_overflowed; }
    }

    /// <summary>Puts every member on a line of its own, for files that people read.</summary>
    public bool BreaksLines { get; set; }

    /// <summary>Starts anew.</summary>
    public void Reset()
    {
        if (Buffer == null)
        {
            Buffer = new byte[_usual];
        }

        Length = 0;
        _needsComma = false;
        _overflowed = false;
    }

    /// <summary>Gives the room back that only a long document needs, or all of it; the next document begins with <see cref="Reset"/>.</summary>
    /// <param name="isAll">Also the usual room.</param>
    public void Release(bool isAll)
    {
        if (isAll || (Buffer != null && Buffer.Length > _usual))
        {
            Buffer = null;
            Length = 0;
        }
    }

    /// <summary>Makes room: what is in the buffer has been sent, and the same document goes on behind it.</summary>
    public void Continue()
    {
        Length = 0;
    }

    /// <summary>Appends ASCII text as it is: for an answer that is no JSON and uses the same buffer.</summary>
    public void Verbatim(string text)
    {
        if (Length + text.Length > Buffer.Length)
        {
            _overflowed = true;
            return;
        }

        Length += Encoding.UTF8.GetBytes(text, 0, text.Length, Buffer, Length);
    }

    public void BeginObject()
    {
        Comma();
        Put((byte)'{');
        _needsComma = false;
    }

    public void EndObject()
    {
        Put((byte)'}');
        _needsComma = true;
    }

    public void BeginArray()
    {
        Comma();
        Put((byte)'[');
        _needsComma = false;
    }

    public void EndArray()
    {
        Put((byte)']');
        _needsComma = true;
    }

    /// <summary>Writes a member's key; its value must follow.</summary>
    public void Name(string name)
    {
        Comma();
        if (BreaksLines)
        {
            Put((byte)'\n');
        }

        Quoted(name);
        Put((byte)':');
        _needsComma = false;
    }

    public void Value(long value)
    {
        Comma();
        Digits(value, 0);
    }

    public void Value(bool value)
    {
        Comma();
        Ascii(value ? "true" : "false");
    }

    /// <summary>Writes a text, or null for null.</summary>
    public void Value(string value)
    {
        if (value == null)
        {
            Null();
            return;
        }

        Comma();
        Quoted(value);
    }

    public void Null()
    {
        Comma();
        Ascii("null");
    }

    /// <summary>Writes a number held in steps: 1542 with 2 decimals is 15.42.</summary>
    /// <param name="decimals">0 to 9.</param>
    public void Fixed(long value, int decimals)
    {
        Comma();
        Digits(value, decimals);
    }

    /// <summary>Writes a number as a text of upper-case hex digits.</summary>
    public void Hex(int value, int digits)
    {
        Comma();
        Put((byte)'"');
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        {
            int digit = (value >> shift) & 0xF;
            Put((byte)(digit < 10 ? '0' + digit : 'A' + digit - 10));
        }

        Put((byte)'"');
    }

    public void Field(string name, long value)
    {
        Name(name);
        Value(value);
    }

    public void Field(string name, bool value)
    {
        Name(name);
        Value(value);
    }

    public void Field(string name, string value)
    {
        Name(name);
        Value(value);
    }

    public void FieldFixed(string name, long value, int decimals)
    {
        Name(name);
        Fixed(value, decimals);
    }

    public void FieldNull(string name)
    {
        Name(name);
        Null();
    }

    public void FieldHex(string name, int value, int digits)
    {
        Name(name);
        Hex(value, digits);
    }

    private void Comma()
    {
        if (_needsComma)
        {
            Put((byte)',');
        }

        _needsComma = true;
    }

    private void Put(byte b)
    {
        if (!HasRoom(1))
        {
            return;
        }

        Buffer[Length++] = b;
    }

    private bool HasRoom(int bytes)
    {
        if (Length + bytes <= Buffer.Length)
        {
            return true;
        }

        if (Length + bytes > _longest)
        {
            _overflowed = true;
            return false;
        }

        byte[] larger = new byte[_longest];
        Array.Copy(Buffer, 0, larger, 0, Length);
        Buffer = larger;
        return true;
    }

    private void Ascii(string text)
    {
        Copy(text);
    }

    // The text goes in as it is; only where it holds a character that JSON escapes is it spread out afterwards.
    private void Quoted(string text)
    {
        Put((byte)'"');
        int start = Length;
        Copy(text);
        int extra = 0;
        for (int i = start; i < Length; i++)
        {
            extra += EscapedLength(Buffer[i]) - 1;
        }

        if (extra > 0)
        {
            Spread(start, extra);
        }

        Put((byte)'"');
    }

    private void Copy(string text)
    {
        int length = text.Length;
        // A character takes at most three bytes of UTF-8 (a surrogate pair four); only near the end is the exact count worth its cost.
        if (Length + length * 3 > Buffer.Length && !HasRoom(Encoding.UTF8.GetBytes(text).Length))
        {
            return;
        }

        Length += Encoding.UTF8.GetBytes(text, 0, length, Buffer, Length);
    }

    private static int EscapedLength(byte b)
    {
        if (b == '"' || b == '\\' || b == '\n' || b == '\r' || b == '\t')
        {
            return 2;
        }

        return b < 0x20 ? 6 : 1;
    }

    private void Spread(int start, int extra)
    {
        if (!HasRoom(extra))
        {
            return;
        }

        int to = Length + extra;
        for (int from = Length - 1; from >= start; from--)
        {
            byte b = Buffer[from];
            int length = EscapedLength(b);
            to -= length;
            if (length == 1)
            {
                Buffer[to] = b;
                continue;
            }

            Buffer[to] = (byte)'\\';
            if (length == 2)
            {
                Buffer[to + 1] = b == '\n' ? (byte)'n' : b == '\r' ? (byte)'r' : b == '\t' ? (byte)'t' : b;
                continue;
            }

            Buffer[to + 1] = (byte)'u';
            Buffer[to + 2] = (byte)'0';
            Buffer[to + 3] = (byte)'0';
            Buffer[to + 4] = (byte)('0' + (b >> 4));
            int low = b & 0xF;
            Buffer[to + 5] = (byte)(low < 10 ? '0' + low : 'A' + low - 10);
        }

        Length += extra;
    }

    private void Digits(long value, int decimals)
    {
        if (value < 0)
        {
            Put((byte)'-');
        }

        int count = 0;
        do
        {
            // The digit is made positive, not the value: long.MinValue has no positive twin.
            int digit = (int)(value % 10);
            _digits[count++] = (byte)('0' + (digit < 0 ? -digit : digit));
            value /= 10;
        }
        while (value != 0);

        while (count <= decimals)
        {
            _digits[count++] = (byte)'0';
        }

        while (count > 0)
        {
            count--;
            Put(_digits[count]);
            if (count == decimals && decimals > 0)
            {
                Put((byte)'.');
            }
        }
    }
}
