namespace TWCManager.Core.Protocol;

/// <summary>Bytes and lengths that make a frame out of a row of bytes.</summary>
/// <remarks>Source: docs/protocol.md#framing.</remarks>
internal static class Framing
{
    /// <summary>Closes a segment and opens the next.</summary>
    public const byte Delimiter = 0xC0;

    /// <summary>Begins a pair that stands for one of the two special bytes.</summary>
    public const byte Escape = 0xDB;

    /// <summary>Second byte of the pair that stands for <see cref="Delimiter"/>.</summary>
    public const byte EscapedDelimiter = 0xDC;

    /// <summary>Second byte of the pair that stands for <see cref="Escape"/>.</summary>
    public const byte EscapedEscape = 0xDD;

    /// <summary>Total length of a frame of protocol 1, in bytes.</summary>
    public const int ShortLength = 14;

    /// <summary>Total length of a normal frame of protocol 2, in bytes.</summary>
    public const int NormalLength = 16;

    /// <summary>Total length of the long answers of firmware 4.5.3, in bytes.</summary>
    public const int LongLength = 20;

    /// <summary>Bytes between two delimiters when each byte of the longest frame is escaped.</summary>
    public const int MaxRawLength = 2 * LongLength;

    /// <summary>Up to so many bytes between two delimiters are what a transceiver leaves behind when it lets go of the line.</summary>
    public const int MaxNoiseLength = 4;

    /// <summary>Where the first byte after the two of the opcode lies.</summary>
    public const int BodyStart = 2;
}
