using TWCManager.Core.Json;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Mqtt;

/// <summary>The way out to the broker, with the one buffer that all documents are written in. The room for a long one is there only while it is written.</summary>
internal sealed class Outbox
{
    // A full queue drains by itself; asking it every tick would only cost time.
    private const long RestMs = 100;

    // A document that could not be made needs memory that others hold for seconds.
    private const long GivenUpRestMs = 5000;

    // States and settings of a usual site; announcements are three times as long.
    private const int UsualLength = 1536;

    private readonly IMqttLink _link;
    private long _restUntilMs;

    /// <summary>Makes an outbox.</summary>
    /// <param name="capacity">Longest document in bytes.</param>
    public Outbox(IMqttLink link, int capacity)
    {
        _link = link;
        Json = new JsonWriter(UsualLength < capacity ? UsualLength : capacity, capacity);
    }

    /// <summary>Where the next document is written.</summary>
    public JsonWriter Json { get; }

    /// <summary>Documents that did not fit.</summary>
    public int TooLong { get; private set; }

    /// <summary>True for a moment after the link took nothing.</summary>
    public bool IsResting(long nowMs)
    {
        return nowMs < _restUntilMs;
    }

    /// <summary>Forgets that the link took nothing: it is another connection now.</summary>
    public void Reset()
    {
        _restUntilMs = 0;
    }

    /// <summary>Drops a document that could not be made, and rests for a while.</summary>
    public void GiveUp(long nowMs)
    {
        Json.Release(false);
        _restUntilMs = nowMs + GivenUpRestMs;
    }

    /// <summary>Publishes the document in <see cref="Json"/>, retained unless it holds only for now.</summary>
    /// <returns>False when it has to be tried again.</returns>
    public bool TryPublishJson(string topic, long nowMs, bool retain = true)
    {
        if (!Json.IsComplete)
        {
            // Given up, or it would stand in the way of all others for ever.
            TooLong++;
            Json.Release(false);
            return true;
        }

        if (!TryPublish(topic, Json.Buffer, Json.Length, retain, nowMs))
        {
            return false;
        }

        Json.Release(false);
        return true;
    }

    /// <summary>Publishes bytes, which belong to the link afterwards if their array is a long one.</summary>
    /// <returns>False when it has to be tried again.</returns>
    public bool TryPublish(string topic, byte[] payload, int length, bool retain, long nowMs)
    {
        if (_link.Publish(topic, payload, length, retain))
        {
            return true;
        }

        _restUntilMs = nowMs + RestMs;
        return false;
    }
}
