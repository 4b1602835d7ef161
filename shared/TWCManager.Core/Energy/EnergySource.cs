namespace TWCManager.Core.Energy;

/// <summary>What one source has told, and how it is doing. Filled by <see cref="EnergyPoller"/>, read by everybody else.</summary>
/// <remarks>Signs: grid + import; battery + discharging; solar and house as the source gives them, small negative noise included.</remarks>
public sealed class EnergySource
{
    /// <summary>Name of the Fronius inverter on the local network.</summary>
    public const string Fronius = "fronius";

    /// <summary>Name of the entities read from Home Assistant.</summary>
    public const string HomeAssistant = "homeAssistant";

    /// <summary>Makes a source that has told nothing.</summary>
    public EnergySource(string name)
    {
        Name = name;
        Solar = new EnergyReading();
        Grid = new EnergyReading();
        House = new EnergyReading();
        Battery = new EnergyReading();
        BatterySoc = new EnergyReading();
    }

    /// <summary>One of the names above.</summary>
    public string Name { get; }

    /// <summary>How it is doing.</summary>
    public SourceState State { get; set; }

    /// <summary>Sentence for a person, or null. Never holds a secret.</summary>
    public string Problem { get; set; }

    /// <summary>When the last good reply was asked for, ms; 0 before the first.</summary>
    public long LastOkMs { get; set; }

    /// <summary>Solar production, W.</summary>
    public EnergyReading Solar { get; }

    /// <summary>Power at the grid connection, W, + import.</summary>
    public EnergyReading Grid { get; }

    /// <summary>Consumption of the house, wall connectors included, W.</summary>
    public EnergyReading House { get; }

    /// <summary>Power of the house battery, W, + discharging.</summary>
    public EnergyReading Battery { get; }

    /// <summary>State of charge of the house battery, %.</summary>
    public EnergyReading BatterySoc { get; }
}
