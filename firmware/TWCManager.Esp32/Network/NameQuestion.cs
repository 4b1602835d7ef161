using System;
using System.Text;

namespace TWCManager.Esp32.Network;

/// <summary>Question for the address of a name, and its answer. Works on bytes; knows no sockets.</summary>
/// <remarks>Source of the format: RFC 1035, and RFC 6762 for names of the home network.</remarks>
internal static class NameQuestion
{
    /// <summary>Room for a question and an answer in bytes: what every server keeps to when it is asked this way.</summary>
    public const int Capacity = 512;

    private const int Header = 12;
    private const int LongestLabel = 63;
    private const int LongestName = 253;
    private const int Address = 1;
    private const int Internet = 1;

    // Says on the home network that the answer may go to us alone; a plain server must not see it.
    private const int ToUsAlone = 0x80;

    /// <summary>Writes a question.</summary>
    /// <param name="message">Of <see cref="Capacity"/> bytes.</param>
    /// <param name="mark">Any number; its lower 16 bits are repeated by the answer.</param>
    /// <param name="isForAll">To everybody on the home network, not to a server.</param>
    /// <returns>Its length, or 0 for what is no name.</returns>
    public static int Write(byte[] message, int mark, string name, bool isForAll)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        if (text.Length == 0 || text.Length > LongestName)
        {
            return 0;
        }

        Array.Clear(message, 0, Capacity);
        message[0] = (byte)(mark >> 8);
        message[1] = (byte)mark;
        // Recursion desired.
        message[2] = (byte)(isForAll ? 0 : 1);
        message[5] = 1;
        int label = Header;
        int at = Header + 1;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '.')
            {
                message[at++] = text[i];
                message[label]++;
            }
            else if (message[label] == 0)
            {
                return 0;
            }
            else
            {
                label = at++;
            }

            if (message[label] > LongestLabel)
            {
                return 0;
            }
        }

        // A dot at the end is the root itself, whose length 0 is written already.
        at = message[label] == 0 ? at : at + 1;
        message[at + 1] = Address;
        message[at + 2] = (byte)(isForAll ? ToUsAlone : 0);
        message[at + 3] = Internet;
        return at + 4;
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="length">Bytes of <paramref name="message"/> that count.</param>
    /// <param name="mark">The one of the question.</param>
    /// <param name="address">Of 4 bytes; filled with the first address that is told.</param>
    /// <returns>False when it is none, is one to another question, or tells no address.</returns>
    public static bool TryRead(byte[] message, int length, int mark, byte[] address)
    {
        if (length < Header || message[0] != (byte)(mark >> 8) || message[1] != (byte)mark || (message[2] & 0x80) == 0 || (message[3] & 0x0F) != 0)
        {
            return false;
        }

        int at = Header;
        int questions = (message[4] << 8) | message[5];
        for (int i = 0; i < questions && at < length; i++)
        {
            at = AfterName(message, at, length) + 4;
        }

        // An alias comes before the address that it leads to, so not every record is one.
        int answers = (message[6] << 8) | message[7];
        for (int i = 0; i < answers; i++)
        {
            at = AfterName(message, at, length);
            if (at + 10 > length)
            {
                return false;
            }

            int size = (message[at + 8] << 8) | message[at + 9];
            bool isAddress = message[at] == 0 && message[at + 1] == Address && (message[at + 2] & 0x7F) == 0 && message[at + 3] == Internet && size == 4;
            at += 10;
            if (at + size > length)
            {
                return false;
            }

            if (isAddress)
            {
                Array.Copy(message, at, address, 0, 4);
                return true;
            }

            at += size;
        }

        return false;
    }

    // A name ends with an empty label, or with two bytes that point to where the rest stands.
    private static int AfterName(byte[] message, int at, int length)
    {
        while (at < length && message[at] != 0 && message[at] <= LongestLabel)
        {
            at += 1 + message[at];
        }

        return at < length && message[at] > LongestLabel ? at + 2 : at + 1;
    }
}
