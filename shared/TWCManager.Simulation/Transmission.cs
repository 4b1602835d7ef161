namespace TWCManager.Simulation;

/// <summary>A stretch of bytes of one sender, each at its own time.</summary>
internal sealed class Transmission
{
    private byte[] _bytes = new byte[64];

    /// <summary>Who sends; null for a stranger.</summary>
    public object? Sender { get; set; }

    public long StartUs { get; set; }

    /// <summary>What is sent is meant to be a frame.</summary>
    public bool IsFrame { get; set; }

    /// <summary>A byte of it arrived as another one.</summary>
    public bool IsSpoiled { get; set; }

    /// <summary>Grows with each transmission: of two that begin together the lower one was first.</summary>
    public long Order { get; set; }

    public int Length { get; private set; }

    /// <summary>Bytes that are through.</summary>
    public int Position { get; private set; }

    public bool IsThrough => Position == Length;

    public long EndUs => StartUs + (long)Length * SimulatedBus.ByteUs;

    public long NextByteEndUs => StartUs + (Position + 1L) * SimulatedBus.ByteUs;

    public void Clear()
    {
        Length = 0;
        Position = 0;
        IsSpoiled = false;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public byte Next()
    {
        return _bytes[Position++];
    }
}
