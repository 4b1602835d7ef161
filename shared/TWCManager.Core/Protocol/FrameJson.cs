using TWCManager.Core.Json;

namespace TWCManager.Core.Protocol;

/// <summary>Frames as JSON and back, for people who look at a bus. Not on the heartbeat path.</summary>
/// <remarks>The form is described in docs/protocol.md#frames-as-json.</remarks>
public sealed class FrameJson
{
    private readonly FrameReader _reader;
    private readonly FrameEncoder _encoder;

    /// <summary>Makes a translator.</summary>
    /// <param name="ownId">Frames from this id are echoes; it is also the sender of what is encoded without one.</param>
    public FrameJson(int ownId)
    {
        _reader = new FrameReader(ownId);
        _encoder = new FrameEncoder(ownId);
    }

    /// <summary>Wire bytes of the frame that was encoded last; the first <see cref="WireLength"/> count.</summary>
    public byte[] Wire
    {
        get { return _encoder.Wire; }
    }

    /// <summary>Length of <see cref="Wire"/>; 0 when the last attempt failed.</summary>
    public int WireLength
    {
        get { return _encoder.WireLength; }
    }

    /// <summary>Writes what a stretch of bytes from a quiet line holds: one object with frames, drops and the count of noise.</summary>
    /// <param name="bytes">Only read; starts fresh each time. What is not closed by a delimiter at the end is nothing.</param>
    /// <param name="length">How many of them.</param>
    /// <param name="into">Takes one JSON object; the caller resets it and asks whether it was large enough.</param>
    public void Decode(byte[] bytes, int length, JsonWriter into)
    {
        into.BeginObject();
        DecodeMembers(bytes, length, into);
        into.EndObject();
    }

    /// <summary>The same without the braces, for an object that holds more.</summary>
    public void DecodeMembers(byte[] bytes, int length, JsonWriter into)
    {
        into.Name("frames");
        into.BeginArray();
        _reader.Reset();
        for (int i = 0; i < length; i++)
        {
            if (_reader.Push(bytes[i]) == ReadResult.Message)
            {
                WriteMessage(_reader.Message, into);
            }
        }

        into.EndArray();
        WriteDrops(bytes, length, into);
    }

    /// <summary>Makes the wire bytes of one frame. The way back of <see cref="Decode"/>, for what a master may send.</summary>
    /// <param name="json">One frame as <see cref="Decode"/> writes it; only read.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="error">Null, or "forbidden", or a sentence that names the field and its range.</param>
    /// <returns>True when <see cref="Wire"/> holds the frame.</returns>
    public bool TryEncode(byte[] json, int length, out string error)
    {
        error = _encoder.Encode(json, length);
        return error == null;
    }

    private void WriteDrops(byte[] bytes, int length, JsonWriter into)
    {
        int noise = 0;
        into.Name("drops");
        into.BeginArray();
        _reader.Reset();
        for (int i = 0; i < length; i++)
        {
            if (_reader.Push(bytes[i]) != ReadResult.Dropped)
            {
                continue;
            }

            if (_reader.LastDrop == DropReason.Noise)
            {
                noise++;
            }
            else
            {
                into.Value(NameOf(_reader.LastDrop));
            }
        }

        into.EndArray();
        into.Field("noise", noise);
    }

    private static string NameOf(DropReason reason)
    {
        switch (reason)
        {
            case DropReason.Echo:
                return "echo";
            case DropReason.BadEscape:
                return "bad_escape";
            case DropReason.BadLength:
                return "bad_length";
            case DropReason.BadChecksum:
                return "bad_checksum";
            case DropReason.UnknownType:
                return "unknown_type";
            case DropReason.Overflow:
                return "overflow";
            default:
                return "noise";
        }
    }

    private static void WriteMessage(Message message, JsonWriter into)
    {
        into.BeginObject();
        into.Field("type", MessageNames.Of(message.Opcode));
        into.Field("protocol", message.ProtocolVersion);
        Hex(into, "from", message.From, 4);
        Hex(into, "to", message.To, 4);
        Hex(into, "sign", message.Sign, 2);
        Number(into, "command", message.Command);
        Number(into, "limitCentiamps", message.LimitCentiamps);
        Number(into, "masterPlug", message.MasterPlug);
        Number(into, "state", message.State);
        Number(into, "maxCentiamps", message.MaxCentiamps);
        Number(into, "actualCentiamps", message.ActualCentiamps);
        Number(into, "energy", message.Energy);
        Three(into, "volts", message.VoltsL1, message.VoltsL2, message.VoltsL3);
        Three(into, "halfAmps", message.HalfAmpsL1, message.HalfAmpsL2, message.HalfAmpsL3);
        if (message.TextLength != Message.None)
        {
            into.Field("text", message.GetText());
        }

        WriteVersion(message, into);
        Number(into, "plug", message.PlugState);
        into.EndObject();
    }

    private static void WriteVersion(Message message, JsonWriter into)
    {
        if (message.VersionLength == 0)
        {
            return;
        }

        into.Name("version");
        into.BeginArray();
        for (int i = 0; i < message.VersionLength; i++)
        {
            into.Value(message.Version[i]);
        }

        into.EndArray();
    }

    private static void Number(JsonWriter into, string name, long value)
    {
        if (value != Message.None)
        {
            into.Field(name, value);
        }
    }

    private static void Hex(JsonWriter into, string name, int value, int digits)
    {
        if (value != Message.None)
        {
            into.FieldHex(name, value, digits);
        }
    }

    private static void Three(JsonWriter into, string name, int first, int second, int third)
    {
        if (first == Message.None)
        {
            return;
        }

        into.Name(name);
        into.BeginArray();
        into.Value(first);
        into.Value(second);
        into.Value(third);
        into.EndArray();
    }
}
