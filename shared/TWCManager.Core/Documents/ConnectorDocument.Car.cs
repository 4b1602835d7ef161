using TWCManager.Core.Charging;

namespace TWCManager.Core.Documents;

/// <content>Of a connector: which car, how much energy.</content>
public sealed partial class ConnectorDocument
{
    private enum CarKey
    {
        Vin = (int)StateKey.End,
        Serial,
        Firmware,
        EnergyKwh,
        SessionKwh,
        SessionStart,
        PlugIns,
        LastSessionKwh,
        LastSessionEnd,
        EnergyCheck,
        End,
    }

    private static ValueRow CarRow(CarKey key, ValueRow row)
    {
        switch (key)
        {
            case CarKey.Vin:
                return row.Text("vin").Watched(Watch.UrgentText).As(EntityKind.Plain, 14, "vin", "Vehicle").Diagnostic().Disabled();
            case CarKey.Serial:
                return row.Text("serial");
            case CarKey.Firmware:
                return row.Text("firmware");
            case CarKey.EnergyKwh:
                return row.KilowattHours("energyKwh").As(EntityKind.Counter, 1, "energy", "Energy", "energy");
            case CarKey.SessionKwh:
                return row.KilowattHours("sessionKwh").As(EntityKind.Counter, 2, "session", "Session energy", "energy");
            case CarKey.SessionStart:
                return row.Time("sessionStart");
            case CarKey.PlugIns:
                return row.Number("plugIns").Watched(Watch.Urgent);
            case CarKey.LastSessionKwh:
                // Without a device class: sums over something that goes up and down would mean nothing.
                return row.KilowattHours("lastSessionKwh").As(EntityKind.Plain, 17, "last_session", "Last session");
            case CarKey.LastSessionEnd:
                return row.Time("lastSessionEnd");
            default:
                return row.Text("energyCheck").Watched(Watch.Urgent);
        }
    }

    private long CarNumber(CarKey key)
    {
        ChargeSession session = Point.Session;
        bool hasLast = session != null && session.Last != null;
        switch (key)
        {
            case CarKey.EnergyKwh:
                return Point.Energy.TotalWattHours;
            case CarKey.SessionKwh:
                return Point.Energy.SessionWattHours;
            case CarKey.SessionStart:
                return session != null && session.IsOpen ? session.StartUtcSeconds : 0;
            case CarKey.PlugIns:
                return session == null ? 0 : session.PlugIns;
            case CarKey.LastSessionKwh:
                return hasLast ? session.Last.WattHours : Unknown;
            case CarKey.LastSessionEnd:
                return hasLast ? session.Last.EndUtcSeconds : 0;
            case CarKey.EnergyCheck:
                return Point.Counter.Verdict;
            default:
                return Unknown;
        }
    }

    private string CarText(CarKey key)
    {
        switch (key)
        {
            case CarKey.Vin:
                return Point.Connector.Vin.Text;
            case CarKey.Serial:
                return Point.Connector.SerialNumber;
            case CarKey.Firmware:
                return Point.Connector.FirmwareVersion;
            case CarKey.EnergyCheck:
                return StateWords.Counter(Point.Counter.Verdict);
            default:
                return null;
        }
    }
}
