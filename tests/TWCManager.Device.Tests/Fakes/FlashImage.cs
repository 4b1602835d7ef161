using System;
using TWCManager.Core.Ports;

namespace TWCManager.Device.Tests.Fakes;

/// <summary>A few files in memory, on a power supply that fails: after a number of bytes, what is being written stays cut short and nothing more is taken down.</summary>
internal sealed class FlashImage : IStorage
{
    private const int Capacity = 6;

    private readonly string[] _names = new string[Capacity];
    private readonly byte[][] _contents = new byte[Capacity][];
    private int _count;

    /// <summary>Bytes that still get to the flash.</summary>
    internal int BytesLeft { get; set; } = int.MaxValue;

    /// <summary>A write finds no memory.</summary>
    internal bool HasNoMemory { get; set; }

    /// <summary>Whole writes.</summary>
    internal int Writes { get; private set; }

    public int Failures
    {
        get { return 0; }
    }

    public int Read(string name, byte[] buffer)
    {
        int at = Find(name);
        if (at < 0)
        {
            return -1;
        }

        if (_contents[at].Length > buffer.Length)
        {
            return -2;
        }

        Array.Copy(_contents[at], buffer, _contents[at].Length);
        return _contents[at].Length;
    }

    public bool TryWrite(string name, byte[] data, int length)
    {
        if (HasNoMemory)
        {
            throw new OutOfMemoryException();
        }

        if (BytesLeft == 0)
        {
            return true;
        }

        int kept = length < BytesLeft ? length : BytesLeft;
        BytesLeft -= kept;
        Writes += kept == length ? 1 : 0;
        int at = Find(name);
        if (at < 0)
        {
            at = _count++;
            _names[at] = name;
        }

        _contents[at] = new byte[kept];
        Array.Copy(data, _contents[at], kept);
        return true;
    }

    private int Find(string name)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
