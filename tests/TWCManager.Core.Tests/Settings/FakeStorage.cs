using TWCManager.Core.Ports;

namespace TWCManager.Core.Tests.Settings;

/// <summary>Files in memory, worse than promised: a power cut leaves the file that is being written half old, half new.</summary>
sealed class FakeStorage : IStorage
{
    /// <summary>What a file that is cut while it is written holds.</summary>
    public enum CutLeaves
    {
        /// <summary>The new bytes so far, and nothing behind them.</summary>
        NewBeginning,

        /// <summary>The new bytes so far, and the old ones behind them.</summary>
        NewOverOld,
    }

    public Dictionary<string, byte[]> Files { get; } = [];

    public List<string> Written { get; } = [];

    /// <summary>Bytes that are written before the power goes; null for never.</summary>
    public int? BytesLeft { get; set; }

    public CutLeaves Cut { get; set; }

    /// <summary>Calls that are refused.</summary>
    public int Refusals { get; set; }

    public int Failures { get; set; }

    public int Read(string name, byte[] buffer)
    {
        if (!Files.TryGetValue(name, out byte[]? file))
        {
            return -1;
        }

        if (file.Length > buffer.Length)
        {
            return -2;
        }

        file.CopyTo(buffer, 0);
        return file.Length;
    }

    public bool TryWrite(string name, byte[] data, int length)
    {
        if (Refusals > 0)
        {
            Refusals--;
            return false;
        }

        Written.Add(name);
        if (BytesLeft == null)
        {
            Files[name] = data[..length];
            return true;
        }

        int written = Math.Min(length, BytesLeft.Value);
        BytesLeft -= written;
        if (written == length)
        {
            Files[name] = data[..length];
        }
        else if (written > 0)
        {
            byte[] old = Files.GetValueOrDefault(name) ?? [];
            byte[] rest = Cut == CutLeaves.NewOverOld && old.Length > written ? old[written..] : [];
            Files[name] = [.. data[..written], .. rest];
        }

        return true;
    }
}
