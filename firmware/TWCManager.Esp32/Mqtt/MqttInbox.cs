using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Mqtt;

/// <summary>Received messages on their way from the thread of the connection to the controller's.</summary>
internal sealed class MqttInbox
{
    private const int Capacity = 8;

    private readonly object _lock = new object();
    private readonly string[] _topics = new string[Capacity];
    private readonly byte[][] _payloads = new byte[Capacity][];
    private readonly bool[] _retained = new bool[Capacity];
    private readonly int[] _lostBefore = new int[Capacity];
    private int _first;
    private int _count;
    private int _lost;

    /// <summary>Adds a message at the end, or counts it as lost: the next one tells.</summary>
    /// <param name="payload">Kept, not copied; null for one that was too long.</param>
    public void Add(string topic, byte[] payload, bool isRetained)
    {
        lock (_lock)
        {
            if (_count == Capacity)
            {
                _lost++;
                return;
            }

            int last = (_first + _count) % Capacity;
            _topics[last] = topic;
            _payloads[last] = payload;
            _retained[last] = isRetained;
            _lostBefore[last] = _lost;
            _lost = 0;
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

            byte[] payload = _payloads[_first];
            message.Topic = _topics[_first];
            message.IsRetained = _retained[_first];
            message.LostBefore = _lostBefore[_first];
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
