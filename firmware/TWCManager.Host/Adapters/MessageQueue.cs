using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>A bounded queue of received messages between two threads. What does not fit is lost, and the next one tells how many were.</summary>
internal sealed class MessageQueue
{
    private readonly Lock _lock = new Lock();
    private readonly MqttMessage[] _slots;
    private int _first;
    private int _count;
    private int _lost;

    /// <summary>Makes an empty queue.</summary>
    public MessageQueue(int capacity)
    {
        _slots = new MqttMessage[capacity];
        for (int i = 0; i < capacity; i++)
        {
            _slots[i] = new MqttMessage { Payload = new byte[MqttMessage.PayloadCapacity] };
        }
    }

    /// <summary>Adds a message at the end.</summary>
    public void Add(string topic, ReadOnlySpan<byte> payload, bool isRetained)
    {
        lock (_lock)
        {
            if (_count == _slots.Length)
            {
                _lost++;
                return;
            }

            MqttMessage slot = _slots[(_first + _count) % _slots.Length];
            slot.Topic = topic;
            slot.LostBefore = _lost;
            _lost = 0;
            slot.IsRetained = isRetained;
            slot.IsTooLong = payload.Length > MqttMessage.PayloadCapacity;
            slot.Length = slot.IsTooLong ? 0 : payload.Length;
            payload[..slot.Length].CopyTo(slot.Payload);
            _count++;
        }
    }

    /// <summary>Takes the oldest message.</summary>
    public bool TryTake(MqttMessage message)
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                message.Topic = null;
                message.LostBefore = _lost;
                _lost = 0;
                return message.LostBefore > 0;
            }

            MqttMessage slot = _slots[_first];
            message.Topic = slot.Topic;
            message.LostBefore = slot.LostBefore;
            message.IsRetained = slot.IsRetained;
            message.IsTooLong = slot.IsTooLong;
            message.Length = slot.Length;
            // A copy: the slot is free for the network thread from here on.
            message.Payload = slot.Payload[..slot.Length];
            _first = (_first + 1) % _slots.Length;
            _count--;
            return true;
        }
    }
}
