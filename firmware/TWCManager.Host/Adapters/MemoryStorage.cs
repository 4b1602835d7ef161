using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>Files that last as long as the program: for runs without a data directory.</summary>
public sealed class MemoryStorage : IStorage
{
    private readonly Dictionary<string, byte[]> _files = new Dictionary<string, byte[]>();

    /// <inheritdoc/>
    public int Failures
    {
        get { return 0; }
    }

    /// <inheritdoc/>
    public int Read(string name, byte[] buffer)
    {
        if (!_files.TryGetValue(name, out byte[]? data))
        {
            return -1;
        }

        if (data.Length > buffer.Length)
        {
            return -2;
        }

        data.CopyTo(buffer, 0);
        return data.Length;
    }

    /// <inheritdoc/>
    public bool TryWrite(string name, byte[] data, int length)
    {
        _files[name] = data.AsSpan(0, length).ToArray();
        return true;
    }
}
