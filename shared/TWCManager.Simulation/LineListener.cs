namespace TWCManager.Simulation;

/// <summary>The connectors' common ear: cuts the bytes of the line into frames and keeps those that are for connectors.</summary>
internal sealed class LineListener
{
    // A pause this long ends a frame that was begun.
    private const long GapUs = 100000;
    private const int ShortestFrame = 13;
    private const int LongestFrame = 16;

    private readonly SimulatedBus _bus;
    private readonly byte[] _segment = new byte[64];

    private int _length;
    private bool _isOpen;
    private bool _isDamaged;
    private bool _isForeign;
    private long _lastUs;

    public LineListener(SimulatedBus bus)
    {
        _bus = bus;
    }

    public void Hear(byte value, long atUs, bool isDamaged, bool isFromMaster)
    {
        if (atUs - _lastUs > GapUs)
        {
            _isOpen = false;
        }

        _lastUs = atUs;
        if (value == 0xC0)
        {
            // A delimiter that noise made cuts a good frame in two: neither part is the sender's fault.
            _isDamaged |= isDamaged;
            Close(atUs);
            _isDamaged = isDamaged;
            return;
        }

        if (!_isOpen)
        {
            return;
        }

        if (_length == _segment.Length)
        {
            _isOpen = false;
            return;
        }

        _segment[_length++] = value;
        _isDamaged |= isDamaged;
        _isForeign |= !isFromMaster;
    }

    private void Close(long atUs)
    {
        // What connectors say is for the master only, and the bulk of what is heard.
        if (_isOpen && _length > 0 && _segment[0] != 0xFD)
        {
            Span<byte> segment = _segment.AsSpan(0, _length);
            int length = WireBytes.Unescape(segment);
            bool isFrame = length >= ShortestFrame && length <= LongestFrame && WireBytes.HasRightChecksum(segment[..length]);
            bool isFromMaster = !_isForeign && !_isDamaged;
            if (isFrame)
            {
                _bus.Dispatch(segment[..length], atUs, isFromMaster);
            }
            else if (isFromMaster)
            {
                _bus.CountMalformed();
            }
        }

        _isOpen = true;
        _length = 0;
        _isDamaged = false;
        _isForeign = false;
    }
}
