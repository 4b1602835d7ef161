namespace TWCManager.Simulation;

/// <summary>One entity of a simulated Home Assistant.</summary>
/// <param name="EntityId">Such as "sensor.grid_power".</param>
/// <param name="Unit">Unit of measurement, or null for none.</param>
/// <param name="State">Gives the state text, or null for "unavailable". Called from any thread.</param>
public sealed record HomeAssistantEntity(string EntityId, string? Unit, Func<string?> State)
{
    /// <summary>Class of the value, or null for none.</summary>
    public string? DeviceClass { get; init; } = "power";

    /// <summary>Name for people.</summary>
    public string FriendlyName { get; init; } = EntityId;
}
