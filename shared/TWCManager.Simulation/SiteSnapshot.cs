namespace TWCManager.Simulation;

/// <summary>The powers of a site at one moment. Never changes, so any thread may read it.</summary>
/// <param name="AtMs">Line time, ms.</param>
/// <param name="DaySecond">Seconds since the first midnight.</param>
/// <param name="SolarWatts">Solar power, W.</param>
/// <param name="HouseWatts">Load without cars, W.</param>
/// <param name="CarWatts">What the cars draw, W.</param>
/// <param name="BatteryWatts">Home battery, W: + discharging, - charging; 0 where there is none.</param>
/// <param name="BatteryPercent">Its content in percent, or null where there is none.</param>
public sealed record SiteSnapshot(
    long AtMs, double DaySecond, double SolarWatts, double HouseWatts, double CarWatts, double BatteryWatts, double? BatteryPercent)
{
    /// <summary>Load with cars, W.</summary>
    public double LoadWatts => HouseWatts + CarWatts;

    /// <summary>Grid, W: + import, - export.</summary>
    public double GridWatts => LoadWatts - SolarWatts - BatteryWatts;
}
