using System;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Mqtt;

/// <summary>Messages on their way from the controller's thread to the one that sends. Bounded in number and in bytes.</summary>
internal sealed class MqttOutbox
{
    private const int Capacity = 16;

    // A longer message goes through alone. Two announcements of a device side by side would be a tenth of the heap.
    private const int CapacityBytes = 3072;

    private readonly object _lock = new object();
    private readonly string[] _topics = new string[Capacity];
    private readonly byte[][] _payloads = new byte[Capacity][];
    private readonly int[] _lengths = new int[Capacity];
    private readonly bool[] _retained = new bool[Capacity];
    private int _first;
    private int _count;
    private int _bytes;

    /// <summary>Adds a message at the end.</summary>
    /// <param name="payload">Copied, or kept when it is longer than <see cref="MqttMessage.LentLimit"/>.</param>
    /// <returns>False when it does not fit. A single message of any length always fits into an empty box.</returns>
    public bool TryAdd(string topic, byte[] payload, int length, bool retain)
    {
        lock (_lock)
        {
            if (_count == Capacity || (_count > 0 && _bytes + length > CapacityBytes))
            {
                return false;
            }

            byte[] kept = payload;
            if (payload.Length <= MqttMessage.LentLimit)
            {
                kept = new byte[length];
                Array.Copy(payload, kept, length);
            }

            int last = (_first + _count) % Capacity;
            _topics[last] = topic;
            _payloads[last] = kept;
            _lengths[last] = length;
            _retained[last] = retain;
            _bytes += length;
            _count++;
            return true;
        }
    }

    /// <summary>Shows the oldest message and leaves it there.</summary>
    public bool TryPeek(out string topic, out byte[] payload, out int length, out bool retain)
    {
        lock (_lock)
        {
            topic = _topics[_first];
            payload = _payloads[_first];
            length = _lengths[_first];
            retain = _retained[_first];
            return _count > 0;
        }
    }

    /// <summary>Removes the oldest message.</summary>
    public void Remove()
    {
        lock (_lock)
        {
            if (_count > 0)
            {
                _bytes -= _lengths[_first];
                _topics[_first] = null;
                _payloads[_first] = null;
                _first = (_first + 1) % Capacity;
                _count--;
            }
        }
    }

    /// <summary>Removes all.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            while (_count > 0)
            {
                Remove();
            }
        }
    }
}
