namespace TWCManager.Core.Charging;

/// <summary>Where a charge point stands on the way to a stopped car and back. Numbers are the rows of <see cref="StopTable"/>; the words are published.</summary>
/// <remarks>Source: docs/stopping.md.</remarks>
public enum StopState
{
    /// <summary>It may charge, or no car draws.</summary>
    Free = 0,

    /// <summary>A car draws that shall not. It came or started a moment ago, so it is left alone.</summary>
    Welcome = 1,

    /// <summary>Somebody is asked over MQTT to stop the car.</summary>
    Asking = 2,

    /// <summary>The car goes on: nobody stopped it, and nothing else may be done or works. Somebody is asked again now and then.</summary>
    Minimum = 3,

    /// <summary>The connector was told to open its contactor; the car still draws.</summary>
    Opening = 4,

    /// <summary>The connector hears nothing from us, until it has stopped by itself for sure.</summary>
    Silencing = 5,

    /// <summary>The car has stopped drawing after somebody was asked.</summary>
    Stopped = 6,

    /// <summary>The contactor is open by our order.</summary>
    Open = 7,

    /// <summary>The connector stopped for want of a master. It hears us again, and is told no limit.</summary>
    Held = 8,

    /// <summary>It may charge again: somebody is asked over MQTT to start the car.</summary>
    Starting = 9,

    /// <summary>It may charge again: the connector was told to close its contactor.</summary>
    Closing = 10,

    /// <summary>It may charge again: the connector is told a limit.</summary>
    Resuming = 11,

    /// <summary>The car did not start again.</summary>
    GaveUp = 12,

    /// <summary>It may charge again and still does, but somebody was asked to stop it a moment ago and may yet do so: the request is taken back.</summary>
    Recalling = 13,
}
