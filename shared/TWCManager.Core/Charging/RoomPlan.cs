using TWCManager.Core.Bus;

namespace TWCManager.Core.Charging;

/// <summary>Which connectors may hear a master, and what the wiring leaves on each conductor for those that take part in the sharing.</summary>
internal sealed class RoomPlan
{
    private readonly PointRoster _roster;
    private readonly LoadBook _loads;

    internal RoomPlan(PointRoster roster, LoadBook loads)
    {
        _roster = roster;
        _loads = loads;
    }

    /// <summary>What the shares of all that take part may use together.</summary>
    internal ConductorRoom ForSharing { get; } = new ConductorRoom();

    internal void Update(long nowMs)
    {
        ForSharing.SetAll(_loads.RoomCentiamps);
        // A connector whose floor does not fit must not be polled: hearing a master, it would draw it. Linked ones come before those that want to link.
        GiveRoom(true);
        GiveRoom(false);
        ForSharing.SetAll(_loads.RoomCentiamps);
        for (int i = 0; i < _roster.Count; i++)
        {
            ChargePoint point = _roster.Points[i];
            ForSharing.Take(point.Limits.Conductors, Reserved(point, nowMs));
        }
    }

    private void GiveRoom(bool toLinked)
    {
        for (int i = 0; i < _roster.Count; i++)
        {
            ChargePoint point = _roster.Points[i];
            bool isLinked = point.Connector.HasAnswered || point.Connector.IsRemembered;
            if (isLinked != toLinked)
            {
                continue;
            }

            int floor = point.Limits.FloorCentiamps;
            bool isThere = point.Connector.Link != LinkState.Lost;
            point.NoteRoom(_loads.WiringLimitCentiamps > 0 && floor <= point.Limits.LimitCentiamps && floor <= ForSharing.LeastOf(point.Limits.Conductors));
            ForSharing.Take(point.Limits.Conductors, point.HasRoom && isThere ? floor : 0);
        }
    }

    // What is not there to be shared, because a connector may be drawing it whatever its share.
    private static int Reserved(ChargePoint point, long nowMs)
    {
        if (!point.TakesPart)
        {
            return LoadBook.KnownLoad(point, nowMs);
        }

        if (!point.Connector.HasAnswered)
        {
            // It gets its floor and no more, but the gate counts what it may still hold: given away, that would be missing to the next one that is raised.
            int more = LoadBook.KnownLoad(point, nowMs) - point.Limits.FloorCentiamps;
            return more > 0 ? more : 0;
        }

        return point.Car.IsOverdrawing ? point.Connector.ActualCentiamps - point.Connector.SentCentiamps : 0;
    }
}
