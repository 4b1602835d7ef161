namespace TWCManager.Simulation;

/// <summary>What does not change in the life of a simulated wall connector.</summary>
/// <param name="Id">Address on the bus ex factory, 16 bit: the last four characters of the serial number.</param>
/// <param name="Model">Its generation.</param>
public sealed record ConnectorSetup(int Id, ConnectorModel Model)
{
    /// <summary>Value of <see cref="Trailer"/> for a unit that leaves nothing behind its frames.</summary>
    public const int NoTrailer = -1;

    /// <summary>Current that the hardware says it can carry, in 0.01 A.</summary>
    public int RatedCentiamps { get; init; } = 3200;

    /// <summary>Phases wired to it, 1 or 3.</summary>
    public int WiredPhases { get; init; } = 3;

    /// <summary>Volts of each wired phase.</summary>
    public int Volts { get; init; } = 230;

    /// <summary>Byte that the receiver sees after each of its frames, or <see cref="NoTrailer"/>.</summary>
    public int Trailer { get; init; } = 0xFE;

    /// <summary>Current it reports while none flows, in 0.01 A; 25 with some units.</summary>
    public int PhantomCentiamps { get; init; }

    /// <summary>Shortest time from the end of a request to its reply, ms.</summary>
    public int MinimumTurnaroundMs { get; init; } = 15;

    /// <summary>Longest time from the end of a request to its reply, ms.</summary>
    public int MaximumTurnaroundMs { get; init; } = 40;

    /// <summary>Energy counter at the start, in kWh, or in Wh with <see cref="CountsWattHours"/>.</summary>
    public long MeterCounter { get; init; } = 924;

    /// <summary>True for the units whose counter runs in Wh.</summary>
    public bool CountsWattHours { get; init; }

    /// <summary>True when a car that is plugged in finds the limit of the last session forgotten; both kinds exist.</summary>
    public bool ForgetsLimitAtPlugIn { get; init; } = Model == ConnectorModel.Firmware44;

    /// <summary>A state 05 of one second shows up this often, ms; 0 = never.</summary>
    public int BusyBlipEveryMs { get; init; }

    /// <summary>Serial number, 11 characters; ends in the id.</summary>
    public string SerialNumber { get; init; } = (Model == ConnectorModel.Protocol1 ? "A16K000" : "A18F000") + Id.ToString("X4");

    /// <summary>True for the 16-byte generation.</summary>
    public bool IsProtocol2 => Model != ConnectorModel.Protocol1;
}
