namespace TWCManager.Core.Protocol;

/// <summary>Which messages exist and how long each may be.</summary>
/// <remarks>Source: docs/protocol.md#messages.</remarks>
internal static class MessageTable
{
    private const int Short = 1;
    private const int Normal = 2;
    private const int Long = 4;

    /// <summary>True for an opcode with a name.</summary>
    public static bool IsKnown(int opcode)
    {
        return LengthsOf(opcode) != 0;
    }

    /// <summary>True when a message of this type may have this total length in bytes.</summary>
    public static bool AcceptsLength(int opcode, int length)
    {
        return (LengthsOf(opcode) & FlagOf(length)) != 0;
    }

    /// <summary>True for the three total lengths that occur at all.</summary>
    public static bool IsFrameLength(int length)
    {
        return FlagOf(length) != 0;
    }

    /// <summary>True for questions and orders to one connector: sender, receiver, and nothing else.</summary>
    public static bool IsQuery(int opcode)
    {
        switch (opcode)
        {
            case Opcode.GetSerialOld:
            case Opcode.GetModel:
            case Opcode.GetFirmware:
                return true;
            default:
                return IsModernQuery(opcode);
        }
    }

    /// <summary>The queries and orders that are known to do no harm, each with an answer that says who it is from.</summary>
    public static bool IsModernQuery(int opcode)
    {
        switch (opcode)
        {
            case Opcode.GetPlugState:
            case Opcode.GetMeter:
            case Opcode.GetVersion:
            case Opcode.GetSerial:
            case Opcode.GetVin1:
            case Opcode.GetVin2:
            case Opcode.GetVin3:
            case Opcode.StartCharging:
            case Opcode.StopCharging:
                return true;
            default:
                return false;
        }
    }

    private static int FlagOf(int length)
    {
        switch (length)
        {
            case Framing.ShortLength:
                return Short;
            case Framing.NormalLength:
                return Normal;
            case Framing.LongLength:
                return Long;
            default:
                return 0;
        }
    }

    private static int LengthsOf(int opcode)
    {
        if (IsQuery(opcode))
        {
            return Short | Normal;
        }

        switch (opcode)
        {
            case Opcode.MasterLinkReady1:
            case Opcode.MasterLinkReady2:
            case Opcode.SlaveLinkReady:
            case Opcode.MasterHeartbeat:
            case Opcode.SlaveHeartbeat:
            case Opcode.MasterIdle:
            case Opcode.SerialOld:
            case Opcode.Model:
            case Opcode.Firmware:
            case Opcode.PlugState:
            case Opcode.StartAck:
            case Opcode.StopAck:
                return Short | Normal;
            case Opcode.Version:
                return Normal;
            case Opcode.Meter:
                return Normal | Long;
            case Opcode.Serial:
            case Opcode.Vin1:
            case Opcode.Vin2:
            case Opcode.Vin3:
                return Long;
            default:
                return 0;
        }
    }
}
