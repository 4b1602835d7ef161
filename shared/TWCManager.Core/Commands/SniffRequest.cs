using TWCManager.Core.Doctor;
using TWCManager.Core.Json;

namespace TWCManager.Core.Commands;

/// <summary>Payload of the command sniff: {"seconds":60,"raw":true}; all of it may be left out.</summary>
internal sealed class SniffRequest
{
    /// <summary>What a refused payload is told.</summary>
    internal const string Form = "Expected {\"seconds\":60,\"raw\":false} with seconds from 1 to 600 (60 when left out).";

    private const int UsualSeconds = 60;

    /// <summary>How long, in s.</summary>
    internal int Seconds { get; private set; } = UsualSeconds;

    /// <summary>Bytes only.</summary>
    internal bool IsRaw { get; private set; }

    /// <summary>Reads a payload.</summary>
    /// <returns>False when it is something else; <see cref="Form"/> says what would be right.</returns>
    internal bool TryRead(byte[] json, int length, JsonReader reader)
    {
        if (length == 0)
        {
            return true;
        }

        reader.Reset(json, length);
        if (reader.Read() != JsonToken.BeginObject)
        {
            return false;
        }

        while (reader.Read() == JsonToken.Name)
        {
            if (!TryReadMember(reader))
            {
                return false;
            }
        }

        return reader.Token == JsonToken.EndObject && reader.Read() == JsonToken.End;
    }

    private bool TryReadMember(JsonReader reader)
    {
        if (reader.TextIs("raw"))
        {
            JsonToken token = reader.Read();
            IsRaw = token == JsonToken.True;
            return token == JsonToken.True || token == JsonToken.False;
        }

        if (!reader.TextIs("seconds"))
        {
            return false;
        }

        int seconds;
        reader.Read();
        bool isGood = reader.TryGetInt(out seconds) && seconds >= 1 && seconds <= BusSniffer.MaximumSeconds;
        Seconds = isGood ? seconds : UsualSeconds;
        return isGood;
    }
}
