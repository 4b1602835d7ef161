namespace TWCManager.Host.Adapters;

/// <summary>The simulated site's end of the line to the program.</summary>
public interface ISiteWire : IDisposable
{
    /// <summary>Takes what the program sent; 0 when there is nothing.</summary>
    int Read(Span<byte> buffer);

    /// <summary>Sends bytes to the program.</summary>
    /// <returns>Number of bytes taken; fewer than given while the program does not read.</returns>
    int Write(ReadOnlySpan<byte> bytes);

    /// <summary>Waits until there is something to read.</summary>
    bool WaitReadable(int timeoutMs);
}
