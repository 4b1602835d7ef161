namespace TWCManager.Core.Bus;

/// <summary>The frames with which a master announces itself: five of the first kind, then five of the second.</summary>
/// <remarks>Source: docs/protocol.md#link-start-and-loss.</remarks>
internal static class LinkReadyBurst
{
    /// <summary>Frames of the whole burst.</summary>
    internal const int Frames = 10;

    private const int OfEachKind = 5;

    /// <summary>Sends one of them.</summary>
    /// <param name="left">Frames that are left, this one included.</param>
    internal static bool Send(BusTransmitter transmitter, int left, long nowMs)
    {
        return left > OfEachKind ? transmitter.SendLinkReady1(nowMs) : transmitter.SendLinkReady2(nowMs);
    }
}
