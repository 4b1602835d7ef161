namespace TWCManager.Simulation;

/// <summary>A site on paper: what there is, who comes when, and how an installer would set the product up for it.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Summary">One line for people.</param>
public sealed record Scenario(string Name, string Summary)
{
    /// <summary>Units on the bus.</summary>
    public required IReadOnlyList<ConnectorSetup> Connectors { get; init; }

    /// <summary>Cars and their hours.</summary>
    public IReadOnlyList<CarVisit> Visits { get; init; } = [];

    /// <summary>The panels.</summary>
    public IPowerCurve Sun { get; init; } = new SimulatedSun(1);

    /// <summary>The rest of the house.</summary>
    public IPowerCurve House { get; init; } = new SimulatedHouse(2);

    /// <summary>Capacity of the home battery in Wh; 0 = none.</summary>
    public int BatteryWattHours { get; init; }

    /// <summary>Content of the home battery at the start, percent.</summary>
    public double BatteryPercent { get; init; } = 50;

    /// <summary>Most that the home battery takes or gives, W.</summary>
    public double BatteryMaximumWatts { get; init; } = 4000;

    /// <summary>Chance of a byte on the line to be changed by noise, 0 to 1.</summary>
    public double NoisePerByte { get; init; }

    /// <summary>Somebody tells the cars to stop and start when the product asks for it.</summary>
    public bool AnswersRequests { get; init; }

    /// <summary>Settings of the product, by their names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes the home battery, or null.</summary>
    public SimulatedHomeBattery? MakeBattery()
    {
        if (BatteryWattHours == 0)
        {
            return null;
        }

        return new SimulatedHomeBattery
        {
            CapacityWattHours = BatteryWattHours,
            StoredWattHours = BatteryWattHours * BatteryPercent / 100,
            MaximumWatts = BatteryMaximumWatts,
        };
    }
}
