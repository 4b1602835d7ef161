using System.Text;
using TWCManager.Core.Json;

namespace TWCManager.Host.Commands;

/// <summary>A line that was sniffed, for commands that want only its bytes.</summary>
internal static class SniffLine
{
    /// <summary>The bytes in hex of a sniffed line; of the last one, which has none, nothing. Any other line comes back as it is.</summary>
    public static string HexOf(string line)
    {
        if (!line.AsSpan().TrimStart().StartsWith("{"))
        {
            return line;
        }

        byte[] json = Encoding.UTF8.GetBytes(line);
        JsonReader reader = new JsonReader();
        reader.Reset(json, json.Length);
        bool isEnd = false;
        string? hex = null;
        if (reader.Read() != JsonToken.BeginObject)
        {
            return line;
        }

        while (reader.Read() == JsonToken.Name)
        {
            bool isHex = reader.TextIs("hex");
            isEnd |= reader.TextIs("ended");
            if (!isHex)
            {
                reader.Skip();
                continue;
            }

            if (reader.Read() == JsonToken.Text)
            {
                hex = reader.GetText();
            }
        }

        return reader.Token != JsonToken.EndObject ? line : hex ?? (isEnd ? "" : line);
    }
}
