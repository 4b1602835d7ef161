using System.Runtime.InteropServices;

namespace TWCManager.Host.Adapters;

/// <summary>A pair of connected terminals: programs open <see cref="Path"/> like a serial port, we hold the other end.</summary>
public sealed unsafe class PseudoTerminal : ISiteWire
{
    private const int NameCapacity = 128;

    private readonly int _near;

    // Kept open by us too: otherwise each moment in which nobody has the far end open would look like an error at the near end.
    private readonly int _far;
    private bool _isDisposed;

    /// <summary>Makes a pair.</summary>
    /// <exception cref="IOException">The system gives no pseudo-terminal.</exception>
    public PseudoTerminal()
    {
        int flags = Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.OpenCloseOnExec | Libc.OpenNonBlocking;
        _near = Libc.OpenPseudoTerminal(flags);
        if (_near < 0 || Libc.GrantPseudoTerminal(_near) != 0 || Libc.UnlockPseudoTerminal(_near) != 0)
        {
            throw new IOException(Libc.Explain(Marshal.GetLastPInvokeError()));
        }

        byte* name = stackalloc byte[NameCapacity];
        if (Libc.NamePseudoTerminal(_near, name, NameCapacity) != 0)
        {
            throw new IOException(Libc.Explain(Marshal.GetLastPInvokeError()));
        }

        Path = Marshal.PtrToStringUTF8((nint)name)!;
        _far = Libc.Open(Path, flags);
        if (_far < 0 || !RawTerminal.TrySet(_far))
        {
            throw new IOException(Libc.Explain(Marshal.GetLastPInvokeError()));
        }
    }

    /// <summary>Device that others open, such as /dev/pts/3.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* first = buffer)
        {
            nint got = Libc.Read(_near, first, buffer.Length);
            return got > 0 ? (int)got : 0;
        }
    }

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            nint sent = Libc.Write(_near, first, bytes.Length);
            return sent > 0 ? (int)sent : 0;
        }
    }

    /// <inheritdoc/>
    public bool WaitReadable(int timeoutMs)
    {
        Libc.PollRequest request = new Libc.PollRequest { Handle = _near, Wanted = Libc.PollIn };
        return Libc.Poll(ref request, 1, timeoutMs) > 0 && (request.Got & Libc.PollIn) != 0;
    }

    /// <summary>Hangs up: whoever has the far end open notices.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Libc.Close(_far);
        Libc.Close(_near);
    }
}
