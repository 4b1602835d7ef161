using System.Text;

namespace TWCManager.Device.Tests;

/// <summary>Bytes for tests, made without the code under test.</summary>
internal static class Bytes
{
    private const string Digits = "0123456789ABCDEF";

    /// <summary>Bytes of upper-case hex digits in pairs; blanks between pairs are skipped.</summary>
    internal static byte[] OfHex(string text)
    {
        byte[] bytes = new byte[(text.Length + 1) / 2];
        int length = 0;
        for (int i = 0; i + 1 < text.Length; i += 2)
        {
            if (text[i] == ' ')
            {
                i--;
                continue;
            }

            bytes[length] = (byte)((Digits.IndexOf(text[i]) << 4) + Digits.IndexOf(text[i + 1]));
            length++;
        }

        byte[] result = new byte[length];
        System.Array.Copy(bytes, result, length);
        return result;
    }

    /// <summary>Hex digits in pairs, blanks between them.</summary>
    internal static string ToHex(byte[] bytes, int length)
    {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++)
        {
            if (i > 0)
            {
                text.Append(' ');
            }

            text.Append(Digits[bytes[i] >> 4]);
            text.Append(Digits[bytes[i] & 15]);
        }

        return text.ToString();
    }

    /// <summary>UTF-8 of a text.</summary>
    internal static byte[] OfText(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }
}
