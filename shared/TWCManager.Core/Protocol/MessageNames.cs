using TWCManager.Core.Json;

namespace TWCManager.Core.Protocol;

/// <summary>Names of the messages, as JSON spells them.</summary>
public static class MessageNames
{
    private static readonly int[] s_opcodes =
    {
        Opcode.MasterLinkReady1, Opcode.MasterLinkReady2, Opcode.SlaveLinkReady, Opcode.MasterHeartbeat, Opcode.SlaveHeartbeat,
        Opcode.MasterIdle, Opcode.GetSerialOld, Opcode.SerialOld, Opcode.GetModel, Opcode.Model, Opcode.GetFirmware, Opcode.Firmware,
        Opcode.GetPlugState, Opcode.PlugState, Opcode.GetMeter, Opcode.Meter, Opcode.GetVersion, Opcode.Version, Opcode.GetSerial,
        Opcode.Serial, Opcode.GetVin1, Opcode.Vin1, Opcode.GetVin2, Opcode.Vin2, Opcode.GetVin3, Opcode.Vin3, Opcode.StartCharging,
        Opcode.StartAck, Opcode.StopCharging, Opcode.StopAck,
    };

    private static readonly string[] s_names =
    {
        "MasterLinkReady1", "MasterLinkReady2", "SlaveLinkReady", "MasterHeartbeat", "SlaveHeartbeat",
        "MasterIdle", "GetSerialOld", "SerialOld", "GetModel", "Model", "GetFirmware", "Firmware",
        "GetPlugState", "PlugState", "GetMeter", "Meter", "GetVersion", "Version", "GetSerial",
        "Serial", "GetVin1", "Vin1", "GetVin2", "Vin2", "GetVin3", "Vin3", "StartCharging",
        "StartAck", "StopCharging", "StopAck",
    };

    /// <summary>Name of a message, or null for a number that has none.</summary>
    public static string Of(int opcode)
    {
        for (int i = 0; i < s_opcodes.Length; i++)
        {
            if (s_opcodes[i] == opcode)
            {
                return s_names[i];
            }
        }

        return null;
    }

    /// <summary>Number of the message with this name, or <see cref="Message.None"/>.</summary>
    public static int Find(string name)
    {
        for (int i = 0; i < s_names.Length; i++)
        {
            if (s_names[i] == name)
            {
                return s_opcodes[i];
            }
        }

        return Message.None;
    }

    /// <summary>Number of the message whose name the reader stands on, or <see cref="Message.None"/>.</summary>
    public static int Find(JsonReader reader)
    {
        for (int i = 0; i < s_names.Length; i++)
        {
            if (reader.Token == JsonToken.Text && reader.TextIs(s_names[i]))
            {
                return s_opcodes[i];
            }
        }

        return Message.None;
    }
}
