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
    public int PlugIns { get; private set; }

    /// <summary>A car is plugged in, or was when the connector was heard last.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>When it was plugged in, in seconds since 1970; 0 while the clock is not set.</summary>
    public long StartUtcSeconds { get; private set; }

    /// <summary>Its vehicle identification number, or null; told once it is read, also while it has to be read anew.</summary>
    public string Vin { get; private set; }

    /// <summary>The last session here that took energy, or null.</summary>
    public ChargeRecord Last { get; private set; }

    /// <summary>What the connector had delivered in all when the session began, in Wh.</summary>
    internal long StartWattHours { get; private set; }

    /// <summary>The same when its car was found again after the connector, or we, had been away: perhaps it is another one.</summary>
    internal long FoundWattHours { get; private set; }

    /// <summary>When it began in ms, or -1 when that was before the program started.</summary>
    internal long StartMs { get; private set; } = -1;

    /// <summary>The connector is heard and shows the car.</summary>
    internal bool IsSeen { get; private set; }

    /// <summary>Begins with a car that was plugged in.</summary>
    /// <param name="nowMs">-1 when it is not known since when the car has been there.</param>
    internal void Open(long totalWattHours, long nowMs, long utcSeconds)
    {
        IsOpen = true;
        IsSeen = true;
        PlugIns++;
        StartMs = nowMs;
        StartUtcSeconds = utcSeconds;
        StartWattHours = totalWattHours;
        FoundWattHours = totalWattHours;
        Vin = null;
    }

    /// <summary>The car is seen: perhaps another one than before, when it was not seen for a while.</summary>
    internal void See(long totalWattHours)
    {
        FoundWattHours = IsSeen ? FoundWattHours : totalWattHours;
        IsSeen = true;
    }

    /// <summary>The connector is not heard.</summary>
    internal void LoseSight()
    {
        IsSeen = false;
    }

    internal void Close()
    {
        IsOpen = false;
        IsSeen = false;
    }

    /// <summary>The total is kept in another file: after a power cut it may be the older of the two, and the session cannot have begun after it.</summary>
    internal void KeepWithin(long totalWattHours)
    {
        StartWattHours = StartWattHours < totalWattHours ? StartWattHours : totalWattHours;
    }

    internal void TellStart(long utcSeconds)
    {
        StartUtcSeconds = utcSeconds;
    }

    internal void TellVin(string vin)
    {
        Vin = vin;
    }

    internal void Remember(ChargeRecord last)
    {
        Last = last;
    }

    /// <summary>Takes over what was kept before a restart.</summary>
    /// <param name="fromWattHours">Total at its beginning; negative when no car was there.</param>
    internal void Restore(int plugIns, long fromWattHours, long startUtcSeconds, string vin)
    {
        PlugIns = plugIns;
        IsOpen = fromWattHours >= 0;
        if (IsOpen)
        {
            StartWattHours = fromWattHours;
            StartUtcSeconds = startUtcSeconds;
            Vin = vin;
        }
    }
}
