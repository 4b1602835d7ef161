namespace TWCManager.Simulation;

/// <summary>A receive buffer like a driver's: fixed, and wiped when it overflows.</summary>
internal sealed class ByteQueue
{
    private readonly byte[] _bytes;
    private int _start;
    private int _count;

    public ByteQueue(int capacity)
    {
        _bytes = new byte[capacity];
    }

    public int Overruns { get; private set; }

    public void Put(byte value)
    {
        if (_count == _bytes.Length)
        {
            _count = 0;
            Overruns++;
        }

        _bytes[(_start + _count) % _bytes.Length] = value;
        _count++;
    }

    public int Take(Span<byte> into)
    {
        int count = Math.Min(into.Length, _count);
        for (int i = 0; i < count; i++)
        {
            into[i] = _bytes[(_start + i) % _bytes.Length];
        }

        _start = (_start + count) % _bytes.Length;
        _count -= count;
        return count;
    }

    public void Clear()
    {
        _count = 0;
    }
}
