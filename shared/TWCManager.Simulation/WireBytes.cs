namespace TWCManager.Simulation;

/// <summary>The framing of the bus, spelled out here once more so that a mistake in the product's codec is not mirrored by its test partner.</summary>
public static class WireBytes
{
    /// <summary>Longest frame on the wire: 20 bytes, all escaped, two delimiters, one trailer.</summary>
    public const int Longest = 43;

    /// <summary>Puts a whole frame on the wire: delimiter, escaped content, escaped checksum, delimiter.</summary>
    /// <param name="content">Bytes from the type byte to the one before the checksum.</param>
    /// <param name="wire">At least <see cref="Longest"/> bytes.</param>
    /// <param name="checksumError">Added to the checksum; 0 for a good frame.</param>
    /// <returns>Bytes written.</returns>
    public static int Frame(ReadOnlySpan<byte> content, Span<byte> wire, int checksumError = 0)
    {
        int length = 0;
        int sum = checksumError;
        wire[length++] = 0xC0;
        for (int i = 0; i < content.Length; i++)
        {
            // The type byte does not count.
            sum += i == 0 ? 0 : content[i];
            length = Put(content[i], wire, length);
        }

        length = Put((byte)sum, wire, length);
        wire[length++] = 0xC0;
        return length;
    }

    /// <summary>Takes the escapes out of what stood between two delimiters.</summary>
    /// <param name="segment">Raw bytes; replaced by the plain ones.</param>
    /// <returns>Plain length, or -1 when an escape is wrong.</returns>
    public static int Unescape(Span<byte> segment)
    {
        int length = 0;
        for (int i = 0; i < segment.Length; i++)
        {
            byte value = segment[i];
            if (value == 0xDB)
            {
                i++;
                if (i == segment.Length || (segment[i] != 0xDC && segment[i] != 0xDD))
                {
                    return -1;
                }

                value = segment[i] == 0xDC ? (byte)0xC0 : (byte)0xDB;
            }

            segment[length++] = value;
        }

        return length;
    }

    /// <summary>True when the last byte is the sum of the others without the first.</summary>
    public static bool HasRightChecksum(ReadOnlySpan<byte> frame)
    {
        int sum = 0;
        for (int i = 1; i < frame.Length - 1; i++)
        {
            sum += frame[i];
        }

        return (byte)sum == frame[^1];
    }

    private static int Put(byte value, Span<byte> wire, int length)
    {
        if (value != 0xC0 && value != 0xDB)
        {
            wire[length] = value;
            return length + 1;
        }

        wire[length] = 0xDB;
        wire[length + 1] = value == 0xC0 ? (byte)0xDC : (byte)0xDD;
        return length + 2;
    }
}
