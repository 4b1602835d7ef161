namespace TWCManager.Core.Charging;

/// <summary>What goes on at one wall connector between plugging in and unplugging, and how often that was.</summary>
public sealed class ChargeSession
{
    internal ChargeSession(int connectorId)
    {
        ConnectorId = connectorId;
    }

    /// <summary>Address of the wall connector.</summary>
    public int ConnectorId { get; }

    /// <summary>Cars that were plugged in since the connector is known.</summary>
    public int PlugIns { get; internal set; }

    /// <summary>A car is plugged in, or was when the connector was heard last.</summary>
    public bool IsOpen { get; internal set; }

    /// <summary>When it was plugged in, in seconds since 1970; 0 while the clock is not set.</summary>
    public long StartUtcSeconds { get; internal set; }

    /// <summary>Its vehicle identification number, or null; told once it is read, also while it has to be read anew.</summary>
    public string Vin { get; internal set; }

    /// <summary>The last session here that took energy, or null.</summary>
    public ChargeRecord Last { get; internal set; }

    /// <summary>What the connector had delivered in all when the session began, in Wh.</summary>
    internal long StartWattHours { get; set; }

    /// <summary>The same when its car was found again after the connector, or we, had been away: perhaps it is another one.</summary>
    internal long FoundWattHours { get; set; }

    /// <summary>When it began in ms, or -1 when that was before the program started.</summary>
    internal long StartMs { get; set; } = -1;

    /// <summary>The connector is heard and shows the car.</summary>
    internal bool IsSeen { get; set; }
}
