namespace TWCManager.Core.Protocol;

/// <summary>The messages we know: type byte times 256 plus command byte. A pair that is not here is no message.</summary>
/// <remarks>
/// FB asks, FC announces or orders, FD answers. Source: docs/protocol.md#messages.
/// Pairs that change or disable a unit for good (FC19, FC1A and their like) have no name here on purpose.
/// </remarks>
public static class Opcode
{
    /// <summary>First announcement of a master, to all.</summary>
    public const int MasterLinkReady1 = 0xFCE1;

    /// <summary>Second announcement of a master, to all.</summary>
    public const int MasterLinkReady2 = 0xFBE2;

    /// <summary>A connector without a master announces itself.</summary>
    public const int SlaveLinkReady = 0xFDE2;

    /// <summary>A master's regular word to one connector, with or without a new limit.</summary>
    public const int MasterHeartbeat = 0xFBE0;

    /// <summary>The connector's answer to it.</summary>
    public const int SlaveHeartbeat = 0xFDE0;

    /// <summary>Sent now and then by a real master that has no connectors.</summary>
    public const int MasterIdle = 0xFC1D;

    /// <summary>Serial number, old form: the answer does not say who it is from.</summary>
    public const int GetSerialOld = 0xFB19;
    public const int SerialOld = 0xFD19;

    /// <summary>Model, old form: the answer does not say who it is from.</summary>
    public const int GetModel = 0xFB1A;
    public const int Model = 0xFD1A;

    /// <summary>Firmware version, old form: the answer does not say who it is from.</summary>
    public const int GetFirmware = 0xFB1B;
    public const int Firmware = 0xFD1B;

    /// <summary>Whether a plug is in a car.</summary>
    public const int GetPlugState = 0xFBB4;
    public const int PlugState = 0xFDB4;

    /// <summary>Energy counter, volts, currents.</summary>
    public const int GetMeter = 0xFBEB;
    public const int Meter = 0xFDEB;

    /// <summary>Firmware version in four parts.</summary>
    public const int GetVersion = 0xFBEC;
    public const int Version = 0xFDEC;

    /// <summary>Serial number of the connector.</summary>
    public const int GetSerial = 0xFBED;
    public const int Serial = 0xFDED;

    /// <summary>Characters 1 to 7 of the car's identification number.</summary>
    public const int GetVin1 = 0xFBEE;
    public const int Vin1 = 0xFDEE;

    /// <summary>Characters 8 to 14 of the car's identification number.</summary>
    public const int GetVin2 = 0xFBEF;
    public const int Vin2 = 0xFDEF;

    /// <summary>Characters 15 to 17 of the car's identification number. F1, not F0.</summary>
    public const int GetVin3 = 0xFBF1;
    public const int Vin3 = 0xFDF1;

    /// <summary>Orders the connector to close its relay, and the answer that only some firmware gives.</summary>
    public const int StartCharging = 0xFCB1;
    public const int StartAck = 0xFDB1;

    /// <summary>Orders the connector to open its relay, and the answer that only some firmware gives.</summary>
    public const int StopCharging = 0xFCB2;
    public const int StopAck = 0xFDB2;
}
