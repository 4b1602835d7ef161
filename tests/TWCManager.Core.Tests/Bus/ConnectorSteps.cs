using TWCManager.Core.Bus;

namespace TWCManager.Core.Tests.Bus;

/// <summary>Brings a connector into a state by what happens on the bus, not by writing its facts.</summary>
internal static class ConnectorSteps
{
    /// <summary>It answered now, or only without proving its link; then it was silent until its link is as bad as this.</summary>
    public static void Bring(this WallConnector connector, LinkState link, long nowMs)
    {
        connector.Answered(link != LinkState.Linking, nowMs);
        connector.Judge(nowMs + link switch
        {
            LinkState.Stale => BusTiming.StaleMs,
            LinkState.Offline => BusTiming.OfflineMs,
            LinkState.Lost => BusTiming.LostMs,
            _ => 0,
        });
        Xunit.Assert.Equal(link, connector.Link);
    }

    /// <summary>It reports another state and the same currents.</summary>
    public static void ReportState(this WallConnector connector, int state)
    {
        connector.Reported.TakeHeartbeat(state, connector.Reported.ConfirmedCentiamps, connector.Reported.ActualCentiamps);
    }

    /// <summary>Its car draws another current; the rest stays.</summary>
    public static void ReportDraw(this WallConnector connector, int actualCentiamps)
    {
        connector.Reported.TakeHeartbeat(connector.Reported.State, connector.Reported.ConfirmedCentiamps, actualCentiamps);
    }
}
