using System;

namespace TWCManager.Core.Protocol;

/// <summary>Makes the wire bytes of one frame: checksum, escapes, delimiters. Knows nothing of what may be sent.</summary>
/// <remarks>Source: docs/protocol.md#framing.</remarks>
internal sealed class FrameBuilder
{
    private readonly byte[] _frame = new byte[Framing.NormalLength];
    private int _frameLength;

    /// <summary>Wire bytes; the first <see cref="Length"/> count after <see cref="Finish"/>.</summary>
    public byte[] Buffer { get; } = new byte[2 * Framing.NormalLength + 2];

    /// <summary>Wire bytes of the frame; 0 until it is finished.</summary>
    public int Length { get; private set; }

    /// <summary>Starts a frame of zeros.</summary>
    /// <param name="protocolVersion">1 for 14 bytes, 2 for 16.</param>
    /// <exception cref="ArgumentException">Another protocol version.</exception>
    public void Begin(int opcode, int protocolVersion)
    {
        if (protocolVersion != 1 && protocolVersion != 2)
        {
            throw new ArgumentException();
        }

        Length = 0;
        _frameLength = protocolVersion == 1 ? Framing.ShortLength : Framing.NormalLength;
        Array.Clear(_frame, 0, _frame.Length);
        PutWord(0, opcode);
    }

    /// <summary>Sets one byte of the frame; 0 is the type byte.</summary>
    /// <exception cref="ArgumentException">The value does not fit: cut off, it would be another order.</exception>
    public void PutByte(int at, int value)
    {
        if (value < 0 || value > 0xFF)
        {
            throw new ArgumentException();
        }

        _frame[at] = (byte)value;
    }

    /// <summary>Sets two bytes of the frame, the upper one first.</summary>
    /// <exception cref="ArgumentException">The value does not fit: cut off, it would be another order.</exception>
    public void PutWord(int at, int value)
    {
        if (value < 0 || value > 0xFFFF)
        {
            throw new ArgumentException();
        }

        _frame[at] = (byte)(value >> 8);
        _frame[at + 1] = (byte)(value & 0xFF);
    }

    /// <summary>Adds the checksum and writes the wire bytes.</summary>
    public void Finish()
    {
        int sum = 0;
        for (int i = 1; i < _frameLength - 1; i++)
        {
            sum += _frame[i];
        }

        _frame[_frameLength - 1] = (byte)(sum & 0xFF);
        int to = 0;
        Buffer[to++] = Framing.Delimiter;
        for (int i = 0; i < _frameLength; i++)
        {
            byte b = _frame[i];
            if (b != Framing.Delimiter && b != Framing.Escape)
            {
                Buffer[to++] = b;
                continue;
            }

            Buffer[to++] = Framing.Escape;
            Buffer[to++] = b == Framing.Delimiter ? Framing.EscapedDelimiter : Framing.EscapedEscape;
        }

        Buffer[to++] = Framing.Delimiter;
        Length = to;
    }
}
