namespace TWCManager.Core.Bus;

/// <summary>What the bus master is doing.</summary>
public enum BusState
{
    /// <summary>No wiring limit is set or the port is gone: nothing is sent.</summary>
    Silent = 0,

    /// <summary>Hears who is there before it speaks.</summary>
    Listening = 1,

    /// <summary>Sends the link-ready burst.</summary>
    Announcing = 2,

    /// <summary>Heartbeats run.</summary>
    Running = 3,

    /// <summary>Another master is on the bus: nothing is sent until it has been quiet for 60 s.</summary>
    OtherMaster = 4,
}
