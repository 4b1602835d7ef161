using System.Text;
using TWCManager.Core.Json;
using TWCManager.Core.Protocol;

namespace TWCManager.Host.Commands;

/// <summary>decode and encode: one line in, one line out, so that other programs can talk to them through pipes.</summary>
internal static class FrameCommands
{
    private const int LongestStretch = 65536;
    private const int DocumentCapacity = 1 << 20;

    /// <summary>Bytes in hex to JSON.</summary>
    public static int Decode(int ownId)
    {
        FrameJson frames = new FrameJson(ownId);
        JsonWriter json = new JsonWriter(DocumentCapacity);
        byte[] bytes = new byte[LongestStretch];
        return Convert(line =>
        {
            json.Reset();
            if (!HexBytes.TryParseHex(SniffLine.HexOf(line), bytes, out int length))
            {
                return Error(json, "not bytes in hex (pairs of digits, at most " + LongestStretch + " bytes)");
            }

            frames.Decode(bytes, length, json);
            return json.IsComplete ? Text(json) : Error(json, "too many frames in one line");
        });
    }

    /// <summary>JSON to bytes in hex.</summary>
    public static int Encode(int ownId)
    {
        FrameJson frames = new FrameJson(ownId);
        JsonWriter json = new JsonWriter(DocumentCapacity);
        return Convert(line =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            return frames.TryEncode(bytes, bytes.Length, out string error) ? HexBytes.Of(frames.Wire, frames.WireLength) : Error(json, error);
        });
    }

    private static int Convert(Func<string, string> convert)
    {
        using TextReader input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        using TextWriter output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
        try
        {
            while (input.ReadLine() is string line)
            {
                output.WriteLine(convert(line));
                output.Flush();
            }
        }
        catch (IOException)
        {
            // The reader of our output has gone, as head does: nothing is left to be done.
        }

        return ExitCode.Good;
    }

    private static string Error(JsonWriter json, string error)
    {
        json.Reset();
        json.BeginObject();
        json.Field("error", error);
        json.EndObject();
        return Text(json);
    }

    private static string Text(JsonWriter json)
    {
        return Encoding.UTF8.GetString(json.Buffer, 0, json.Length);
    }
}
