using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>Notices that two units answer to one id. Both take each order, and their answers destroy each other, so such a pair cannot be controlled.</summary>
/// <remarks>Source: docs/protocol.md#two-units-with-one-id.</remarks>
internal static class TwinWatch
{
    /// <summary>A unit is silent for half a minute while it takes a new sign, so two signs within this time are two units.</summary>
    private const long SignMs = 6000;

    /// <summary>A late answer tells the limit of its time; after this the limit is the same for all answers.</summary>
    private const long SettledMs = 2 * BusTiming.LatestReplyMs;

    /// <summary>Two that are asked at once answer at once.</summary>
    private const long TogetherMs = 80;

    /// <summary>An answer that was late can fall together with one that is not; so many times in a row it does not.</summary>
    private const int DoublesToBelieve = 5;

    private const int Pair = 2;

    /// <summary>So many answers of one connector in a row do not arrive damaged while those of the others arrive whole.</summary>
    private const int GarbledToBelieve = 25;

    private const int DoubtsToBelieve = 3;

    /// <summary>No sign of a second unit for this long: there is none any more.</summary>
    private const long QuietMs = 60000;

    /// <summary>It announced itself. Call it before the sign is taken over.</summary>
    internal static void Announced(WallConnector connector, int sign, long nowMs)
    {
        long lastMs = connector.HasBeenHeard && connector.LastHeardMs > connector.AnnouncedMs ? connector.LastHeardMs : connector.AnnouncedMs;
        if (connector.Sign != WallConnector.Unknown && connector.Sign != sign && nowMs - lastMs < SignMs)
        {
            Believe(connector, nowMs);
        }
    }

    /// <summary>It answered. Call it before the answer is taken over.</summary>
    /// <returns>False for an answer that proves no link: the second one to a single heartbeat, before any limit was told.</returns>
    internal static bool Answered(WallConnector connector, Message message, long nowMs)
    {
        bool isExtra = connector.HasAnswered && connector.LastHeardMs > connector.HeartbeatMs;
        if (isExtra && connector.Owed > 0 && nowMs - connector.OwedMs < BusTiming.LatestReplyMs)
        {
            // One unit that was late, and now says what it owes.
            connector.Owed--;
            connector.LateAnswerMs = nowMs;
            connector.Doubles = 0;
            return connector.HasSent;
        }

        if (!isExtra || nowMs - connector.LastHeardMs >= TogetherMs)
        {
            bool hasDoubled = connector.Answers == Pair;
            connector.Doubles = hasDoubled ? connector.Doubles : 0;
            connector.Garbled = hasDoubled ? connector.Garbled : 0;
            connector.Answers = 1;
            return true;
        }

        connector.Answers++;
        // Two units give two answers. More are those of a single one that was late, and now says all it was asked for.
        connector.Doubles = connector.Answers == Pair ? connector.Doubles + 1 : 0;
        bool disagree = message.MaxCentiamps != connector.ConfirmedCentiamps && connector.HasSent && nowMs - connector.SentChangedMs > SettledMs;
        if (disagree || connector.Doubles >= DoublesToBelieve)
        {
            Believe(connector, nowMs);
        }

        return connector.HasSent;
    }

    /// <summary>It said nothing to a heartbeat: the answer may come later.</summary>
    internal static void Owes(WallConnector connector, long nowMs)
    {
        connector.Owed = nowMs - connector.OwedMs < BusTiming.LatestReplyMs ? connector.Owed + 1 : 1;
        connector.OwedMs = nowMs;
    }

    /// <summary>Its answer came damaged. Where the answers of others do, too, it is the line.</summary>
    internal static void Garbled(ConnectorRoster roster, WallConnector connector, long nowMs)
    {
        for (int i = 0; i < roster.Count; i++)
        {
            if (roster.Connectors[i] != connector)
            {
                roster.Connectors[i].Garbled = 0;
            }
        }

        connector.Garbled++;
        if (connector.Garbled >= GarbledToBelieve)
        {
            connector.Garbled = 0;
            Believe(connector, nowMs);
        }
    }

    /// <summary>Whether an answer says that a limit is gone which was held for long: true after a replug, but also when a second unit speaks. Told three times in a row it is believed.</summary>
    internal static bool IsDoubtful(WallConnector connector, Message message, long nowMs)
    {
        bool hasForgotten = connector.HasSent && connector.ConfirmedCentiamps == connector.SentCentiamps && message.MaxCentiamps < connector.SentCentiamps
            && nowMs - connector.SentChangedMs > SettledMs;
        connector.Doubts = hasForgotten ? connector.Doubts + 1 : 0;
        return hasForgotten && connector.Doubts < DoubtsToBelieve;
    }

    internal static void Tick(WallConnector connector, long nowMs)
    {
        if (connector.HasTwin && nowMs - connector.TwinMs >= QuietMs)
        {
            connector.HasTwin = false;
        }
    }

    private static void Believe(WallConnector connector, long nowMs)
    {
        connector.HasTwin = true;
        connector.TwinMs = nowMs;
    }
}
