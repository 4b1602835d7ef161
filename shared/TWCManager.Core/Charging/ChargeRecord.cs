namespace TWCManager.Core.Charging;

/// <summary>A charging session that is over, or all those of one car taken together. Times are seconds since 1970-01-01T00:00:00Z, 0 when the clock was not set.</summary>
public sealed class ChargeRecord
{
    /// <summary>Address of the wall connector, of several sessions that of the last.</summary>
    public int ConnectorId { get; internal set; }

    /// <summary>Vehicle identification number, or null.</summary>
    public string Vin { get; internal set; }

    /// <summary>Sessions it stands for.</summary>
    public int Sessions { get; internal set; }

    /// <summary>When the car was plugged in; 0 for several sessions.</summary>
    public long StartUtcSeconds { get; internal set; }

    /// <summary>When it was unplugged, of several sessions the last time.</summary>
    public long EndUtcSeconds { get; internal set; }

    /// <summary>Energy in Wh, integrated by us.</summary>
    public long WattHours { get; internal set; }
}
