using System;
using System.Text;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Mqtt;

/// <summary>Cuts what a broker sends into packets. Of a packet that is too long it keeps the beginning, so nobody can fill our memory.</summary>
internal sealed class MqttReader
{
    // The longest payload anybody looks at, a topic of usual length, and the numbers before them.
    private const int KeptBytes = MqttMessage.PayloadCapacity + 256;
    private const int LengthDigits = 4;

    private byte[] _body;
    private int _header;
    private int _length;
    private int _taken;
    private int _digits;
    private bool _isInBody;

    /// <summary>Number of the packet's kind.</summary>
    public int Type
    {
        get { return _header >> 4; }
    }

    /// <summary>What came is not MQTT.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Starts with a new connection.</summary>
    public void Begin()
    {
        IsBroken = false;
        BeginPacket();
    }

    /// <summary>Takes bytes up to the end of a packet.</summary>
    /// <param name="at">Where to begin; afterwards the first byte that was not taken.</param>
    /// <returns>True when a packet is whole: look at it before further bytes are taken.</returns>
    public bool TryTake(byte[] data, ref int at, int length)
    {
        if (at < length && _isInBody && _taken == _length)
        {
            BeginPacket();
        }

        while (at < length && !IsBroken)
        {
            if (_isInBody)
            {
                int count = length - at < _length - _taken ? length - at : _length - _taken;
                Keep(data, at, count);
                at += count;
            }
            else
            {
                TakeHeader(data[at]);
                at++;
            }

            if (_isInBody && _taken == _length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A byte of the packet's body, or -1 behind its end.</summary>
    public int At(int index)
    {
        return index < _length && index < _body.Length ? _body[index] : -1;
    }

    /// <summary>Number of bytes of the packet's body.</summary>
    public int Length
    {
        get { return _length; }
    }

    /// <summary>Puts a published message into the box. One that is not well formed is left out.</summary>
    public void Deliver(MqttInbox inbox)
    {
        const int qualityMask = 0x06;
        const int retainedFlag = 0x01;
        int topicLength = _length < 2 ? _length : (At(0) << 8) | At(1);
        int start = 2 + topicLength + ((_header & qualityMask) != 0 ? 2 : 0);
        if (topicLength == 0 || start > _length || start > _body.Length)
        {
            return;
        }

        string topic = Encoding.UTF8.GetString(_body, 2, topicLength);
        byte[] payload = null;
        if (_length - start <= MqttMessage.PayloadCapacity && _length <= _body.Length)
        {
            payload = new byte[_length - start];
            Array.Copy(_body, start, payload, 0, payload.Length);
        }

        inbox.Add(topic, payload, (_header & retainedFlag) != 0);
    }

    private void BeginPacket()
    {
        _body = null;
        _header = 0;
        _length = 0;
        _taken = 0;
        _digits = -1;
        _isInBody = false;
    }

    private void TakeHeader(byte value)
    {
        if (_digits < 0)
        {
            _header = value;
            _digits = 0;
            return;
        }

        _length |= (value & 0x7F) << (7 * _digits);
        _digits++;
        if ((value & 0x80) == 0)
        {
            _body = new byte[_length < KeptBytes ? _length : KeptBytes];
            _isInBody = true;
        }
        else if (_digits == LengthDigits)
        {
            IsBroken = true;
        }
    }

    private void Keep(byte[] data, int at, int count)
    {
        int room = _body.Length - _taken;
        if (room > 0)
        {
            Array.Copy(data, at, _body, _taken, count < room ? count : room);
        }

        _taken += count;
    }
}
