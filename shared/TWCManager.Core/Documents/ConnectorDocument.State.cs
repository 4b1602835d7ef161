using TWCManager.Core.Bus;

namespace TWCManager.Core.Documents;

/// <content>Of a connector: how it and its link are.</content>
public sealed partial class ConnectorDocument
{
    private enum StateKey
    {
        State = (int)PowerKey.End,
        StateCode,
        Link,
        Car,
        Plugged,
        Charging,
        Overdraw,
        Problem,
        End,
    }

    private static ValueRow StateRow(StateKey key, ValueRow row)
    {
        switch (key)
        {
            case StateKey.State:
                return row.Text("state").Watched(Watch.WireState).AsWord(5, "state", "State", "ready,charging,error,pluggedNotCharging,waiting,busy,raising,lowering,"
                    + "starting,adjusting,adjusted,unknown,linking,offline,lost");
            case StateKey.StateCode:
                return row.Number("stateCode");
            case StateKey.Link:
                return row.Text("link").Watched(Watch.Urgent).AsWord(10, "link", "Link", "linking,online,stale,offline,lost").Diagnostic().Available();
            case StateKey.Car:
                return row.Text("car");
            case StateKey.Plugged:
                return row.OnOff("plugged").Watched(Watch.Urgent).WhenHeard().As(EntityKind.Binary, 6, "plug", "Plug", "plug");
            case StateKey.Charging:
                return row.OnOff("charging").Watched(Watch.Urgent).WhenHeard().As(EntityKind.Binary, 7, "charging", "Charging", "battery_charging");
            case StateKey.Overdraw:
                return row.Hidden().Watched(Watch.Urgent);
            default:
                return row.OnOff("problem").As(EntityKind.Binary, 9, "problem", "Problem", "problem").Diagnostic().Available();
        }
    }

    private long StateNumber(StateKey key)
    {
        switch (key)
        {
            case StateKey.State:
                return Point.Connector.State;
            case StateKey.StateCode:
                return Point.Connector.State == WallConnector.Unknown ? Unknown : Point.Connector.State;
            case StateKey.Link:
                return (int)Point.Connector.Link;
            case StateKey.Plugged:
                return Point.Car.IsPlugged ? 1 : 0;
            case StateKey.Charging:
                return Point.Car.IsCharging ? 1 : 0;
            case StateKey.Overdraw:
                return Point.Car.IsOverdrawing ? 1 : 0;
            case StateKey.Problem:
                return Point.HasProblem ? 1 : 0;
            default:
                return Unknown;
        }
    }

    private string StateText(StateKey key)
    {
        switch (key)
        {
            case StateKey.State:
                return StateWords.Connector(Point.Connector);
            case StateKey.Link:
                return StateWords.Link(Point.Connector.Link);
            case StateKey.Car:
                return StateWords.Car(Point);
            default:
                return null;
        }
    }
}
