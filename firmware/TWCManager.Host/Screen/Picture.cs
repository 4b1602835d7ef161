namespace TWCManager.Host.Screen;

/// <summary>Everything the screen shows, as of one moment. Never changes once made, so it passes from the control thread to the screen without a lock.</summary>
public sealed record Picture
{
    /// <summary>What is being shown, such as "simulated site".</summary>
    public required string Title { get; init; }

    /// <summary>Time of day at the site, or empty while it is unknown.</summary>
    public required string Clock { get; init; }

    /// <summary>Solar power in W; null while unknown, as all the others.</summary>
    public int? SolarWatts { get; init; }

    /// <summary>House with cars, in W.</summary>
    public int? HouseWatts { get; init; }

    /// <summary>Grid in W, + import.</summary>
    public int? GridWatts { get; init; }

    /// <summary>Home battery in W, + discharging.</summary>
    public int? BatteryWatts { get; init; }

    /// <summary>Content of the home battery in %.</summary>
    public int? BatteryPercent { get; init; }

    /// <summary>Power that may go into cars, in W.</summary>
    public int? SurplusWatts { get; init; }

    /// <summary>Power of all cars, in W.</summary>
    public int CarWatts { get; init; }

    /// <summary>What the policy grants, in 0.01 A.</summary>
    public int AvailableCentiamps { get; init; }

    /// <summary>Limit of all connectors together, in 0.01 A.</summary>
    public int WiringLimitCentiamps { get; init; }

    /// <summary>Sum of what is offered, in 0.01 A.</summary>
    public int OfferedCentiamps { get; init; }

    /// <summary>Sum of what is drawn, in 0.01 A.</summary>
    public int ActualCentiamps { get; init; }

    /// <summary>Name of the policy that won.</summary>
    public required string Policy { get; init; }

    /// <summary>Why it won.</summary>
    public required string PolicyReason { get; init; }

    /// <summary>The connectors.</summary>
    public required ConnectorRow[] Connectors { get; init; }

    /// <summary>How the bus is.</summary>
    public required string Bus { get; init; }

    /// <summary>What the doctor says first about the wiring; empty when it found nothing.</summary>
    public required string Wiring { get; init; }

    /// <summary>Nothing is wrong with the bus.</summary>
    public bool IsBusGood { get; init; }

    /// <summary>How the energy sources are.</summary>
    public required string Sources { get; init; }

    /// <summary>All sources that are configured answer.</summary>
    public bool AreSourcesGood { get; init; }

    /// <summary>How the broker is.</summary>
    public required string Mqtt { get; init; }

    /// <summary>Where the web page is.</summary>
    public required string Web { get; init; }

    /// <summary>Connected, or switched off.</summary>
    public bool IsMqttGood { get; init; }
}
