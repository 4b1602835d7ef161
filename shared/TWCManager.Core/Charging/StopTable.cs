namespace TWCManager.Core.Charging;

/// <summary>The state machine of stopping, as a table: which state follows from which, by what is seen. Knows no times and no wires.</summary>
/// <remarks>The table and the diagram of docs/stopping.md are compared with this one, cell by cell, by a test.</remarks>
public static class StopTable
{
    /// <summary>The car has left.</summary>
    public const int Gone = 0;

    /// <summary>It may charge, and does; the time of the state is not over.</summary>
    public const int WantedDraws = 1;

    /// <summary>The same when the time is over.</summary>
    public const int WantedDrawsLate = 2;

    /// <summary>It may charge, and draws nothing; the time of the state is not over.</summary>
    public const int WantedIdle = 3;

    /// <summary>The same when the time is over.</summary>
    public const int WantedIdleLate = 4;

    /// <summary>It shall not charge, and does not; the time of the state is not over.</summary>
    public const int Idle = 5;

    /// <summary>The same when the time is over.</summary>
    public const int IdleLate = 6;

    /// <summary>It shall not charge, and does; the time of the state is not over.</summary>
    public const int Draws = 7;

    /// <summary>The same when the time is over and there is nothing but asking.</summary>
    public const int DrawsLate = 8;

    /// <summary>The same when the contactor may be opened.</summary>
    public const int DrawsLateContactor = 9;

    /// <summary>The same when the connector may be left without master.</summary>
    public const int DrawsLateSilence = 10;

    /// <summary>Columns of the table.</summary>
    public const int Columns = 11;

    /// <summary>Rows of the table.</summary>
    public const int Rows = 14;

    private const byte Fr = (byte)StopState.Free;
    private const byte We = (byte)StopState.Welcome;
    private const byte As = (byte)StopState.Asking;
    private const byte Mi = (byte)StopState.Minimum;
    private const byte Og = (byte)StopState.Opening;
    private const byte Si = (byte)StopState.Silencing;
    private const byte St = (byte)StopState.Stopped;
    private const byte Op = (byte)StopState.Open;
    private const byte He = (byte)StopState.Held;
    private const byte Sg = (byte)StopState.Starting;
    private const byte Cl = (byte)StopState.Closing;
    private const byte Re = (byte)StopState.Resuming;
    private const byte Gu = (byte)StopState.GaveUp;
    private const byte Rc = (byte)StopState.Recalling;

    private static readonly byte[] s_next =
    {
        // gone; wanted: draws, late, idle, late; not wanted: idle, late, draws, late: only asking, contactor, silence
        Fr, Fr, Fr, Fr, Fr, Fr, Fr, We, We, We, We, // Free
        Fr, Fr, Fr, Fr, Fr, Fr, Fr, We, As, As, As, // Welcome
        Fr, Rc, Rc, St, St, St, St, As, Mi, Og, Si, // Asking
        Fr, Rc, Rc, St, St, St, St, Mi, Mi, Og, Si, // Minimum
        Fr, Og, Cl, Op, Op, Op, Op, Og, Mi, Mi, Mi, // Opening
        Si, Si, Si, Si, Re, Si, He, Si, Si, Si, Si, // Silencing
        Fr, Fr, Fr, St, Sg, St, St, As, As, As, As, // Stopped
        Fr, Fr, Fr, Op, Cl, Op, Op, As, As, As, As, // Open
        Fr, Fr, Fr, He, Re, He, He, As, As, As, As, // Held
        Fr, Fr, Fr, Sg, Gu, St, St, We, We, We, We, // Starting
        Fr, Fr, Fr, Cl, Sg, St, St, We, We, We, We, // Closing
        Fr, Fr, Fr, Re, Sg, He, He, We, We, We, We, // Resuming
        Fr, Fr, Fr, Gu, Gu, Gu, St, As, As, As, As, // GaveUp
        Fr, Rc, Fr, Sg, Sg, St, St, As, As, As, As, // Recalling
    };

    /// <summary>The state that follows.</summary>
    /// <param name="column">What is seen, 0 to <see cref="Columns"/> - 1.</param>
    public static StopState Next(StopState state, int column)
    {
        return (StopState)s_next[(int)state * Columns + column];
    }
}
