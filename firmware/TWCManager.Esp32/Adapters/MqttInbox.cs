using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Adapters;

/// <summary>Received messages on their way from the thread of the connection to the controller's.</summary>
internal sealed class MqttInbox
{
    private const int Capacity = 8;

    private readonly object _lock = new object();
    private readonly string[] _topics = new string[Capacity];
    private readonly byte[][] _payloads = new byte[Capacity][];
    private readonly bool[] _retained = new bool[Capacity];
    private int _first;
    private int _count;

    /// <summary>Messages that did not fit.</summary>
    public int Dropped { get; private set; }

    /// <summary>Adds a message at the end, or counts it as dropped.</summary>
    /// <param name="payload">Kept, not copied; null for one that was too long.</param>
    public void Add(string topic, byte[] payload, bool isRetained)
    {
        lock (_lock)
        {
            if (_count == Capacity)
            {
                Dropped++;
                return;
            }

            int last = (_first + _count) % Capacity;
            _topics[last] = topic;
            _payloads[last] = payload;
            _retained[last] = isRetained;
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

            byte[] payload = _payloads[_first];
            message.Topic = _topics[_first];
            message.IsRetained = _retained[_first];
            message.IsTooLong = payload == null;
            message.Payload = payload;
            message.Length = payload == null ? 0 : payload.Length;
            _topics[_first] = null;
            _payloads[_first] = null;
            _first = (_first + 1) % Capacity;
            _count--;
            return true;
        }
    }
}
