namespace TWCManager.Simulation;

/// <summary>What a Fronius inverter knows. Null = it does not know.</summary>
/// <param name="SolarWatts">Solar power, W; null or 0 at night.</param>
/// <param name="GridWatts">Grid, W: + import, - export; null without a meter.</param>
/// <param name="LoadWatts">Load with cars, W, never negative; null without a meter.</param>
/// <param name="BatteryWatts">Battery, W: + discharging, - charging; null without one.</param>
/// <param name="BatteryPercent">Its content in percent; null without one.</param>
public sealed record FroniusValues(double? SolarWatts, double? GridWatts, double? LoadWatts, double? BatteryWatts, double? BatteryPercent)
{
    /// <summary>What an inverter with a meter at the grid point tells of a site.</summary>
    public static FroniusValues Of(SiteSnapshot site)
    {
        double? battery = site.BatteryPercent == null ? null : site.BatteryWatts;
        return new FroniusValues(site.SolarWatts, site.GridWatts, site.LoadWatts, battery, site.BatteryPercent);
    }
}
