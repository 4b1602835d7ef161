namespace TWCManager.Core.Protocol;

/// <summary>Takes a frame apart whose length, checksum and type are already known to be right.</summary>
/// <remarks>Bytes count from 0, the type byte. Source: docs/protocol.md#messages.</remarks>
internal static class MessageParser
{
    private const int SerialLength = 11;
    private const int VinPartLength = 7;
    private const int VinEndLength = 3;

    /// <summary>Fills a message, every field of it.</summary>
    /// <param name="frame">Unescaped frame, checksum last; only read. <paramref name="length"/> bytes of it count.</param>
    /// <param name="length">14, 16 or 20, as the type allows.</param>
    /// <param name="opcode">A known one.</param>
    public static void Fill(Message message, byte[] frame, int length, int opcode)
    {
        message.Clear();
        message.Opcode = opcode;
        message.ProtocolVersion = length == Framing.ShortLength ? 1 : 2;
        switch (opcode)
        {
            case Opcode.MasterIdle:
                return;
            case Opcode.SerialOld:
            case Opcode.Model:
                FillText(message, frame, Framing.BodyStart, length - 1 - Framing.BodyStart);
                return;
            case Opcode.Firmware:
                FillVersion(message, frame, Framing.BodyStart, 3);
                return;
        }

        message.From = Word(frame, 2);
        if (MessageTable.IsQuery(opcode))
        {
            message.To = Word(frame, 4);
            return;
        }

        FillAnswer(message, frame, length, opcode);
    }

    private static void FillAnswer(Message message, byte[] frame, int length, int opcode)
    {
        switch (opcode)
        {
            case Opcode.MasterLinkReady1:
            case Opcode.MasterLinkReady2:
            case Opcode.SlaveLinkReady:
                message.Sign = frame[4];
                message.MaxCentiamps = Word(frame, 5);
                break;
            case Opcode.MasterHeartbeat:
                message.To = Word(frame, 4);
                message.Command = frame[6];
                message.LimitCentiamps = Word(frame, 7);
                message.MasterPlug = frame[9];
                break;
            case Opcode.SlaveHeartbeat:
                message.To = Word(frame, 4);
                message.State = frame[6];
                message.MaxCentiamps = Word(frame, 7);
                message.ActualCentiamps = Word(frame, 9);
                break;
            case Opcode.PlugState:
                message.PlugState = frame[4];
                break;
            case Opcode.Meter:
                FillMeter(message, frame, length);
                break;
            case Opcode.Version:
                FillVersion(message, frame, 4, 4);
                break;
            case Opcode.Serial:
                FillText(message, frame, 4, SerialLength);
                break;
            case Opcode.Vin1:
            case Opcode.Vin2:
                FillText(message, frame, 4, VinPartLength);
                break;
            case Opcode.Vin3:
                FillText(message, frame, 4, VinEndLength);
                break;
        }
    }

    private static void FillMeter(Message message, byte[] frame, int length)
    {
        message.Energy = ((long)Word(frame, 4) << 16) | (long)Word(frame, 6);
        message.VoltsL1 = Word(frame, 8);
        message.VoltsL2 = Word(frame, 10);
        message.VoltsL3 = Word(frame, 12);
        if (length == Framing.LongLength)
        {
            message.HalfAmpsL1 = frame[14];
            message.HalfAmpsL2 = frame[15];
            message.HalfAmpsL3 = frame[16];
        }
    }

    private static void FillVersion(Message message, byte[] frame, int at, int count)
    {
        for (int i = 0; i < count; i++)
        {
            message.Version[i] = frame[at + i];
        }

        message.VersionLength = count;
    }

    private static void FillText(Message message, byte[] frame, int at, int capacity)
    {
        int length = 0;
        while (length < capacity)
        {
            byte b = frame[at + length];

            // Old firmware pads with FF, new firmware with 00.
            if (b == 0x00 || b == 0xFF)
            {
                break;
            }

            message.TextBytes[length++] = b < 0x20 || b > 0x7E ? (byte)'?' : b;
        }

        message.TextLength = length;
    }

    private static int Word(byte[] frame, int at)
    {
        return (frame[at] << 8) | frame[at + 1];
    }
}
