using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>The computer's clock.</summary>
public sealed class SystemWallClock : IWallClock
{
    // 2025-01-01: a small computer without a battery starts in 1970, or where it was switched off, until the network has told it the time.
    private const long EarliestUtcSeconds = 1735689600;

    /// <inheritdoc/>
    public bool TryGetUtc(out long utcSeconds)
    {
        utcSeconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return utcSeconds >= EarliestUtcSeconds;
    }
}
