using TWCManager.Core.Ports;

namespace TWCManager.Benchmarks.Ports;

/// <summary>Civil time of a site in virtual time.</summary>
internal sealed class VirtualWallClock : IWallClock
{
    private const long StartUtcSeconds = 1781524800;

    /// <summary>Virtual time, ms.</summary>
    public long NowMs { get; set; }

    /// <summary>The same as civil time.</summary>
    public DateTime UtcNow
    {
        get { return DateTime.UnixEpoch.AddSeconds(StartUtcSeconds).AddMilliseconds(NowMs); }
    }

    /// <inheritdoc/>
    public bool TryGetUtc(out long utcSeconds)
    {
        utcSeconds = StartUtcSeconds + NowMs / 1000;
        return true;
    }
}
