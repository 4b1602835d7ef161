using TWCManager.Core.Ports;

namespace TWCManager.Benchmarks.Ports;

/// <summary>Stands between the core and its ports: knows which port was used in a tick, and what the platform behind it allocated, which is not the core's.</summary>
internal sealed class PortMeter(ISerialLine line, IHttp http, IStorage storage, IMqttLink? link) : ISerialLine, IHttp, IStorage, IMqttLink
{
    /// <summary>Bytes that the ports allocated on this thread.</summary>
    public long PortBytes { get; private set; }

    /// <summary>A reply was taken since <see cref="Clear"/>.</summary>
    public bool TookReply { get; private set; }

    /// <summary>Something was published since then.</summary>
    public bool HasPublished { get; private set; }

    /// <summary>A file was written since then.</summary>
    public bool HasStored { get; private set; }

    /// <inheritdoc/>
    public bool IsOpen => line.IsOpen;

    /// <inheritdoc/>
    public int Failures => storage.Failures;

    /// <inheritdoc/>
    public int Session => link!.Session;

    /// <inheritdoc/>
    public bool IsConnected => link!.IsConnected;

    /// <summary>A new tick begins.</summary>
    public void Clear()
    {
        TookReply = false;
        HasPublished = false;
        HasStored = false;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        int got = line.Read(buffer, offset, count);
        NoteSince(before);
        return got;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isSent = line.Write(buffer, offset, count);
        NoteSince(before);
        return isSent;
    }

    /// <inheritdoc/>
    public bool TryBegin(HttpRequest request)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isBegun = http.TryBegin(request);
        NoteSince(before);
        return isBegun;
    }

    /// <inheritdoc/>
    public bool TryTake(HttpReply reply)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isTaken = http.TryTake(reply);
        NoteSince(before);
        TookReply |= isTaken;
        return isTaken;
    }

    /// <inheritdoc/>
    public int Read(string name, byte[] buffer)
    {
        return storage.Read(name, buffer);
    }

    /// <inheritdoc/>
    public bool TryWrite(string name, byte[] data, int length)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isWritten = storage.TryWrite(name, data, length);
        NoteSince(before);
        HasStored = true;
        return isWritten;
    }

    /// <inheritdoc/>
    public bool Publish(string topic, byte[] payload, int length, bool retain)
    {
        HasPublished = true;
        return link!.Publish(topic, payload, length, retain);
    }

    /// <inheritdoc/>
    public bool TryTake(MqttMessage message)
    {
        return link!.TryTake(message);
    }

    private void NoteSince(long before)
    {
        PortBytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
