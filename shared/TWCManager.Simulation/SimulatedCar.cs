namespace TWCManager.Simulation;

/// <summary>A car at a simulated connector: a battery and a will of its own. Knows nothing of the bus.</summary>
public sealed class SimulatedCar
{
    // From the grid to the cells; what is lost heats the charger.
    private const double ChargingEfficiency = 0.92;

    /// <summary>Name for people.</summary>
    public string Name { get; init; } = "car";

    /// <summary>Vehicle identification number, 17 characters; empty for a car that does not tell.</summary>
    public string Vin { get; init; } = string.Empty;

    /// <summary>True for a car that talks to the connector on the pilot wire: its VIN is readable, and it takes a sudden stop for a fault.</summary>
    public bool SpeaksCan { get; init; } = true;

    /// <summary>Capacity of the battery in Wh.</summary>
    public double BatteryWattHours { get; init; } = 75000;

    /// <summary>Content of the battery in Wh.</summary>
    public double StoredWattHours { get; set; } = 30000;

    /// <summary>Content at which it stops by itself, in Wh.</summary>
    public double TargetWattHours { get; set; } = 60000;

    /// <summary>What its charger can take, in 0.01 A per phase.</summary>
    public int MaximumCentiamps { get; init; } = 1600;

    /// <summary>Limit that its owner set in the car, in 0.01 A per phase.</summary>
    public int OwnLimitCentiamps { get; set; } = 8000;

    /// <summary>Below this limit it does not charge, in 0.01 A per phase.</summary>
    public int MinimumCentiamps { get; init; } = 500;

    /// <summary>Phases its charger uses, 1 to 3.</summary>
    public int PhaseCount { get; init; } = 3;

    /// <summary>How far its draw stays below the limit, in 0.01 A; negative for a car that draws more than it may.</summary>
    public int ShortfallCentiamps { get; init; } = 80;

    /// <summary>A raise to less than this limit makes it fall to 6 A and stay there until this limit has stood for some seconds, in 0.01 A; 0 for cars without that fault.</summary>
    public int TrapCentiamps { get; init; }

    /// <summary>It waits for its own schedule and takes no current until then.</summary>
    public bool IsScheduled { get; set; }

    /// <summary>It must wake up before it takes current.</summary>
    public bool IsAsleep { get; set; }

    /// <summary>Time to wake up once current is offered, ms.</summary>
    public int WakeMs { get; init; } = 60000;

    /// <summary>It falls asleep ten minutes after it stopped.</summary>
    public bool FallsAsleep { get; init; }

    /// <summary>Its owner stopped it in the car or in the app.</summary>
    public bool IsStoppedByOwner { get; set; }

    /// <summary>Sudden stops (fail-safe, contactor) that it still takes before it wants to be plugged in anew.</summary>
    public int InterruptionsLeft { get; set; } = 3;

    /// <summary>True while it would take current if it could.</summary>
    public bool WantsCurrent => !IsStoppedByOwner && StoredWattHours < TargetWattHours;

    /// <summary>It takes it for a fault when it wants current and is told no limit for this long, ms; 0 = never.</summary>
    public int LimitPatienceMs { get; init; }

    /// <summary>Content of the battery in percent.</summary>
    public double StoredPercent => BatteryWattHours <= 0 ? 0 : StoredWattHours * 100 / BatteryWattHours;

    /// <summary>What it settles at under a limit, in 0.01 A per phase.</summary>
    public int SettledCentiamps(int limitCentiamps)
    {
        int byItself = Math.Min(MaximumCentiamps, OwnLimitCentiamps);
        return Math.Max(0, Math.Min(limitCentiamps - ShortfallCentiamps, byItself));
    }

    /// <summary>Takes energy from the wall, in Wh.</summary>
    public void Take(double wattHours)
    {
        StoredWattHours = Math.Min(BatteryWattHours, StoredWattHours + wattHours * ChargingEfficiency);
    }
}
