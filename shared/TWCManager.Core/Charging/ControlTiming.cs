namespace TWCManager.Core.Charging;

/// <summary>Currents and times that protect relays, fuses and cars. Currents in 0.01 A, times in ms.</summary>
/// <remarks>Source: docs/protocol.md#current-control.</remarks>
internal static class ControlTiming
{
    /// <summary>Protocol 2 answers anything lower with 6 A and goes on charging.</summary>
    internal const int Protocol2FloorCentiamps = 600;

    /// <summary>Least current of a car; below it, cars fell into a state that only replugging ends.</summary>
    internal const int Protocol1MinimumCentiamps = 500;

    /// <summary>No wall connector carries more.</summary>
    internal const int HighestCentiamps = 8000;

    /// <summary>Cars move in half amperes and react badly to fractions.</summary>
    internal const int StepCentiamps = 100;

    /// <summary>A car may draw this much above its limit without being lowered for it: real ones draw 6.6 A at 6 A.</summary>
    internal const int DrawToleranceCentiamps = 100;

    /// <summary>From here above its limit a car disobeys.</summary>
    internal const int OverdrawCentiamps = 150;

    /// <summary>It disobeys when that lasts this long; a ramp down takes six seconds.</summary>
    internal const long OverdrawMs = 10000;

    /// <summary>A car that stays further below its limit than this does not follow it: something else limits it.</summary>
    internal const int FollowsCentiamps = 200;

    /// <summary>Differences in what a car draws that mean nothing.</summary>
    internal const int FlickerCentiamps = 30;

    /// <summary>A car follows a changed limit within this time.</summary>
    internal const long SettledMs = 15000;

    /// <summary>Time that a car needs to take over a raised limit before the next raise.</summary>
    internal const long RaiseIntervalMs = 12000;

    /// <summary>Time between two reductions that no wiring limit asks for.</summary>
    internal const long LowerIntervalMs = 5000;

    /// <summary>Opening the relay during a car's start can leave the car in a fault until it is replugged.</summary>
    internal const long MinimumOnMs = 60000;

    /// <summary>Rest of the relay after a stop.</summary>
    internal const long MinimumOffMs = 60000;

    /// <summary>A car that was offered current and does not draw for this long is asleep, full or on its own schedule.</summary>
    internal const long WaitForCarMs = 60000;

    /// <summary>A single idle state is no proof that the car is gone: units blink through it.</summary>
    internal const long UnplugMs = 10000;

    /// <summary>A connector that we have not heard yet may draw all it may ever be offered for this long: it may have been charging before our start.</summary>
    internal const long ReservationMs = 60000;

    /// <summary>For this long after a person's order the next heartbeat of each connector carries what follows from it, unpaced.</summary>
    internal const long CommandMs = 3000;
}
