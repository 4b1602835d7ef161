namespace TWCManager.Core.Files;

/// <summary>The CRC-32 of Ethernet, ZIP and PNG.</summary>
public static class Crc32
{
    /// <summary>Digits of a checksum written as text.</summary>
    public const int TextLength = 8;

    // Half a byte at a time: several times faster than bit by bit on the device, for 16 numbers.
    private static readonly uint[] s_table =
    {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    };

    /// <summary>Checksum of some bytes.</summary>
    /// <param name="data">Only read.</param>
    public static uint Of(byte[] data, int start, int length)
    {
        uint crc = 0xFFFFFFFF;
        int end = start + length;
        for (int i = start; i < end; i++)
        {
            crc ^= data[i];
            crc = s_table[crc & 0xF] ^ (crc >> 4);
            crc = s_table[crc & 0xF] ^ (crc >> 4);
        }

        return crc ^ 0xFFFFFFFF;
    }

    /// <summary>Writes a checksum as eight upper-case hex digits.</summary>
    public static void PutText(uint crc, byte[] into, int at)
    {
        for (int i = TextLength - 1; i >= 0; i--)
        {
            uint digit = crc & 0xF;
            into[at + i] = (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);
            crc >>= 4;
        }
    }

    /// <summary>Compares a checksum with its eight hex digits, any case.</summary>
    public static bool IsText(uint crc, byte[] text, int at)
    {
        for (int i = TextLength - 1; i >= 0; i--)
        {
            uint digit = crc & 0xF;
            int upper = (int)(digit < 10 ? '0' + digit : 'A' + digit - 10);
            int lower = digit < 10 ? upper : upper + ('a' - 'A');
            if (text[at + i] != upper && text[at + i] != lower)
            {
                return false;
            }

            crc >>= 4;
        }

        return true;
    }
}
