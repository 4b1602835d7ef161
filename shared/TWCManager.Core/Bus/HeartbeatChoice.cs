using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>Which heartbeat a connector needs so that it holds the limit we want.</summary>
/// <remarks>Source: docs/protocol.md#what-heartbeat-to-send.</remarks>
public static class HeartbeatChoice
{
    /// <summary>Nothing new, you are linked.</summary>
    public const int Nothing = 0x00;

    /// <summary>Limit; the only one of protocol 1.</summary>
    public const int Limit = 0x05;

    /// <summary>Limit at any time, protocol 2.</summary>
    public const int LimitNow = 0x09;

    // Some units take the one command where they ignore the other; every sixth try uses the other one.
    private const int TriesBeforeFallback = 5;

    // Heartbeats without an answer after which a connector is told its limit all the same.
    private const int WordsBeforeLimit = 5;

    /// <summary>Chooses the command for a connector that shall hold <paramref name="offerCentiamps"/>.</summary>
    /// <param name="unconfirmed">Heartbeats with this limit that it has not repeated back so far.</param>
    public static int CommandFor(WallConnector connector, int offerCentiamps, bool resend, int unconfirmed)
    {
        // A limit as the first word left units unlinked. One that hears us and is not understood must not keep an old limit for ever.
        if (!connector.HasAnswered && connector.Turn.SentSinceLink < WordsBeforeLimit)
        {
            return Nothing;
        }

        if (connector.ProtocolVersion == 1)
        {
            // A stop is repeated for ever: with a heartbeat of no news in between the unit clatters its relay.
            bool isRepeated = offerCentiamps == 0 || connector.Orders.IsOtherMake;
            return isRepeated || resend || !connector.HasAnswered || connector.Reported.ConfirmedCentiamps != offerCentiamps ? Limit : Nothing;
        }

        // Protocol 2 knows no 0 A: told 0 it goes on at 6 A. Told no limit at all it goes on as it is.
        bool isConfirmed = connector.HasAnswered && !resend && connector.Reported.ConfirmedCentiamps == offerCentiamps;
        if (offerCentiamps == 0 || isConfirmed)
        {
            // Cars of other makes were seen to start only where every heartbeat says what they may draw. 05 does not disturb a charge.
            return connector.Orders.IsOtherMake && offerCentiamps > 0 ? Limit : Nothing;
        }

        return unconfirmed > 0 && unconfirmed % (TriesBeforeFallback + 1) == TriesBeforeFallback ? Limit : LimitNow;
    }
}
