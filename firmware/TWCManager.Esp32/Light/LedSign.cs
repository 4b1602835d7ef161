namespace TWCManager.Esp32.Light;

/// <summary>What a board's light tells. Dark, or frozen in one state, is what it does by itself when the program does not run.</summary>
public enum LedSign
{
    /// <summary>Slow blinking: a wiring limit is not set, so nothing is sent and nothing charges.</summary>
    NotSetUp = 0,

    /// <summary>Two short flashes and a pause: the port is gone or another master is on the bus; nothing is sent.</summary>
    BusSilent = 1,

    /// <summary>One short flash and a pause: we speak, and no wall connector answers.</summary>
    NobodyAnswers = 2,

    /// <summary>Steady: heartbeats are answered, no car draws current.</summary>
    Ready = 3,

    /// <summary>Fast blinking: a car charges.</summary>
    Charging = 4,
}
