using System;

namespace TWCManager.Esp32.Setup;

/// <summary>Tells the phones on the access point that every name is ours, so that they find out by themselves that there is a page to look at.</summary>
/// <remarks>Source of the format: RFC 1035.</remarks>
internal static class NameReply
{
    private const int Header = 12;
    private const int AnswerLength = 16;
    private const int Address = 1;
    private const int Internet = 1;
    private const int LongestLabel = 63;

    /// <summary>Turns a question into its answer, in place.</summary>
    /// <param name="message">The first <paramref name="length"/> bytes count; what is behind them is room for the answer.</param>
    /// <param name="own">Our address.</param>
    /// <returns>Length of the answer, which goes back to where the question came from; 0 for none.</returns>
    public static int Answer(byte[] message, int length, byte[] own)
    {
        // A plain question, and one of them.
        if (length < Header || (message[2] & 0xF8) != 0 || message[4] != 0 || message[5] != 1)
        {
            return 0;
        }

        int at = Header;
        while (at < length && message[at] != 0 && message[at] <= LongestLabel)
        {
            at += 1 + message[at];
        }

        // The end of the name, its type and its class.
        int end = at + 5;
        if (end > length || message[at] != 0 || end + AnswerLength > message.Length)
        {
            return 0;
        }

        bool isAddress = message[at + 1] == 0 && message[at + 2] == Address && message[at + 3] == 0 && message[at + 4] == Internet;
        message[2] = (byte)(0x84 | (message[2] & 1));
        message[3] = 0;
        Array.Clear(message, 6, 6);
        if (!isAddress)
        {
            return end;
        }

        message[7] = 1;
        Array.Clear(message, end, AnswerLength);
        message[end] = 0xC0;
        message[end + 1] = Header;
        message[end + 3] = Address;
        message[end + 5] = Internet;
        // Forgotten at once: in another network the same name is somebody else's.
        message[end + 9] = 1;
        message[end + 11] = 4;
        Array.Copy(own, 0, message, end + 12, 4);
        return end + AnswerLength;
    }
}
