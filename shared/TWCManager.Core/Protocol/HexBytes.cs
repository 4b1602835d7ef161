namespace TWCManager.Core.Protocol;

/// <summary>Bytes as people write them.</summary>
public static class HexBytes
{
    private const string Digits = "0123456789ABCDEF";

    /// <summary>Reads pairs of hex digits, upper or lower case, with or without blanks between the pairs.</summary>
    /// <param name="into">Takes the bytes; half the length of the line is always enough.</param>
    /// <param name="length">How many bytes there were; meaningless after false.</param>
    /// <returns>False for a half pair, any other character, or more bytes than fit.</returns>
    public static bool TryParseHex(string line, byte[] into, out int length)
    {
        length = 0;
        int high = -1;
        int count = line.Length;
        for (int i = 0; i < count; i++)
        {
            char c = line[i];
            if (high < 0 && IsBlank(c))
            {
                continue;
            }

            int digit = DigitOf(c);
            if (digit < 0)
            {
                return false;
            }

            if (high < 0)
            {
                high = digit;
                continue;
            }

            if (length == into.Length)
            {
                return false;
            }

            into[length++] = (byte)((high << 4) | digit);
            high = -1;
        }

        return high < 0;
    }

    /// <summary>Upper-case pairs with a blank between them.</summary>
    public static string Of(byte[] bytes, int length)
    {
        if (length == 0)
        {
            return "";
        }

        char[] text = new char[length * 3 - 1];
        for (int i = 0; i < length; i++)
        {
            if (i > 0)
            {
                text[i * 3 - 1] = ' ';
            }

            text[i * 3] = Digits[bytes[i] >> 4];
            text[i * 3 + 1] = Digits[bytes[i] & 0xF];
        }

        return new string(text);
    }

    /// <summary>Value of one hex digit, or -1.</summary>
    internal static int DigitOf(char c)
    {
        if (c >= '0' && c <= '9')
        {
            return c - '0';
        }

        if (c >= 'a' && c <= 'f')
        {
            return c - 'a' + 10;
        }

        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

    private static bool IsBlank(char c)
    {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
