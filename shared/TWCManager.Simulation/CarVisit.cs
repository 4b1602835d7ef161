namespace TWCManager.Simulation;

/// <summary>A car that is at a connector for a part of each day. Each visit begins with the same battery content.</summary>
/// <param name="ConnectorId">Address of the connector.</param>
/// <param name="ArrivesSecond">Second of the day at which it is plugged in.</param>
/// <param name="LeavesSecond">Second of the day at which it is gone; before the arrival for a stay over midnight.</param>
public sealed record CarVisit(int ConnectorId, int ArrivesSecond, int LeavesSecond)
{
    /// <summary>Name for people.</summary>
    public string Name { get; init; } = "car";

    /// <summary>Vehicle identification number, 17 characters, or empty.</summary>
    public string Vin { get; init; } = string.Empty;

    /// <summary>Capacity of the battery in Wh.</summary>
    public int BatteryWattHours { get; init; } = 75000;

    /// <summary>Content on arrival, percent.</summary>
    public int StoredPercent { get; init; } = 40;

    /// <summary>Content at which it stops, percent.</summary>
    public int TargetPercent { get; init; } = 80;

    /// <summary>What its charger can take, in 0.01 A per phase.</summary>
    public int MaximumCentiamps { get; init; } = 1600;

    /// <summary>Phases its charger uses, 1 to 3.</summary>
    public int PhaseCount { get; init; } = 3;

    /// <summary>Second of the day before which it does not want to charge, or -1.</summary>
    public int ScheduledSecond { get; init; } = -1;

    /// <summary>True when the car is there.</summary>
    public bool IsThere(double secondOfDay)
    {
        return IsWithin(ArrivesSecond, LeavesSecond, secondOfDay);
    }

    /// <summary>True while it is there and waits for its own schedule.</summary>
    public bool IsWaiting(double secondOfDay)
    {
        return ScheduledSecond >= 0 && IsWithin(ArrivesSecond, ScheduledSecond, secondOfDay);
    }

    /// <summary>Makes the car as it arrives.</summary>
    public SimulatedCar MakeCar()
    {
        return new SimulatedCar
        {
            Name = Name,
            Vin = Vin,
            SpeaksCan = Vin.Length > 0,
            BatteryWattHours = BatteryWattHours,
            StoredWattHours = BatteryWattHours / 100.0 * StoredPercent,
            TargetWattHours = BatteryWattHours / 100.0 * TargetPercent,
            MaximumCentiamps = MaximumCentiamps,
            PhaseCount = PhaseCount,
        };
    }

    private static bool IsWithin(int from, int to, double secondOfDay)
    {
        return from <= to ? secondOfDay >= from && secondOfDay < to : secondOfDay >= from || secondOfDay < to;
    }
}
