using TWCManager.Core.Bus;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Energy;
using TWCManager.Core.Tests.Mqtt;
using TWCManager.Core.Tests.Settings;
using TWCManager.Simulation;
using TWCManager.Simulation.Faults;
using Xunit;

namespace TWCManager.Core.Tests.Whole;

/// <summary>The whole controller as the master of a site with faults. Remembers what it logs, and how its bus stood at each step.</summary>
sealed class FaultMachine : IFaultMaster, ILog
{
    private readonly FaultTrial _trial;
    private readonly HashSet<BusState> _states = [];
    private readonly FakeStorage _storage = new();
    private RecordingLink _mqtt = new();

    private FaultMachine(FaultTrial trial)
    {
        _trial = trial;
        trial.Site.Master = this;
        Controller = Boot();
    }

    public FaultSite Site => _trial.Site;

    public Controller Controller { get; private set; }

    public List<string> Lines { get; } = [];

    /// <summary>States of the bus since the fault began.</summary>
    public IReadOnlySet<BusState> States => _states;

    public WallConnector Victim => Controller.Bus.Roster.Find(0x2019);

    /// <summary>Plays a fault with the whole controller.</summary>
    public static (FaultTrial Trial, FaultMachine Machine) Play(string fault, int seed = 1, Action<FaultMachine>? afterStep = null)
    {
        var trial = new FaultTrial(BusFaults.Named(fault), seed);
        var machine = new FaultMachine(trial);
        trial.AfterStep = () =>
        {
            machine._states.Add(machine.Controller.Bus.State);
            afterStep?.Invoke(machine);
        };
        trial.Run();
        Assert.True(trial.HasSettled);
        return (trial, machine);
    }

    public void Tick(long nowMs)
    {
        _mqtt.NowMs = nowMs;
        Controller.Tick(nowMs);
    }

    public void Restart(bool forgets)
    {
        if (forgets)
        {
            _storage.Files.Clear();
        }

        Controller = Boot();
    }

    public void Write(LogLevel level, string text)
    {
        Lines.Add($"{level} {text}");
    }

    private Controller Boot()
    {
        _mqtt = new RecordingLink();
        var settings = new ChargerSettings();
        var store = new SettingsStore(_storage);
        store.Load(settings);
        var amps = FaultSite.WiringAmps.ToString();
        foreach (var (name, value) in new[] { ("wiringMaxAmpsAllTWCs", amps), ("wiringMaxAmpsPerTWC", amps), ("nonScheduledAction", "fixed"), ("nonScheduledAmpsMax", amps) })
        {
            settings.TrySet(name, value, true, out _);
        }

        // Room for a unit that should not be there.
        return new Controller(_trial.Site.Bus.Line, _mqtt, new SimulatedHttp(), _storage, new FakeWallClock(), this, settings, store, Controller.UsualConnectors + 1);
    }
}
