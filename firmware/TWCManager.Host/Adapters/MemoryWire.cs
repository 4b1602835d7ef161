using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>A line without a device, for systems without pseudo-terminals: what one end writes, the other reads. What does not fit is not taken.</summary>
public sealed class MemoryWire : ISiteWire, ISerialLine
{
    // As much as a serial driver holds.
    private const int Capacity = 4096;

    private readonly Lock _lock = new Lock();
    private readonly ManualResetEventSlim _hasSent = new ManualResetEventSlim();
    private readonly Queue<byte> _toSite = new Queue<byte>(Capacity);
    private readonly Queue<byte> _toProgram = new Queue<byte>(Capacity);

    /// <inheritdoc/>
    public bool IsOpen
    {
        get { return true; }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        lock (_lock)
        {
            int count = Take(_toSite, buffer);
            if (_toSite.Count == 0)
            {
                _hasSent.Reset();
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            int count = Math.Min(bytes.Length, Capacity - _toProgram.Count);
            Append(_toProgram, bytes[..count]);
            return count;
        }
    }

    /// <inheritdoc/>
    public bool WaitReadable(int timeoutMs)
    {
        return _hasSent.Wait(timeoutMs);
    }

    /// <inheritdoc/>
    int ISerialLine.Read(byte[] buffer, int offset, int count)
    {
        lock (_lock)
        {
            return Take(_toProgram, buffer.AsSpan(offset, count));
        }
    }

    /// <inheritdoc/>
    bool ISerialLine.Write(byte[] buffer, int offset, int count)
    {
        lock (_lock)
        {
            // A frame is taken whole or not at all.
            if (_toSite.Count + count > Capacity)
            {
                return false;
            }

            Append(_toSite, buffer.AsSpan(offset, count));
            _hasSent.Set();
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hasSent.Dispose();
    }

    private static int Take(Queue<byte> from, Span<byte> into)
    {
        int count = Math.Min(from.Count, into.Length);
        for (int i = 0; i < count; i++)
        {
            into[i] = from.Dequeue();
        }

        return count;
    }

    private static void Append(Queue<byte> to, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            to.Enqueue(value);
        }
    }
}
