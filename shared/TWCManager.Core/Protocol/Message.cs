using System.Text;

namespace TWCManager.Core.Protocol;

/// <summary>What one frame said, number by number as on the wire. One object is filled again and again; copy what must last.</summary>
/// <remarks>
/// Holds what was said and judges nothing: whether a sender is known or a current plausible is for the layers above.
/// Fields that the type does not have are <see cref="None"/>. Source: docs/protocol.md#messages.
/// </remarks>
public sealed class Message
{
    /// <summary>Marks a field that the message does not have.</summary>
    public const int None = -1;

    // Model and old serial number run from the third byte to the checksum of a 16-byte frame.
    private const int TextCapacity = 13;
    private const int VersionCapacity = 4;

    internal Message()
    {
        Clear();
    }

    /// <summary>One of the numbers in <see cref="Protocol.Opcode"/>.</summary>
    public int Opcode { get; internal set; }

    /// <summary>1 for a frame of 14 bytes, 2 for 16 or 20.</summary>
    /// <remarks>One frame proves little: a 16-byte heartbeat that lost two zeros on the way is a valid 14-byte one.</remarks>
    public int ProtocolVersion { get; internal set; }

    /// <summary>Id of the sender.</summary>
    public int From { get; internal set; }

    /// <summary>Id of the receiver.</summary>
    public int To { get; internal set; }

    /// <summary>Byte in a link-ready frame that changes with each boot of its sender.</summary>
    public int Sign { get; internal set; }

    /// <summary>Command of a master's heartbeat.</summary>
    public int Command { get; internal set; }

    /// <summary>Bytes 7 and 8 of a master's heartbeat: the limit in 0.01 A, with command 02 an error bitmap in the upper byte.</summary>
    public int LimitCentiamps { get; internal set; }

    /// <summary>1 when the master, a wall connector itself, has a car plugged in.</summary>
    public int MasterPlug { get; internal set; }

    /// <summary>State of a connector's heartbeat: 0 to 10, 15, or whatever it likes.</summary>
    public int State { get; internal set; }

    /// <summary>In 0.01 A. In a link-ready frame what the sender can carry, in a connector's heartbeat the limit it took last.</summary>
    public int MaxCentiamps { get; internal set; }

    /// <summary>Current the car draws per phase conductor, in 0.01 A.</summary>
    public int ActualCentiamps { get; internal set; }

    /// <summary>Volts of L1.</summary>
    public int VoltsL1 { get; internal set; }

    /// <summary>Volts of L2.</summary>
    public int VoltsL2 { get; internal set; }

    /// <summary>Volts of L3.</summary>
    public int VoltsL3 { get; internal set; }

    /// <summary>Current of L1 in 0.5 A; only the long meter answer has it.</summary>
    public int HalfAmpsL1 { get; internal set; }

    /// <summary>Current of L2 in 0.5 A; only the long meter answer has it.</summary>
    public int HalfAmpsL2 { get; internal set; }

    /// <summary>Current of L3 in 0.5 A; only the long meter answer has it.</summary>
    public int HalfAmpsL3 { get; internal set; }

    /// <summary>0 unplugged, 1 charging, 2 unknown, 3 plugged in.</summary>
    public int PlugState { get; internal set; }

    /// <summary>Energy counter: kWh from most units, Wh from some.</summary>
    public long Energy { get; internal set; }

    /// <summary>ASCII text; its first <see cref="TextLength"/> bytes count. Printable characters only, a question mark for each other byte.</summary>
    public byte[] TextBytes { get; } = new byte[TextCapacity];

    /// <summary>Length of the text without its padding, 0 when it is empty, <see cref="None"/> when the type has none.</summary>
    public int TextLength { get; internal set; }

    /// <summary>Version numbers, main number first; its first <see cref="VersionLength"/> count.</summary>
    public int[] Version { get; } = new int[VersionCapacity];

    /// <summary>3 or 4; 0 when the type has no version.</summary>
    public int VersionLength { get; internal set; }

    /// <summary>The text as a string, or null when the type has none. Allocates.</summary>
    public string GetText()
    {
        return TextLength < 0 ? null : Encoding.UTF8.GetString(TextBytes, 0, TextLength);
    }

    internal void Clear()
    {
        Opcode = None;
        ProtocolVersion = None;
        From = None;
        To = None;
        Sign = None;
        Command = None;
        LimitCentiamps = None;
        MasterPlug = None;
        State = None;
        MaxCentiamps = None;
        ActualCentiamps = None;
        VoltsL1 = None;
        VoltsL2 = None;
        VoltsL3 = None;
        HalfAmpsL1 = None;
        HalfAmpsL2 = None;
        HalfAmpsL3 = None;
        PlugState = None;
        Energy = None;
        TextLength = None;
        VersionLength = 0;
    }
}
