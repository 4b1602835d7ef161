using TWCManager.Core.Bus;

namespace TWCManager.Core.Documents;

/// <content>Of a connector: what it may carry, what it is offered, what its car draws.</content>
public sealed partial class ConnectorDocument
{
    private enum PowerKey
    {
        Id,
        Protocol,
        RatedAmps,
        LimitAmps,
        OfferedAmps,
        ConfirmedAmps,
        ActualAmps,
        AmpsL1,
        AmpsL2,
        AmpsL3,
        VoltsL1,
        VoltsL2,
        VoltsL3,
        Conductors,
        PowerWatts,
        End,
    }

    private static ValueRow PowerRow(PowerKey key, ValueRow row)
    {
        switch (key)
        {
            case PowerKey.Id:
                return row.Text("id");
            case PowerKey.Protocol:
                return row.Number("protocol");
            case PowerKey.RatedAmps:
                return row.Amps("ratedAmps").Watched(Watch.Urgent);
            case PowerKey.LimitAmps:
                return row.Amps("limitAmps").Watched(Watch.Urgent);
            case PowerKey.OfferedAmps:
                return row.Amps("offeredAmps").Watched(Watch.Urgent).As(EntityKind.Measured, 4, "offered", "Offered current", "current");
            case PowerKey.ConfirmedAmps:
                return row.Amps("confirmedAmps").Watched(Watch.Current).WhenHeard();
            case PowerKey.ActualAmps:
                return row.Amps("actualAmps").Watched(Watch.Current).WhenHeard().As(EntityKind.Measured, 3, "actual", "Actual current", "current");
            case PowerKey.AmpsL1:
                return row.Amps(null).In("phaseAmps", 0).WhenMetered();
            case PowerKey.AmpsL2:
                return row.Amps(null).In("phaseAmps", 1).WhenMetered();
            case PowerKey.AmpsL3:
                return row.Amps(null).In("phaseAmps", 2).WhenMetered();
            case PowerKey.VoltsL1:
                return row.Volts(null).In("volts", 0).WhenMetered().As(EntityKind.Measured, 11, "v1", "Voltage L1", "voltage").Diagnostic();
            case PowerKey.VoltsL2:
                return row.Volts(null).In("volts", 1).WhenMetered().As(EntityKind.Measured, 12, "v2", "Voltage L2", "voltage").Diagnostic().Disabled();
            case PowerKey.VoltsL3:
                return row.Volts(null).In("volts", 2).WhenMetered().As(EntityKind.Measured, 13, "v3", "Voltage L3", "voltage").Diagnostic().Disabled();
            case PowerKey.Conductors:
                return row.Own("conductors");
            default:
                return row.Watts("powerWatts").WhenHeard().As(EntityKind.Measured, 0, "power", "Power", "power");
        }
    }

    private long PowerNumber(PowerKey key)
    {
        WallConnector connector = Point.Connector;
        switch (key)
        {
            case PowerKey.Protocol:
                return connector.ProtocolVersion;
            case PowerKey.RatedAmps:
                return connector.RatedCentiamps > 0 ? connector.RatedCentiamps : Unknown;
            case PowerKey.LimitAmps:
                return Point.Limits.LimitCentiamps;
            case PowerKey.OfferedAmps:
                return Point.Offer.Centiamps;
            case PowerKey.ConfirmedAmps:
                return connector.ConfirmedCentiamps;
            case PowerKey.ActualAmps:
                return connector.ActualCentiamps;
            case PowerKey.AmpsL1:
                return Centiamps(connector.Energy.HalfAmpsL1);
            case PowerKey.AmpsL2:
                return Centiamps(connector.Energy.HalfAmpsL2);
            case PowerKey.AmpsL3:
                return Centiamps(connector.Energy.HalfAmpsL3);
            case PowerKey.VoltsL1:
                return connector.Energy.VoltsL1;
            case PowerKey.VoltsL2:
                return connector.Energy.VoltsL2;
            case PowerKey.VoltsL3:
                return connector.Energy.VoltsL3;
            case PowerKey.PowerWatts:
                return Point.Car.PowerWatts;
            default:
                return Unknown;
        }
    }

    private string PowerText(PowerKey key)
    {
        switch (key)
        {
            case PowerKey.Id:
                return Point.Connector.IdText;
            default:
                return null;
        }
    }
}
