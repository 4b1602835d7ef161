namespace TWCManager.Core.Charging;

/// <summary>Why a charge point is offered what it is offered: the one thing that binds most.</summary>
public enum OfferReason
{
    /// <summary>Gets what the policy grants.</summary>
    Granted = 0,

    /// <summary>No wiring limit has been entered.</summary>
    NoWiringLimit = 1,

    /// <summary>The policy grants nothing now.</summary>
    PolicyGrantsNothing = 2,

    /// <summary>Protocol 2 cannot be held below 6 A; only the car can stop.</summary>
    ProtocolFloor = 3,

    /// <summary>Nobody draws here: parked at the minimum until a car does.</summary>
    Parked = 4,

    /// <summary>The limit of one connector.</summary>
    ConnectorLimit = 5,

    /// <summary>The connector's own rating.</summary>
    Rating = 6,

    /// <summary>The limit of all connectors together, shared with the others.</summary>
    SharedLimit = 7,

    /// <summary>What is left for it is less than a car can use.</summary>
    BelowMinimum = 8,

    /// <summary>Waits until others have lowered their draw.</summary>
    WaitingForOthers = 9,

    /// <summary>Waits for the next moment at which a raise is allowed.</summary>
    RaiseDelay = 10,

    /// <summary>Waits before it starts.</summary>
    StartDelay = 11,

    /// <summary>Waits before it stops.</summary>
    StopDelay = 12,

    /// <summary>The connector is not heard; its share stays reserved.</summary>
    NotHeard = 13,

    /// <summary>It linked a moment ago and keeps what it had, or the minimum.</summary>
    JustLinked = 14,

    /// <summary>The car draws more than it may; the others are lowered.</summary>
    Overdraw = 15,

    /// <summary>The connector reports an error: nothing is raised.</summary>
    ConnectorError = 16,

    /// <summary>Offered, but the car does not draw: asleep, full or on its own schedule.</summary>
    WaitingForCar = 17,

    /// <summary>The wiring limit has no room for the 6 A that this connector could draw as soon as it hears a master.</summary>
    NoRoom = 18,

    /// <summary>The line is bad: nothing is raised.</summary>
    BadLine = 19,

    /// <summary>The relay was switched a moment ago: it stops when it has been on for a minute, or starts when it has been off for one.</summary>
    RelayRest = 20,

    /// <summary>Waits for the next moment at which it is lowered; no wiring limit asks for it at once.</summary>
    LowerDelay = 21,

    /// <summary>A commissioning test decides.</summary>
    Test = 22,

    /// <summary>Two units answer to its id: neither gets heartbeats.</summary>
    TwoUnits = 23,

    /// <summary>The car stays at 6 A: for some seconds it is offered more than is granted, to free it.</summary>
    TrapCure = 24,

    /// <summary>The car stays at 6 A, and offering more for some seconds did not help.</summary>
    CarStays = 25,
    /// <summary>Nothing is granted, but the car came or started a moment ago.</summary>
    Welcome = 40,

    /// <summary>Somebody was asked over MQTT to stop the car.</summary>
    AskedToStop = 41,

    /// <summary>The car goes on: it was not stopped by who was asked, and nothing else is allowed, left or works.</summary>
    CannotStop = 42,

    /// <summary>The connector was told to open its contactor.</summary>
    OpeningContactor = 43,

    /// <summary>The contactor is open by our order.</summary>
    ContactorOpen = 44,

    /// <summary>Left without master until it stops by itself.</summary>
    Silenced = 45,

    /// <summary>Stopped by silence, and told no limit.</summary>
    HeldWithoutLimit = 46,

    /// <summary>The car has stopped after somebody was asked.</summary>
    StoppedByCar = 47,

    /// <summary>Somebody was asked over MQTT to start the car.</summary>
    AskedToStart = 48,

    /// <summary>It may charge again after contactor or silence.</summary>
    StartingAgain = 49,

    /// <summary>It may charge again, but the car does not.</summary>
    DidNotStart = 50,
}
