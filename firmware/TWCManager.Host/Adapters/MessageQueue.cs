using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>A bounded queue of received messages between two threads. What does not fit is dropped and counted.</summary>
internal sealed class MessageQueue
{
    private readonly Lock _lock = new Lock();
    private readonly MqttMessage[] _slots;
    private int _first;
    private int _count;

    /// <summary>Makes an empty queue.</summary>
    public MessageQueue(int capacity)
    {
        _slots = new MqttMessage[capacity];
        for (int i = 0; i < capacity; i++)
        {
            _slots[i] = new MqttMessage { Payload = new byte[MqttMessage.PayloadCapacity] };
        }
    }

    /// <summary>Messages that did not fit.</summary>
    public int Dropped { get; private set; }

    /// <summary>Adds a message at the end.</summary>
    public void Add(string topic, ReadOnlySpan<byte> payload, bool isRetained)
    {
        lock (_lock)
        {
            if (_count == _slots.Length)
            {
                Dropped++;
                return;
            }

            MqttMessage slot = _slots[(_first + _count) % _slots.Length];
            slot.Topic = topic;
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
                return false;
            }

            MqttMessage slot = _slots[_first];
            message.Topic = slot.Topic;
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
