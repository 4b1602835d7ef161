using TWCManager.Host.Adapters;
using TWCManager.Simulation;

namespace TWCManager.Host;

/// <summary>
/// Keeps a simulated site going in real time and carries the bytes between its bus and the wire to the program, each at its time.
/// The one thread that touches the site.
/// </summary>
internal sealed class SitePump : IDisposable
{
    private const int PollMs = 2;
    private const int EndMs = 300;

    private readonly SimulatedSite _site;
    private readonly ISiteWire _wire;
    private readonly Thread _thread;
    private volatile bool _isEnding;

    /// <summary>Starts the thread.</summary>
    public SitePump(SimulatedSite site, ISiteWire wire)
    {
        _site = site;
        _wire = wire;
        _thread = new Thread(Run) { IsBackground = true, Name = "simulated site", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>Stops the site's time.</summary>
    public void Dispose()
    {
        _isEnding = true;
        _thread.Join(EndMs);
    }

    private void Run()
    {
        byte[] buffer = new byte[256];
        while (!_isEnding)
        {
            // When there is nothing to wait for, the poll is the pause; while the master's bytes come it returns at once.
            int count = _wire.WaitReadable(PollMs) ? _wire.Read(buffer) : 0;
            long nowMs = MonotonicClock.NowMs;
            _site.Advance(nowMs);
            if (count > 0)
            {
                _site.Bus.FromMaster(buffer.AsSpan(0, count), nowMs);
            }

            int heard = _site.Bus.ToMaster(buffer, nowMs);
            _wire.Write(buffer.AsSpan(0, heard));
        }
    }
}
