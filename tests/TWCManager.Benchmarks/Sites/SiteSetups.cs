using TWCManager.Core.Settings;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Sites;

/// <summary>The sites that figures are taken at. Every car is there all the time and wants more than it gets.</summary>
internal static class SiteSetups
{
    /// <summary>Connector that single-car figures are taken at.</summary>
    public const int FirstId = 0x2019;

    /// <summary>Connectors of the usual site, which has one of each generation.</summary>
    public const int Usual = 3;

    /// <summary>Noon: the sun does not move within minutes.</summary>
    public const double NoonSecond = 13 * 3600;

    // A house that uses the same all the time: what changes is what the figure is about.
    private static readonly SimulatedHouse s_house = new SimulatedHouse(2) { BaseWatts = 300, BumpWatts = 0 };

    /// <summary>A site with this many connectors: up to three of three generations, else eight of the newest.</summary>
    public static Scenario Charging(int connectors)
    {
        Scenario whole = connectors <= Usual ? Scenarios.Default : Scenarios.Eight;
        ConnectorSetup[] setups = whole.Connectors.Take(connectors).ToArray();
        return whole with { Connectors = setups, Visits = setups.Select(one => Car(one.Id)).ToArray(), House = s_house };
    }

    /// <summary>The usual three connectors with one car, at the first.</summary>
    public static Scenario OneCar()
    {
        return Scenarios.Default with { Visits = [Car(FirstId)], House = s_house };
    }

    /// <summary>What an installer would enter for it.</summary>
    public static ChargerSettings SettingsFor(Scenario scenario)
    {
        ChargerSettings settings = new ChargerSettings();
        Enter(scenario, settings);
        return settings;
    }

    /// <summary>Enters that.</summary>
    public static void Enter(Scenario scenario, ChargerSettings settings)
    {
        foreach (KeyValuePair<string, string> one in scenario.Settings)
        {
            Set(settings, one.Key, one.Value);
        }
    }

    /// <summary>Enters a setting on site.</summary>
    /// <exception cref="ArgumentException">It is refused: the program and the product do not fit together.</exception>
    public static void Set(ChargerSettings settings, string name, string value)
    {
        if (!settings.TrySet(name, value, true, out string error))
        {
            throw new ArgumentException(error);
        }
    }

    private static CarVisit Car(int connectorId)
    {
        return new CarVisit(connectorId, 0, SimulatedSite.DaySeconds) { Vin = "5YJ3E7EBXKF004711", BatteryWattHours = 100000, StoredPercent = 5, TargetPercent = 100 };
    }
}
