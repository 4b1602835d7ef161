using System.Runtime.InteropServices;

namespace TWCManager.Host;

/// <summary>Waits for Ctrl-C, SIGTERM or the loss of the terminal.</summary>
internal sealed class EndSignal : IDisposable
{
    private readonly ManualResetEventSlim _isEnding = new ManualResetEventSlim();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>From now on these signals no longer end the program by themselves.</summary>
    public EndSignal()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, End),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, End),
        ];
    }

    /// <summary>Waits until one comes.</summary>
    public void Wait()
    {
        _isEnding.Wait();
    }

    /// <summary>Waits until one comes or the time is over.</summary>
    public bool Wait(int timeoutMs)
    {
        return _isEnding.Wait(timeoutMs);
    }

    /// <summary>Gives the signals back.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void End(PosixSignalContext context)
    {
        context.Cancel = true;
        _isEnding.Set();
    }
}
