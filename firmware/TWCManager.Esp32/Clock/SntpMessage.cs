using System;

namespace TWCManager.Esp32.Clock;

/// <summary>Question and answer of a time server. Works on bytes; knows no sockets.</summary>
/// <remarks>Source of the format: RFC 4330.</remarks>
internal static class SntpMessage
{
    /// <summary>Length of both in bytes.</summary>
    public const int Length = 48;

    private const int Originate = 24;
    private const int Transmit = 40;
    private const byte ClientVersion4 = 0x23;
    private const int ServerMode = 4;
    private const int LargestStratum = 15;
    private const int NotSet = 3;

    // From 1900 to 1970.
    private const long EpochSeconds = 2208988800;
    private const long EraSeconds = 4294967296;

    /// <summary>Writes a question.</summary>
    /// <param name="message">Of <see cref="Length"/> bytes.</param>
    /// <param name="mark">Any number; the answer repeats it.</param>
    public static void Ask(byte[] message, int mark)
    {
        Array.Clear(message, 0, Length);
        message[0] = ClientVersion4;
        for (int i = 0; i < 4; i++)
        {
            message[Transmit + i] = (byte)(mark >> (24 - 8 * i));
        }
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="mark">The one of the question.</param>
    /// <param name="utcSeconds">Seconds since 1970.</param>
    /// <returns>False when it is none, is one to another question, or comes from a server that does not know the time itself.</returns>
    public static bool TryRead(byte[] message, int length, int mark, out long utcSeconds)
    {
        utcSeconds = 0;
        bool isAnswer = length >= Length && (message[0] & 7) == ServerMode && message[0] >> 6 != NotSet
            && message[1] > 0 && message[1] <= LargestStratum && (int)Number(message, Originate) == mark;
        long seconds = isAnswer ? Number(message, Transmit) : 0;
        if (seconds == 0)
        {
            return false;
        }

        // The counter begins again in 2036.
        utcSeconds = (seconds < EpochSeconds ? seconds + EraSeconds : seconds) - EpochSeconds;
        return true;
    }

    private static long Number(byte[] message, int at)
    {
        long number = 0;
        for (int i = 0; i < 4; i++)
        {
            number = number * 256 + message[at + i];
        }

        return number;
    }
}
