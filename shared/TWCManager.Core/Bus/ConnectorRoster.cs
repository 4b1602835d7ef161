namespace TWCManager.Core.Bus;

/// <summary>The connectors that we know, a bounded list. Knows when they were heard, not what they are for.</summary>
public sealed class ConnectorRoster
{
    internal ConnectorRoster(int capacity)
    {
        Connectors = new WallConnector[capacity];
    }

    /// <summary>The connectors in the order in which they came; the first <see cref="Count"/> count.</summary>
    public WallConnector[] Connectors { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Changes whenever one comes, goes or changes protocol or rating.</summary>
    public int Version { get; private set; }

    /// <summary>Connectors that were turned away because the list is full.</summary>
    public int TurnedAway { get; private set; }

    /// <summary>Somebody is under us as far as we know: it answered not long ago, or had a master when the program started.</summary>
    internal bool HasLinked
    {
        get
        {
            for (int i = 0; i < Count; i++)
            {
                if (Connectors[i].IsRemembered || Connectors[i].HasAnswered)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <returns>The connector, or null.</returns>
    public WallConnector Find(int id)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Connectors[i].Id == id)
            {
                return Connectors[i];
            }
        }

        return null;
    }

    /// <returns>The new connector, or null when the list is full of connectors that still count.</returns>
    internal WallConnector Add(int id, int protocolVersion, long nowMs)
    {
        int at = Count;
        if (Count == Connectors.Length)
        {
            at = LongestLost(nowMs);
            if (at < 0)
            {
                TurnedAway++;
                return null;
            }
        }
        else
        {
            Count++;
        }

        WallConnector connector = new WallConnector(id, protocolVersion, nowMs);
        Connectors[at] = connector;
        Version++;
        return connector;
    }

    /// <summary>A connector has changed its protocol or its rating.</summary>
    internal void NoteChange()
    {
        Version++;
    }

    internal void UpdateLinks(long nowMs)
    {
        for (int i = 0; i < Count; i++)
        {
            Connectors[i].Judge(nowMs);
        }
    }

    /// <summary>It has had no heartbeat for so long that it has stopped charging by itself, whatever it held.</summary>
    public static bool HasStopped(WallConnector connector, long nowMs)
    {
        return connector.Turn.HeartbeatsSent > 0 && nowMs - connector.Turn.HeartbeatMs >= BusTiming.FailSafeMs;
    }

    private static bool IsGone(WallConnector connector, long nowMs)
    {
        return nowMs - connector.LastSignMs >= BusTiming.LostMs + BusTiming.FailSafeMs;
    }

    // A unit that was taken down must not keep its place for ever, one that is only unheard for a while must.
    private int LongestLost(long nowMs)
    {
        int longest = -1;
        for (int i = 0; i < Count; i++)
        {
            if (IsGone(Connectors[i], nowMs) && (longest < 0 || Connectors[i].LastSignMs < Connectors[longest].LastSignMs))
            {
                longest = i;
            }
        }

        return longest;
    }
}
