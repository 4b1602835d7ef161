using System.Runtime.InteropServices;

namespace TWCManager.Host.Adapters;

/// <summary>
/// Keeps a second TWCManager off the same port: two masters on one bus harm each other. macOS and Windows give a port to one program only;
/// Linux does not when that program is root, so that the port is locked there as well.
/// </summary>
internal sealed class PortLock : IDisposable
{
    private const int None = -1;

    private int _handle = None;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="PortRefusedException">There is no such port, or another program has it.</exception>
    public PortLock(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _handle = Libc.Open(path, Libc.OpenReadOnly | Libc.OpenNoControllingTerminal | Libc.OpenNonBlocking | Libc.OpenCloseOnExec);
        if (_handle == None)
        {
            int error = Marshal.GetLastPInvokeError();
            throw new PortRefusedException(error == Libc.ErrorBusy ? "is in use by another program" : "cannot be opened: " + Libc.Explain(error));
        }

        if (Libc.Lock(_handle, Libc.LockExclusive | Libc.LockWithoutWaiting) != 0)
        {
            Dispose();
            throw new PortRefusedException("is in use by another program");
        }
    }

    /// <summary>Gives the port back.</summary>
    public void Dispose()
    {
        int handle = Interlocked.Exchange(ref _handle, None);
        if (handle != None)
        {
            Libc.Close(handle);
        }
    }
}
