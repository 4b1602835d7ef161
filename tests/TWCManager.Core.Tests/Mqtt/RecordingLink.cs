using System.Text;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Tests.Mqtt;

/// <summary>One message as a broker would have got it.</summary>
internal sealed record Sent(long AtMs, string Topic, string Payload, int Bytes, bool IsRetained);

/// <summary>A link that remembers what was published, and refuses on request.</summary>
internal sealed class RecordingLink : IMqttLink
{
    private readonly Queue<(string Topic, byte[] Payload, bool IsRetained)> _incoming = new();

    public List<Sent> All { get; } = [];

    public long NowMs { get; set; }

    public bool Refuses { get; set; }

    /// <summary>Bytes of the longest message that there is memory for.</summary>
    public int MemoryBytes { get; set; } = int.MaxValue;

    /// <summary>Messages that are told as lost with the next one that is taken.</summary>
    public int Lost { get; set; }

    public int Attempts { get; private set; }

    public int Session { get; private set; }

    public bool IsConnected { get; private set; }

    public void Connect()
    {
        Session++;
        IsConnected = true;
    }

    public void Disconnect()
    {
        IsConnected = false;
    }

    public void Receive(string topic, byte[] payload, bool isRetained = false)
    {
        _incoming.Enqueue((topic, payload, isRetained));
    }

    public bool Publish(string topic, byte[] payload, int length, bool retain)
    {
        Attempts++;
        if (length > MemoryBytes)
        {
            throw new OutOfMemoryException();
        }

        if (!IsConnected || Refuses)
        {
            return false;
        }

        All.Add(new Sent(NowMs, topic, Encoding.UTF8.GetString(payload, 0, length), length, retain));
        return true;
    }

    public bool TryTake(MqttMessage message)
    {
        message.LostBefore = Lost;
        Lost = 0;
        if (!_incoming.TryDequeue(out (string Topic, byte[] Payload, bool IsRetained) next))
        {
            message.Topic = null;
            return message.LostBefore > 0;
        }

        message.Topic = next.Topic;
        message.IsRetained = next.IsRetained;
        message.IsTooLong = next.Payload.Length > MqttMessage.PayloadCapacity;
        message.Length = message.IsTooLong ? 0 : next.Payload.Length;
        message.Payload = next.Payload;
        return true;
    }
}
