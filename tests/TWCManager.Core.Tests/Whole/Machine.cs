using TWCManager.Core.Bus;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Energy;
using TWCManager.Core.Tests.Mqtt;
using TWCManager.Core.Tests.Settings;
using TWCManager.Simulation;

namespace TWCManager.Core.Tests.Whole;

/// <summary>The whole controller over a simulated line in virtual time. What is stored outlives a restart; nothing else does.</summary>
sealed class Machine
{
    private const int StepMs = 10;

    private readonly Dictionary<string, string> _local = new() { ["wiringMaxAmpsAllTWCs"] = "40", ["wiringMaxAmpsPerTWC"] = "32" };

    private readonly Func<Machine, ISerialLine> _port;

    /// <param name="port">What the controller gets for a port; the simulated line itself when left out.</param>
    public Machine(int seed = 1, Func<Machine, ISerialLine>? port = null)
    {
        _port = port ?? (machine => machine.Line.Line);
        Line = new SimulatedBus(seed);
        Controller = Boot();
    }

    public SimulatedBus Line { get; }

    public FakeStorage Storage { get; } = new FakeStorage();

    public FakeWallClock Clock { get; } = new FakeWallClock { UtcSeconds = 1_790_000_000 };

    public RecordingLink Mqtt { get; private set; } = new RecordingLink();

    public Controller Controller { get; private set; }

    public long NowMs { get; private set; }

    public bool HasLimits { get; set; } = true;

    /// <summary>The codes that the doctor shows, the connector behind each where there is one.</summary>
    public string[] Findings => Enumerable.Range(0, Controller.Doctor.Count)
        .Select(i => Core.Doctor.FindingText.Word(Controller.Doctor.CodeAt(i)) + (Controller.Doctor.ConnectorAt(i) == null ? "" : " " + Controller.Doctor.ConnectorAt(i).IdText))
        .ToArray();

    public Action? AfterStep { get; set; }

    public Core.Charging.ChargePoint Point(int id) => Controller.Charging.Points.Take(Controller.Charging.Count).Single(p => p.Connector.Id == id);

    public SimulatedConnector Add(int id, ConnectorModel model = ConnectorModel.Firmware453)
    {
        return Line.Add(new ConnectorSetup(id, model));
    }

    public static SimulatedCar Car(int maximumAmps = 32)
    {
        return new SimulatedCar { MaximumCentiamps = maximumAmps * 100, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0 };
    }

    public void Set(string name, string value)
    {
        if (!Controller.Settings.TrySet(name, value, true, out var error))
        {
            throw new ArgumentException(error);
        }
    }

    public void Send(string topic, string payload)
    {
        Mqtt.Receive("twcmanager/main/" + topic, System.Text.Encoding.UTF8.GetBytes(payload));
    }

    public void Run(double seconds)
    {
        var endMs = NowMs + (long)(seconds * 1000);
        while (NowMs < endMs)
        {
            Pass(StepMs);
            Controller.Tick(NowMs);
            AfterStep?.Invoke();
        }
    }

    public bool RunUntil(Func<bool> condition, double seconds)
    {
        var endMs = NowMs + (long)(seconds * 1000);
        while (NowMs < endMs && !condition())
        {
            Run(0.01);
        }

        return condition();
    }

    /// <summary>The power of the controller goes and comes back; cars and connectors have it all the time.</summary>
    public void PowerCut(double seconds)
    {
        var endMs = NowMs + (long)(seconds * 1000);
        while (NowMs < endMs)
        {
            Pass(StepMs);
            AfterStep?.Invoke();
        }

        Controller = Boot();
    }

    private Controller Boot()
    {
        Mqtt = new RecordingLink();
        var settings = new ChargerSettings();
        var store = new SettingsStore(Storage);
        store.Load(settings);
        foreach (var (name, value) in _local.Where(_ => HasLimits))
        {
            settings.TrySet(name, value, true, out _);
        }

        var controller = new Controller(_port(this), Mqtt, new SimulatedHttp(), Storage, Clock, new NoLog(), settings, store, Controller.UsualConnectors);
        Mqtt.Connect();
        return controller;
    }

    private void Pass(int ms)
    {
        NowMs += ms;
        Mqtt.NowMs = NowMs;
        Clock.UtcSeconds += NowMs % 1000 == 0 && Clock.UtcSeconds != null ? 1 : 0;
        Line.Advance(NowMs);
    }

    private sealed class NoLog : ILog
    {
        public void Write(LogLevel level, string text)
        {
        }
    }
}
