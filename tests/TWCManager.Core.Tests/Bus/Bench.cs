using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Settings;
using TWCManager.Simulation;

namespace TWCManager.Core.Tests.Bus;

/// <summary>Bus master and charge control over a simulated line in virtual time; the policy is whatever the test grants.</summary>
sealed class Bench
{
    public const int StepMs = 10;

    public Bench(int allAmps = 32, int eachAmps = 32, int seed = 1, int capacity = 3)
    {
        Line = new SimulatedBus(seed);
        Set("wiringMaxAmpsAllTWCs", allAmps.ToString());
        Set("wiringMaxAmpsPerTWC", eachAmps.ToString());
        Restart(capacity);
    }

    public SimulatedBus Line { get; }

    public ChargerSettings Settings { get; } = new ChargerSettings();

    public BusMaster Master { get; private set; } = null!;

    public ChargeControl Control { get; private set; } = null!;

    public int GrantedAmps
    {
        get => GrantedCentiamps / 100;
        set => GrantedCentiamps = value * 100;
    }

    public int GrantedCentiamps { get; set; }

    /// <summary>False while no reading says what the sun gives.</summary>
    public bool IsSure { get; set; } = true;

    public int FlexAmps { get; set; }

    public bool IsSun { get; set; }

    public long NowMs { get; private set; }

    public bool IsMasterStopped { get; set; }

    /// <summary>Called after each step: the place for a claim that must always hold.</summary>
    public Action? AfterStep { get; set; }

    public SimulatedConnector Add(int id, ConnectorModel model, int ratedAmps = 32)
    {
        return Line.Add(new ConnectorSetup(id, model) { RatedCentiamps = ratedAmps * 100 });
    }

    public static SimulatedCar Car(int maximumAmps = 32)
    {
        return new SimulatedCar { MaximumCentiamps = maximumAmps * 100, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0 };
    }

    public ChargePoint Point(int id) => Control.Points.Take(Control.Count).Single(p => p.Connector.Id == id);

    public void Set(string name, string value)
    {
        if (!Settings.TrySet(name, value, true, out var error))
        {
            throw new ArgumentException(error);
        }
    }

    public void Order(int amps)
    {
        GrantedAmps = amps;
        Control.NoteCommand(NowMs);
        Decide();
    }

    /// <summary>A new program on the same line: it knows nothing but what it is told to remember.</summary>
    public void Restart(int capacity = 3, bool remember = false)
    {
        var before = Master;
        Control = new ChargeControl(Settings, capacity);
        Master = new BusMaster(Line.Line, 0x7777, capacity, Control.Gate);
        for (var i = 0; remember && i < before.Count; i++)
        {
            var known = before.Connectors[i];
            Master.Remember(known.Id, known.ProtocolVersion, known.RatedCentiamps, known.HasBeenHeard || known.WasLinkedBefore, NowMs);
        }
    }

    public void Run(double seconds)
    {
        var endMs = NowMs + (long)(seconds * 1000);
        while (NowMs < endMs)
        {
            Step();
        }
    }

    public bool RunUntil(Func<bool> condition, double seconds)
    {
        var endMs = NowMs + (long)(seconds * 1000);
        while (NowMs < endMs && !condition())
        {
            Step();
        }

        return condition();
    }

    public void Decide()
    {
        Control.Observe(Master, NowMs);
        Control.Assign(GrantedCentiamps, FlexAmps * 100, IsSun, IsSure, NowMs);
    }

    private void Step()
    {
        NowMs += StepMs;
        Line.Advance(NowMs);
        if (!IsMasterStopped)
        {
            Master.MayTransmit = Settings.Number(Setting.WiringMaxAmpsAllTWCs) > 0;
            Master.Tick(NowMs);
            if (NowMs % 250 == 0)
            {
                Decide();
            }
        }

        AfterStep?.Invoke();
    }
}
