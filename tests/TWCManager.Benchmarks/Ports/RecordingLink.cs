using TWCManager.Core.Ports;

namespace TWCManager.Benchmarks.Ports;

/// <summary>A broker that takes everything at once and copies nothing.</summary>
internal sealed class RecordingLink : IMqttLink
{
    /// <inheritdoc/>
    public int Session => 1;

    /// <inheritdoc/>
    public bool IsConnected => true;

    /// <summary>Messages taken.</summary>
    public int Messages { get; private set; }

    /// <summary>Bytes of their payloads.</summary>
    public long Bytes { get; private set; }

    /// <inheritdoc/>
    public bool Publish(string topic, byte[] payload, int length, bool retain)
    {
        Messages++;
        Bytes += length;
        return true;
    }

    /// <inheritdoc/>
    public bool TryTake(MqttMessage message)
    {
        return false;
    }
}
