using TWCManager.Core.Ports;
using TWCManager.Simulation;

namespace TWCManager.Host;

/// <summary>Time of day at a simulated site, which runs as fast as its sun. The site's first midnight is today's.</summary>
internal sealed class SimulatedWallClock : IWallClock
{
    private readonly SimulatedSite _site;
    private readonly Func<long> _nowMs;
    private readonly DateTime _midnightUtc;

    /// <param name="nowMs">Gives the line time, ms.</param>
    public SimulatedWallClock(SimulatedSite site, Func<long> nowMs, DateTime midnightUtc)
    {
        _site = site;
        _nowMs = nowMs;
        _midnightUtc = midnightUtc;
    }

    /// <summary>Now, UTC.</summary>
    public DateTime UtcNow
    {
        get { return _midnightUtc.AddSeconds(_site.DaySecondAt(_nowMs())); }
    }

    /// <inheritdoc/>
    public bool TryGetUtc(out long utcSeconds)
    {
        utcSeconds = (UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        return true;
    }
}
