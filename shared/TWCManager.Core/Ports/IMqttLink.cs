namespace TWCManager.Core.Ports;

/// <summary>One connection to a broker that keeps itself alive: connects, reconnects with back-off, subscribes again and holds the last will.</summary>
public interface IMqttLink
{
    /// <summary>Counts sessions: grows by one each time a connection is ready, subscriptions included. 0 before the first.</summary>
    int Session { get; }

    /// <summary>True while a session is up.</summary>
    bool IsConnected { get; }

    /// <summary>Queues a message, QoS 0. Never waits.</summary>
    /// <param name="payload">Its first <paramref name="length"/> bytes are copied; but an array longer than <see cref="MqttMessage.LentLimit"/> belongs to the link
    /// once it is taken, and the caller must not write into it any more: a copy of a long message is too much for a small heap.</param>
    /// <returns>False when it was not taken (not connected, queue full): try again later.</returns>
    bool Publish(string topic, byte[] payload, int length, bool retain);

    /// <summary>Takes the oldest received message off the bounded queue; what the queue had no place for is told by the next one, or by one without a topic.</summary>
    /// <param name="message">Filled; its payload is only lent, until the next call.</param>
    /// <returns>False, and nothing changed, when there is none.</returns>
    bool TryTake(MqttMessage message);
}
