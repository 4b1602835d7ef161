using TWCManager.Core.Ports;

namespace TWCManager.Core.Tests.Energy;

/// <summary>Civil time as a test wants it; null while it has not been set.</summary>
internal sealed class FakeWallClock : IWallClock
{
    public long? UtcSeconds { get; set; }

    public bool TryGetUtc(out long utcSeconds)
    {
        utcSeconds = UtcSeconds ?? 0;
        return UtcSeconds.HasValue;
    }
}
