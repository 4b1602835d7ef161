using TWCManager.Core.Documents;
using TWCManager.Core.Json;

namespace TWCManager.Core.HomeAssistant;

/// <summary>What Home Assistant shows of the site, one component at a time.</summary>
internal static class SiteComponents
{
    /// <summary>Writes one component.</summary>
    /// <param name="index">From 0 on.</param>
    /// <returns>False, and nothing written, when there is none with that index.</returns>
    public static bool TryWrite(int index, ComponentWriter component, JsonWriter json, Topics topics)
    {
        switch (index)
        {
            case 0:
                component.BeginWord("policy", "Policy", "policy", StateWords.Policies());
                json.EndObject();
                return true;
            case 1:
                component.BeginText("reason", "Reason", "reason");
                json.EndObject();
                return true;
            case 2:
                component.Power("charge", "Charging power", "chargingWatts");
                return true;
            case 3:
                component.Energy("energy", "Charged energy", "totals.energyKwh");
                return true;
            case 4:
                component.Measured("available", "Available current", "current", "A", "availableAmps");
                return true;
            case 5:
                component.Measured("offered", "Offered current", "current", "A", "offeredAmps");
                return true;
            case 6:
                component.Measured("actual", "Actual current", "current", "A", "actualAmps");
                return true;
            case 7:
                component.BeginBinary("source", "Energy data", "problem", "sourceProblem");
                component.Diagnostic();
                json.EndObject();
                return true;
            case 8:
                component.BeginBinary("bus", "Bus", "connectivity", "busConnected");
                component.Diagnostic();
                json.EndObject();
                return true;
            case 9:
                component.BeginBinary("doctor", "Wiring", "problem", "problem");
                json.Field("stat_t", topics.Doctor);
                json.Field("json_attr_t", topics.Doctor);
                component.Diagnostic();
                json.EndObject();
                return true;
            default:
                return TryWriteEnergy(index - 10, component);
        }
    }

    private static bool TryWriteEnergy(int index, ComponentWriter component)
    {
        switch (index)
        {
            case 0:
                component.Power("surplus", "Surplus", "surplusWatts");
                return true;
            case 1:
                component.Power("solar", "Solar power", "solarWatts");
                return true;
            case 2:
                component.Power("grid", "Grid power", "gridWatts");
                return true;
            case 3:
                component.Power("house", "House load", "houseWatts");
                return true;
            case 4:
                component.Power("battery", "Battery power", "batteryWatts");
                return true;
            case 5:
                component.Measured("soc", "Battery charge", "battery", "%", "batterySoc");
                return true;
            default:
                return false;
        }
    }
}
