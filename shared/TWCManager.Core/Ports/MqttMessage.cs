namespace TWCManager.Core.Ports;

/// <summary>A received message. Made once and filled again and again.</summary>
public sealed class MqttMessage
{
    /// <summary>Longest payload that is looked at, in bytes; longer ones arrive with <see cref="IsTooLong"/>.</summary>
    public const int PayloadCapacity = 1024;

    /// <summary>Longest array of a payload to publish that the caller keeps; a longer one it gives away.</summary>
    public const int LentLimit = 2048;

    /// <summary>Full topic; null when there is no message but only <see cref="LostBefore"/>.</summary>
    public string Topic;

    /// <summary>Payload; the first <see cref="Length"/> bytes count. Lent by the link until the next message is taken; null when <see cref="IsTooLong"/>.</summary>
    public byte[] Payload;

    /// <summary>Bytes of the payload, 0 to <see cref="PayloadCapacity"/>.</summary>
    public int Length;

    /// <summary>The broker delivered it from its store: it may be days old.</summary>
    public bool IsRetained;

    /// <summary>The payload did not fit; <see cref="Length"/> is 0.</summary>
    public bool IsTooLong;

    /// <summary>Messages that found the queue full since the one before and are lost.</summary>
    public int LostBefore;
}
