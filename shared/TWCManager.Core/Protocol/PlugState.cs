namespace TWCManager.Core.Protocol;

/// <summary>Answer of a connector to the plug question.</summary>
/// <remarks>Source: docs/protocol.md#queries.</remarks>
public static class PlugState
{
    /// <summary>No car is plugged in.</summary>
    public const int Unplugged = 0;

    /// <summary>A car charges.</summary>
    public const int Charging = 1;

    /// <summary>The connector cannot tell.</summary>
    public const int Uncertain = 2;

    /// <summary>A car is plugged in.</summary>
    public const int Plugged = 3;
}
