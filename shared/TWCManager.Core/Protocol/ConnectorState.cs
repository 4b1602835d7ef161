namespace TWCManager.Core.Protocol;

/// <summary>State number in a connector's heartbeat. Units also send others.</summary>
/// <remarks>Source: docs/protocol.md#states.</remarks>
public static class ConnectorState
{
    /// <summary>No car draws or wants to.</summary>
    public const int Ready = 0;

    /// <summary>The car charges.</summary>
    public const int Charging = 1;

    /// <summary>The connector has a fault.</summary>
    public const int Error = 2;

    /// <summary>A car is plugged in and does not charge.</summary>
    public const int PluggedIdle = 3;

    /// <summary>A car is plugged in and waits for a limit.</summary>
    public const int WaitingForLimit = 4;

    /// <summary>A blip of a second among any others.</summary>
    public const int Busy = 5;

    /// <summary>The limit is being raised.</summary>
    public const int Raising = 6;

    /// <summary>The limit is being lowered.</summary>
    public const int Lowering = 7;

    /// <summary>The charge is starting.</summary>
    public const int Starting = 8;

    /// <summary>A new limit is being taken.</summary>
    public const int Adjusting = 9;

    /// <summary>The new limit has been taken.</summary>
    public const int Adjusted = 10;
}
