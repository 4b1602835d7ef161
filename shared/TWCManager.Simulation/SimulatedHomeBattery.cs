namespace TWCManager.Simulation;

/// <summary>A home battery that takes what would be exported and gives what would be imported.</summary>
public sealed class SimulatedHomeBattery
{
    /// <summary>Capacity in Wh.</summary>
    public double CapacityWattHours { get; init; } = 10000;

    /// <summary>Most it takes or gives, W.</summary>
    public double MaximumWatts { get; init; } = 4000;

    /// <summary>Content in Wh.</summary>
    public double StoredWattHours { get; set; } = 5000;

    /// <summary>What it does now, W: + discharging, - charging.</summary>
    public double Watts { get; private set; }

    /// <summary>Content in percent.</summary>
    public double StoredPercent => StoredWattHours * 100 / CapacityWattHours;

    /// <summary>Lets time pass.</summary>
    /// <param name="deficitWatts">What the site lacks without the battery, W; negative = too much.</param>
    /// <param name="seconds">Time since the last call.</param>
    public void Step(double deficitWatts, double seconds)
    {
        double watts = Math.Clamp(deficitWatts, -MaximumWatts, MaximumWatts);
        double roomWatts = (CapacityWattHours - StoredWattHours) * 3600 / seconds;
        double leftWatts = StoredWattHours * 3600 / seconds;
        Watts = Math.Clamp(watts, -roomWatts, leftWatts);
        StoredWattHours = Math.Clamp(StoredWattHours - Watts * seconds / 3600, 0, CapacityWattHours);
    }
}
