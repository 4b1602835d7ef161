using TWCManager.Core.Documents;
using TWCManager.Core.Json;
using TWCManager.Core.Settings;

namespace TWCManager.Core.HomeAssistant;

/// <summary>What Home Assistant shows of one wall connector, one component at a time.</summary>
internal static class ConnectorComponents
{
    /// <summary>Writes one component.</summary>
    /// <param name="index">From 0 on.</param>
    /// <param name="idText">Id of the wall connector, four upper-case hex digits.</param>
    /// <returns>False, and nothing written, when there is none with that index.</returns>
    public static bool TryWrite(int index, string idText, ComponentWriter component, JsonWriter json, Topics topics)
    {
        switch (index)
        {
            case 0:
                component.Power("power", "Power", "powerWatts");
                return true;
            case 1:
                component.Energy("energy", "Energy", "energyKwh");
                return true;
            case 2:
                component.Energy("session", "Session energy", "sessionKwh");
                return true;
            case 3:
                component.Measured("actual", "Actual current", "current", "A", "actualAmps");
                return true;
            case 4:
                component.Measured("offered", "Offered current", "current", "A", "offeredAmps");
                return true;
            case 5:
                component.BeginWord("state", "State", "state", States());
                json.EndObject();
                return true;
            case 6:
                component.BeginBinary("plug", "Plug", "plug", "plugged");
                json.EndObject();
                return true;
            case 7:
                component.BeginBinary("charging", "Charging", "battery_charging", "charging");
                json.EndObject();
                return true;
            case 8:
                component.BeginText("reason", "Reason", "reason");
                json.EndObject();
                return true;
            default:
                return TryWriteDetail(index - 9, idText, component, json, topics);
        }
    }

    private static bool TryWriteDetail(int index, string idText, ComponentWriter component, JsonWriter json, Topics topics)
    {
        switch (index)
        {
            case 0:
                component.BeginBinary("problem", "Problem", "problem", "problem");
                EndWatched(component, json, topics);
                return true;
            case 1:
                component.BeginWord("link", "Link", "link", new string[] { "linking", "online", "stale", "offline", "lost" });
                EndWatched(component, json, topics);
                return true;
            case 2:
                component.Voltage("v1", "Voltage L1", "volts[0]", true);
                return true;
            case 3:
                component.Voltage("v2", "Voltage L2", "volts[1]", false);
                return true;
            case 4:
                component.Voltage("v3", "Voltage L3", "volts[2]", false);
                return true;
            case 5:
                component.BeginText("vin", "Vehicle", "vin");
                component.Diagnostic();
                component.Disabled();
                json.EndObject();
                return true;
            case 6:
                component.BeginBinary("wanted", "Car should charge", null, "wanted");
                json.EndObject();
                return true;
            case 7:
                component.SelectFor(Setting.StopMethod, "Stop method", topics.ConnectorSettingSet(idText, "stopMethod"));
                return true;
            case 8:
                // Without a device class: sums over something that goes up and down would mean nothing.
                component.BeginText("last_session", "Last session", "lastSessionKwh");
                json.Field("unit_of_meas", "kWh");
                json.Field("sug_dsp_prc", 2);
                json.EndObject();
                return true;
            default:
                return false;
        }
    }

    private static string[] States()
    {
        return new string[]
        {
            "ready", "charging", "error", "pluggedNotCharging", "waiting", "busy", "raising", "lowering", "starting", "adjusting", "adjusted",
            "unknown", "linking", "offline", "lost",
        };
    }

    // These tell of a connector that is not heard, so they must not become unavailable with it.
    private static void EndWatched(ComponentWriter component, JsonWriter json, Topics topics)
    {
        component.Diagnostic();
        json.Name("avty");
        json.BeginArray();
        json.BeginObject();
        json.Field("t", topics.Status);
        json.EndObject();
        json.EndArray();
        json.EndObject();
    }
}
