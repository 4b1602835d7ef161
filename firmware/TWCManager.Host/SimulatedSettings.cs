using TWCManager.Core.Settings;
using TWCManager.Simulation;

namespace TWCManager.Host;

/// <summary>How an installer would set the product up for a simulated site.</summary>
internal static class SimulatedSettings
{
    /// <summary>What the scenario is made for.</summary>
    public static void ApplyScenario(Scenario scenario, ChargerSettings settings)
    {
        foreach (KeyValuePair<string, string> setting in scenario.Settings)
        {
            LocalSettings.Set(settings, setting.Key, setting.Value);
        }
    }

    /// <summary>The same for a sun that moves fast; what was stored before, and the command line, come after it.</summary>
    public static void ApplyDefaults(Scenario scenario, ChargerSettings settings)
    {
        ApplyScenario(scenario, settings);

        // It is looked at as often as is allowed, and starts and stops do not wait for half an hour of its time.
        LocalSettings.Set(settings, "energyPollSeconds", "10");
        LocalSettings.Set(settings, "startStopDelay", "20");
    }

    /// <summary>Where the simulated inverter and Home Assistant answer this time.</summary>
    public static void ApplyAddresses(FroniusServer inverter, HomeAssistantServer home, string token, ChargerSettings settings)
    {
        LocalSettings.Set(settings, "froniusHost", inverter.Authority);
        LocalSettings.Set(settings, "haUrl", home.BaseUrl);
        LocalSettings.Set(settings, "haToken", token);
        LocalSettings.Set(settings, "haGenerationEntity", "sensor.solar_power");
        LocalSettings.Set(settings, "haConsumptionEntity", "sensor.house_power");
        LocalSettings.Set(settings, "haGridEntity", "sensor.grid_power");
    }
}
