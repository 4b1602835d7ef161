using System.Text.Json;

namespace TWCManager.Simulation;

/// <summary>What went over a bus, with its times: taken from a running master, or read from what it published when it was asked to sniff.</summary>
public sealed class LineRecording
{
    // As many bytes show a master that a frame is under way.
    private const int BeginBytes = 2;

    private readonly List<RecordedBytes> _all = new List<RecordedBytes>();

    /// <summary>Everything, oldest first.</summary>
    public IReadOnlyList<RecordedBytes> All => _all;

    /// <summary>Reads sniffed lines. Lines without bytes, such as the last one, are passed over.</summary>
    /// <exception cref="JsonException">A line is no JSON object.</exception>
    public static LineRecording Parse(IEnumerable<string> lines)
    {
        LineRecording recording = new LineRecording();
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.TryGetProperty("hex", out JsonElement hex))
            {
                byte[] bytes = Convert.FromHexString(hex.GetString()!.Replace(" ", ""));
                bool isSent = root.GetProperty("dir").GetString() == "tx";
                int begin = Math.Min(isSent ? bytes.Length : BeginBytes, bytes.Length);
                recording.Add(root.GetProperty("ms").GetInt64(), isSent, bytes[..begin]);
                recording.Add(root.GetProperty("endMs").GetInt64(), isSent, bytes[begin..]);
            }
        }

        return recording;
    }

    /// <summary>Appends bytes; nothing if there are none.</summary>
    public void Add(long atMs, bool isSent, byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            _all.Add(new RecordedBytes(atMs, isSent, bytes));
        }
    }
}
