using TWCManager.Core.Settings;

namespace TWCManager.Core.Documents;

/// <content>Of a connector: why, how a car is stopped, how healthy the link is.</content>
public sealed partial class ConnectorDocument
{
    private enum DecisionKey
    {
        Reason = (int)CarKey.End,
        ReasonCode,
        Wanted,
        Stop,
        StopMethod,
        Interruptions,
        HeartbeatsSent,
        HeartbeatsAnswered,
        LinkDrops,
        LongestGapMs,
        End,
    }

    private static ValueRow DecisionRow(DecisionKey key, ValueRow row)
    {
        switch (key)
        {
            case DecisionKey.Reason:
                return row.Text("reason").As(EntityKind.Plain, 8, "reason", "Reason");
            case DecisionKey.ReasonCode:
                return row.Text("reasonCode").Watched(Watch.Urgent);
            case DecisionKey.Wanted:
                return row.OnOff("wanted").Watched(Watch.Urgent).As(EntityKind.Binary, 15, "wanted", "Car should charge");
            case DecisionKey.Stop:
                return row.Text("stop").Watched(Watch.Urgent);
            case DecisionKey.StopMethod:
                return row.Text("stopMethod").Watched(Watch.Urgent).As(EntityKind.Choice, 16, "stopMethod", "Stop method");
            case DecisionKey.Interruptions:
                return row.Number("interruptions");
            case DecisionKey.HeartbeatsSent:
                return row.Number("heartbeatsSent");
            case DecisionKey.HeartbeatsAnswered:
                return row.Number("heartbeatsAnswered");
            case DecisionKey.LinkDrops:
                return row.Number("linkDrops");
            default:
                return row.Number("longestGapMs", "ms");
        }
    }

    private long DecisionNumber(DecisionKey key)
    {
        switch (key)
        {
            case DecisionKey.ReasonCode:
                return (int)Point.Offer.Reason;
            case DecisionKey.Wanted:
                return Point.Switch.IsOn ? 1 : 0;
            case DecisionKey.Stop:
                return (int)Point.Stop.State;
            case DecisionKey.StopMethod:
                return Point.Stop.Method;
            case DecisionKey.Interruptions:
                return Point.Stop.Interruptions;
            case DecisionKey.HeartbeatsSent:
                return Point.Connector.HeartbeatsSent;
            case DecisionKey.HeartbeatsAnswered:
                return Point.Connector.HeartbeatsAnswered;
            case DecisionKey.LinkDrops:
                return Point.Connector.LinkDrops;
            case DecisionKey.LongestGapMs:
                return Point.Connector.LongestGapMs;
            default:
                return Unknown;
        }
    }

    private string DecisionText(DecisionKey key)
    {
        switch (key)
        {
            case DecisionKey.Reason:
                return ReasonSentence();
            case DecisionKey.ReasonCode:
                return OfferReasonText.Word(Point.Offer.Reason);
            case DecisionKey.Stop:
                return StopText.Word(Point.Stop.State);
            case DecisionKey.StopMethod:
                return _settings.WordFor(Setting.StopMethod, Point.Connector.IdText);
            default:
                return null;
        }
    }
}
