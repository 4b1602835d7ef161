namespace TWCManager.Core.Protocol;

/// <summary>The last look at every frame before it leaves: a list of what may be sent, and nothing else may.</summary>
/// <remarks>
/// There are frames that wipe a connector's serial number or disable it for good, one byte away from harmless ones. So this class
/// trusts no writer: it reads the wire bytes themselves. Source: docs/protocol.md#never-send.
/// </remarks>
public static class TransmitGuard
{
    /// <summary>Highest limit that may be sent, in 0.01 A: no connector carries more than 80 A, and one that was told 128 A got stuck.</summary>
    public const int MaxLimitCentiamps = 8000;

    /// <summary>True when these bytes are exactly one frame that may be sent.</summary>
    /// <param name="wire">Bytes as they would go to the port, delimiters and escapes included; only read.</param>
    /// <param name="length">How many of them.</param>
    public static bool Allows(byte[] wire, int length)
    {
        int frameLength = UnescapedLength(wire, length);
        if (frameLength != Framing.ShortLength && frameLength != Framing.NormalLength)
        {
            return false;
        }

        int opcode = 0;
        int sum = 0;
        int previous = 0;
        int at = 1;
        for (int i = 0; i < frameLength - 1; i++)
        {
            int b = wire[at++];
            if (b == Framing.Escape)
            {
                b = wire[at++] == Framing.EscapedDelimiter ? Framing.Delimiter : Framing.Escape;
            }

            if (i < Framing.BodyStart)
            {
                opcode = (opcode << 8) | b;
            }
            else if (!AllowsByte(opcode, i, b, previous))
            {
                return false;
            }

            sum += i > 0 ? b : 0;
            previous = b;
        }

        return Checksum(wire, at) == (sum & 0xFF);
    }

    /// <summary>True when frames of this type may be sent at all.</summary>
    public static bool AllowsOpcode(int opcode)
    {
        return opcode == Opcode.MasterHeartbeat || opcode == Opcode.MasterLinkReady1 || opcode == Opcode.MasterLinkReady2
            || MessageTable.IsModernQuery(opcode);
    }

    /// <summary>True when a heartbeat may carry this command. Not 02, which puts a connector into an error state until its button is pressed.</summary>
    /// <remarks>06 and 07 do no harm, but nothing here uses them.</remarks>
    public static bool AllowsCommand(int command)
    {
        return command == 0 || command == 5 || command == 8 || command == 9;
    }

    private static bool AllowsByte(int opcode, int at, int b, int previous)
    {
        switch (opcode)
        {
            case Opcode.MasterHeartbeat:
                return AllowsHeartbeatByte(at, b, previous);
            case Opcode.MasterLinkReady1:
            case Opcode.MasterLinkReady2:
                return at < 7 || b == 0;
            default:
                return MessageTable.IsModernQuery(opcode) && (at < 6 || b == 0);
        }
    }

    private static bool AllowsHeartbeatByte(int at, int b, int previous)
    {
        switch (at)
        {
            case 6:
                return AllowsCommand(b);
            case 7:
                return true;
            case 8:
                return ((previous << 8) | b) <= MaxLimitCentiamps;
            case 9:
                return b <= 1;
            default:
                return at < 6 || b == 0;
        }
    }

    private static int Checksum(byte[] wire, int at)
    {
        if (wire[at] != Framing.Escape)
        {
            return wire[at];
        }

        return wire[at + 1] == Framing.EscapedDelimiter ? Framing.Delimiter : Framing.Escape;
    }

    // Bytes between two delimiters that are first and last and nowhere else; -1 when that is not so or an escape is broken.
    private static int UnescapedLength(byte[] wire, int length)
    {
        if (wire == null || length < 2 || length > wire.Length || wire[0] != Framing.Delimiter || wire[length - 1] != Framing.Delimiter)
        {
            return -1;
        }

        int count = 0;
        for (int i = 1; i < length - 1; i++)
        {
            if (wire[i] == Framing.Delimiter)
            {
                return -1;
            }

            if (wire[i] == Framing.Escape)
            {
                i++;
                if (wire[i] != Framing.EscapedDelimiter && wire[i] != Framing.EscapedEscape)
                {
                    return -1;
                }
            }

            count++;
        }

        return count;
    }
}
