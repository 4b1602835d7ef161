using System;

namespace TWCManager.Core.Commands;

/// <summary>Receipts that wait for the broker. Bounded: when it is full the oldest gives way.</summary>
public sealed class ReceiptQueue
{
    /// <summary>Receipts that can wait.</summary>
    public const int Capacity = 8;

    // One of its own, and one for those that were lost before it.
    private const int PerMessage = 2;

    private readonly byte[][] _receipts = new byte[Capacity][];
    private int _first;

    /// <summary>Receipts that wait.</summary>
    public int Count { get; private set; }

    /// <summary>The receipts of one more message fit.</summary>
    public bool HasRoom
    {
        get { return Count <= Capacity - PerMessage; }
    }

    /// <summary>Receipts that were never published.</summary>
    public int Dropped { get; private set; }

    /// <summary>Appends a receipt.</summary>
    /// <param name="json">Copied; its first <paramref name="length"/> bytes count.</param>
    public void Add(byte[] json, int length)
    {
        if (Count == Capacity)
        {
            RemoveOldest();
            Dropped++;
        }

        byte[] copy = new byte[length];
        Array.Copy(json, copy, length);
        _receipts[(_first + Count) % Capacity] = copy;
        Count++;
    }

    /// <summary>Shows the oldest receipt.</summary>
    /// <returns>False, and null, when there is none.</returns>
    public bool TryPeek(out byte[] json)
    {
        json = Count > 0 ? _receipts[_first] : null;
        return Count > 0;
    }

    /// <summary>Takes the oldest receipt off.</summary>
    public void RemoveOldest()
    {
        if (Count == 0)
        {
            return;
        }

        _receipts[_first] = null;
        _first = (_first + 1) % Capacity;
        Count--;
    }

    /// <summary>Drops all: an answer that comes long after its question belongs to no one.</summary>
    public void DropAll()
    {
        while (Count > 0)
        {
            RemoveOldest();
            Dropped++;
        }
    }
}
