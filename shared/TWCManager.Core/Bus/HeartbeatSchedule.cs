namespace TWCManager.Core.Bus;

/// <summary>Whose turn it is. Heartbeats of all connectors stand close together once a second, so that the rest of the second is free for questions.</summary>
internal sealed class HeartbeatSchedule
{
    // A heartbeat this late starts a new rhythm; a smaller delay is made good by the next one.
    private const long RephaseMs = 500;
    // Units announce themselves every ten seconds sharp: what met our heartbeat once would meet it for ever.
    private const long DriftMs = 13;
    // Hurry ends early enough for two others, who have waited meanwhile, to be served within two seconds as well; with more of them earlier.
    private const int UrgentMs = 1850;
    private const int UsualCount = 3;
    // Beside a unit that babbles hurry helps for longer, as long as anybody is heard at all.
    private const int BabbledUrgentMs = 4000;

    private readonly ConnectorRoster _roster;
    private readonly BabbleWatch _babble;
    private long _epochMs;

    internal HeartbeatSchedule(ConnectorRoster roster, BabbleWatch babble)
    {
        _roster = roster;
        _babble = babble;
    }

    internal void Start(long nowMs)
    {
        _epochMs = nowMs;
        for (int i = 0; i < _roster.Count; i++)
        {
            _roster.Connectors[i].Turn.Schedule(nowMs);
        }
    }

    /// <returns>The connector whose heartbeat has been due longest, or null.</returns>
    internal WallConnector Due(IOfferSource offers, long nowMs)
    {
        WallConnector first = null;
        for (int i = 0; i < _roster.Count; i++)
        {
            WallConnector connector = _roster.Connectors[i];
            if (connector.Turn.DueMs > nowMs || (first != null && first.Turn.DueMs <= connector.Turn.DueMs))
            {
                continue;
            }

            connector.Turn.Allow(offers.MayServe(connector, nowMs));
            // A lost connector that hears us although we do not hear it would go on charging for ever: silence stops it for sure, and then it announces itself.
            if (connector.Turn.IsHeldBack || connector.Link == LinkState.Lost)
            {
                connector.Turn.Schedule(NextSlotMs(i, nowMs));
                continue;
            }

            first = connector;
        }

        return first;
    }

    /// <summary>Who has been without a heartbeat for longest, of those whose last one stayed without an answer. On a bad line one in six does not arrive.</summary>
    internal WallConnector Neediest(IOfferSource offers, long nowMs)
    {
        WallConnector neediest = null;
        for (int i = 0; i < _roster.Count; i++)
        {
            WallConnector connector = _roster.Connectors[i];
            bool isWaiting = connector.Turn.IsUnanswered && connector.HasAnswered && connector.Link <= LinkState.Stale && !IsSlow(connector, nowMs);
            if (isWaiting && (neediest == null || NeedMs(connector, nowMs) > NeedMs(neediest, nowMs)) && offers.MayServe(connector, nowMs))
            {
                neediest = connector;
            }
        }

        return neediest;
    }

    /// <summary>How long it has been without a heartbeat for all we know, ms. 0 once hurry has not helped: it must not cost the others theirs.</summary>
    internal int NeedMs(WallConnector connector, long nowMs)
    {
        long sinceMs = nowMs - connector.Turn.ReachedMs;
        int more = _roster.Count > UsualCount ? _roster.Count - UsualCount : 0;
        int urgentMs = _babble.IsBabbling && IsAnybodyReached(nowMs) ? BabbledUrgentMs : UrgentMs - more * BusTiming.SlotMs;
        return connector.HasAnswered && sinceMs < urgentMs && !IsSlow(connector, nowMs) ? (int)sinceMs : 0;
    }

    // It heard what it did not answer, and will answer it all: saying it again makes the row longer in which the others drown.
    private static bool IsSlow(WallConnector connector, long nowMs)
    {
        return nowMs - connector.Twin.LateAnswerMs < BusTiming.LateAnswerMemoryMs;
    }

    private bool IsAnybodyReached(long nowMs)
    {
        for (int i = 0; i < _roster.Count; i++)
        {
            if (_roster.Connectors[i].HasAnswered && nowMs - _roster.Connectors[i].Turn.ReachedMs < UrgentMs)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A heartbeat went out in this connector's turn.</summary>
    /// <param name="isDrifting">The rhythm shall leave its place in time: on this line something collides.</param>
    internal void Sent(WallConnector connector, bool isDrifting, long nowMs)
    {
        connector.Turn.Sent(connector.Link == LinkState.Online, nowMs);
        long lateMs = nowMs - connector.Turn.DueMs;
        long dueMs = lateMs <= RephaseMs && connector.HasAnswered ? connector.Turn.DueMs + BusTiming.HeartbeatPeriodMs : NextSlotMs(IndexOf(connector), nowMs);
        connector.Turn.Schedule(isDrifting ? dueMs - DriftMs : dueMs);
    }

    /// <summary>When the next heartbeat is due, ms.</summary>
    internal long NextDueMs()
    {
        long next = long.MaxValue;
        for (int i = 0; i < _roster.Count; i++)
        {
            next = _roster.Connectors[i].Turn.DueMs < next ? _roster.Connectors[i].Turn.DueMs : next;
        }

        return next;
    }

    // The next moment of this connector's own slot that is not right now.
    private long NextSlotMs(int index, long nowMs)
    {
        long intoSlotMs = (nowMs - _epochMs - (long)index * BusTiming.SlotMs) % BusTiming.HeartbeatPeriodMs;
        if (intoSlotMs < 0)
        {
            intoSlotMs += BusTiming.HeartbeatPeriodMs;
        }

        return nowMs + BusTiming.HeartbeatPeriodMs - intoSlotMs;
    }

    private int IndexOf(WallConnector connector)
    {
        for (int i = 0; i < _roster.Count; i++)
        {
            if (_roster.Connectors[i] == connector)
            {
                return i;
            }
        }

        return 0;
    }
}
