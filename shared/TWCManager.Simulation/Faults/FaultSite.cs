namespace TWCManager.Simulation.Faults;

/// <summary>Three connectors of three generations, each with a car that would take the whole wiring limit, so that every ampere too much shows. Also what faults do to it.</summary>
public sealed class FaultSite
{
    /// <summary>Time between two ticks of the master, ms.</summary>
    public const int StepMs = 10;

    /// <summary>What the wiring carries, in whole amperes.</summary>
    public const int WiringAmps = 32;

    // Not ours: two masters drift through each other.
    private const int ForeignPeriodMs = 1030;

    private readonly Random _random;
    private readonly int _seed;

    /// <summary>Builds it; the master is still missing.</summary>
    /// <param name="seed">Decides all chance.</param>
    public FaultSite(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        Bus = new SimulatedBus(seed);
        Victim = Add(0x2019, ConnectorModel.Firmware453);
        Add(0x1839, ConnectorModel.Firmware44);
        Add(0x032E, ConnectorModel.Protocol1);
        Units = [.. Bus.Connectors];
    }

    /// <summary>The line.</summary>
    public SimulatedBus Bus { get; }

    /// <summary>The three that belong there.</summary>
    public IReadOnlyList<SimulatedConnector> Units { get; }

    /// <summary>The one that things happen to.</summary>
    public SimulatedConnector Victim { get; }

    /// <summary>Another unit that should not be there, or null.</summary>
    public SimulatedConnector? Intruder { get; private set; }

    /// <summary>The master under test.</summary>
    public IFaultMaster? Master { get; set; }

    /// <summary>Its process is held up.</summary>
    public bool IsMasterStopped { get; set; }

    /// <summary>Virtual time, ms.</summary>
    public long NowMs { get; private set; }

    /// <summary>Chance that belongs to the fault.</summary>
    public Random Random => _random;

    /// <summary>A car that takes whatever it gets.</summary>
    public static SimulatedCar Car()
    {
        return new SimulatedCar { MaximumCentiamps = 3200, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0, InterruptionsLeft = 1000 };
    }

    /// <summary>Lets one step of time pass.</summary>
    public void Step()
    {
        NowMs += StepMs;
        Bus.Advance(NowMs);
        if (!IsMasterStopped)
        {
            Master!.Tick(NowMs);
        }
    }

    /// <summary>Does something to the faults of all units.</summary>
    public void ForAll(Action<ConnectorFaults> change)
    {
        foreach (SimulatedConnector unit in Units)
        {
            change(unit.Faults);
        }
    }

    /// <summary>A further unit is switched on.</summary>
    public void Intrude(int id, ConnectorModel model)
    {
        Intruder = Add(id, model);
    }

    /// <summary>A strange master asks a unit of its own, about once a second.</summary>
    public void SpeakAsOtherMaster()
    {
        if (NowMs % ForeignPeriodMs == 0)
        {
            Bus.Inject([0xC0, 0xFB, 0xE0, 0x4A, 0x21, 0x40, 0x85, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0xC0]);
        }
    }

    /// <summary>A few bytes that nobody sent, now and then: a line without bias, while nobody drives it.</summary>
    public void Float()
    {
        const int InASecond = 6;
        if (!Bus.IsBusy && _random.Next(1000 / StepMs) < InASecond)
        {
            byte[] usual = [0x00, 0xFF, 0xFC];
            Span<byte> stray = stackalloc byte[_random.Next(1, 4)];
            for (int i = 0; i < stray.Length; i++)
            {
                stray[i] = usual[_random.Next(usual.Length)];
            }

            Bus.Inject(stray);
        }
    }

    private SimulatedConnector Add(int id, ConnectorModel model)
    {
        SimulatedConnector unit = Bus.Add(new ConnectorSetup(id, model));
        unit.PlugIn(Car());
        return unit;
    }
}
