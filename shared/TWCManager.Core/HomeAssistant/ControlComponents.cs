using TWCManager.Core.Documents;
using TWCManager.Core.Json;
using TWCManager.Core.Settings;

namespace TWCManager.Core.HomeAssistant;

/// <summary>What can be operated from Home Assistant, one component at a time.</summary>
internal static class ControlComponents
{
    /// <summary>Writes one component.</summary>
    /// <param name="index">From 0 on.</param>
    /// <param name="ranges">Without a wiring limit, what makes no sense then is taken back.</param>
    /// <returns>False, and nothing written, when there is none with that index.</returns>
    public static bool TryWrite(int index, ControlRanges ranges, ComponentWriter component, JsonWriter json, Topics topics)
    {
        switch (index)
        {
            case 0:
                WriteAllowed(component, json, topics);
                return true;
            case 1:
                component.BeginSetting("select", Setting.NonScheduledAction, "Outside the schedule", null, topics);
                component.Options(SettingsTable.Of(Setting.NonScheduledAction).Choices);
                json.EndObject();
                return true;
            case 2:
                WriteCurrent(Setting.GreenEnergyFlexAmps, "Grid current added to green", component, topics);
                return true;
            case 3:
                WriteCurrent(Setting.NonScheduledAmpsMax, "Fixed current", component, topics);
                return true;
            case 4:
                WriteCurrent(Setting.ScheduledAmpsMax, "Scheduled current", component, topics);
                return true;
            case 5:
                WriteTime(Setting.ScheduledAmpsStart, "Schedule start", component, json, topics);
                return true;
            case 6:
                WriteTime(Setting.ScheduledAmpsEnd, "Schedule end", component, json, topics);
                return true;
            case 7:
                component.NumberSetting(Setting.MinAmpsPerTWC, "Minimum current per connector", "current", ranges.MinimumAmps, topics);
                return true;
            case 8:
                component.NumberSetting(Setting.GreenEnergyReserveWatts, "Green reserve", "power",
                    SettingsTable.Of(Setting.GreenEnergyReserveWatts).Maximum, topics);
                return true;
            case 9:
                component.NumberSetting(Setting.StartStopDelay, "Start and stop delay", "duration",
                    SettingsTable.Of(Setting.StartStopDelay).Maximum, topics);
                return true;
            case 10:
                WriteButton("chargeNowEnd", "End charge now", topics.Command("chargeNowEnd"), "PRESS", component, json);
                return true;
            case 11:
                WriteDays(component, json, topics);
                return true;
            default:
                return ranges.WiringAmps > 0 ? TryWriteLimited(index - 12, ranges, component, json, topics) : TryTakeBack(index - 12, component);
        }
    }

    private static bool TryWriteLimited(int index, ControlRanges ranges, ComponentWriter component, JsonWriter json, Topics topics)
    {
        switch (index)
        {
            case 0:
                WriteButton("chargeNow", "Charge now for an hour", topics.Command("chargeNow"),
                    "{\"amps\":" + ranges.WiringAmps.ToString() + ",\"minutes\":60}", component, json);
                return true;
            case 1:
                WriteChargeNowCurrent(ranges.WiringAmps, component, json, topics);
                return true;
            case 2:
                // 0 would unset it, which is done on site only.
                component.BeginNumberSetting(Setting.WiringMaxAmpsAllTWCs, "Limit of all connectors", "current", topics);
                component.Range(1, ranges.CeilingAmps);
                json.EndObject();
                return true;
            case 3:
                WriteButton("test", "Commissioning test", topics.Command("test"), "PRESS", component, json);
                return true;
            default:
                return false;
        }
    }

    // A component that is merely left out of the message stays in Home Assistant.
    private static bool TryTakeBack(int index, ComponentWriter component)
    {
        switch (index)
        {
            case 0:
                component.TakeBack("button", "chargeNow");
                return true;
            case 1:
                component.TakeBack("number", "chargeNowAmps");
                return true;
            case 2:
                component.TakeBack("number", SettingsTable.Of(Setting.WiringMaxAmpsAllTWCs).Name);
                return true;
            case 3:
                component.TakeBack("button", "test");
                return true;
            default:
                return false;
        }
    }

    private static void WriteAllowed(ComponentWriter component, JsonWriter json, Topics topics)
    {
        component.Begin("switch", "allow", "Charging allowed", null);
        json.Field("stat_t", topics.Site);
        json.Field("cmd_t", topics.Command("allow"));
        component.Value("chargingAllowed");
        json.EndObject();
    }

    // Entering a current starts an hour with it; empty while nobody charges now.
    private static void WriteChargeNowCurrent(int wiringAmps, ComponentWriter component, JsonWriter json, Topics topics)
    {
        component.Begin("number", "chargeNowAmps", "Charge now current", "current");
        json.Field("stat_t", topics.Site);
        json.Field("cmd_t", topics.Command("chargeNow"));
        json.Field("cmd_tpl", "{\"amps\":{{ value | int }},\"minutes\":60}");
        component.Value("chargeNowAmps");
        json.Field("unit_of_meas", "A");
        component.Range(1, wiringAmps);
        json.EndObject();
    }

    private static void WriteCurrent(int setting, string name, ComponentWriter component, Topics topics)
    {
        component.NumberSetting(setting, name, "current", SettingsTable.Of(setting).Maximum, topics);
    }

    private static void WriteTime(int setting, string name, ComponentWriter component, JsonWriter json, Topics topics)
    {
        component.BeginSetting("text", setting, name, null, topics);
        component.Config();
        json.Field("ptrn", "^([01][0-9]|2[0-3]):[0-5][0-9]$");

        // Home Assistant insists on a minimum below the maximum; the pattern says the rest.
        json.Field("min", 0);
        json.Field("max", 6);
        json.EndObject();
    }

    private static void WriteDays(ComponentWriter component, JsonWriter json, Topics topics)
    {
        component.BeginSetting("text", Setting.ScheduledAmpsDays, "Schedule days", null, topics);
        component.Config();
        json.Field("max", 40);
        json.EndObject();
    }

    private static void WriteButton(string key, string name, string topic, string payload, ComponentWriter component, JsonWriter json)
    {
        component.Begin("button", key, name, null);
        json.Field("cmd_t", topic);
        json.Field("pl_prs", payload);
        json.EndObject();
    }
}
