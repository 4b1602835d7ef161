using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Ports;
using TWCManager.Core;
using TWCManager.Core.Documents;
using TWCManager.Core.Settings;
using TWCManager.Host;
using TWCManager.Host.Adapters;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Sites;

/// <summary>A site in real time and the core with the host's adapters: a pseudo-terminal, HTTP over loopback, a broker. Threads as in the host program.</summary>
internal sealed class RealSite : IWatchedSite, IDisposable
{
    private const string Token = "simulated-token";
    private const int TickMs = 3;
    private const int LookMs = 2;
    private const int EndMs = 1000;

    private readonly PseudoTerminal _terminal = new PseudoTerminal();
    private readonly HttpClientAdapter _http = new HttpClientAdapter();
    private readonly SerialPortLine _port;
    private readonly Controller _controller;
    private readonly Thread _thread;
    private readonly SitePump _pump;
    private volatile bool _isEnding;
    private volatile Exception? _fault;
    private double _solarWatts = double.NaN;
    private int _answers;

    /// <summary>Starts everything.</summary>
    /// <param name="broker">Null for no MQTT.</param>
    /// <param name="noisePerByte">Chance of a byte on the line to be changed, 0 to 1.</param>
    public RealSite(Scenario scenario, Broker? broker, double noisePerByte = 0)
    {
        Site = new SimulatedSite(scenario with { NoisePerByte = noisePerByte }, startMs: MonotonicClock.NowMs, startSecond: SiteSetups.NoonSecond);
        Inverter = new FroniusServer(ValuesOfInverter);
        Home = new HomeAssistantServer(Token);
        Home.Home.AddSite(Seen);
        ChargerSettings settings = SiteSetups.SettingsFor(scenario);
        SiteSetups.Set(settings, "energyPollSeconds", "10");
        SiteSetups.Set(settings, "froniusHost", Inverter.Authority);
        SiteSetups.Set(settings, "haUrl", Home.BaseUrl);
        SiteSetups.Set(settings, "haToken", Token);
        SiteSetups.Set(settings, "haGenerationEntity", "sensor.solar_power");
        SiteSetups.Set(settings, "haConsumptionEntity", "sensor.house_power");
        Link = broker == null ? null : StartLink(broker, settings);
        _port = new SerialPortLine(_terminal.Path, new SilentLog());
        Line = new WatchedLine(_port, () => MonotonicClock.NowMs, SiteSetups.FirstId, Limits);
        MemoryStorage storage = new MemoryStorage();
        int connectors = Math.Max(Controller.UsualConnectors, scenario.Connectors.Count);
        _controller = new Controller(Line, Link, _http, storage, new SystemWallClock(), new SilentLog(), settings, new SettingsStore(storage), connectors);
        _pump = new SitePump(Site, _terminal);
        _thread = new Thread(Run) { IsBackground = true, Name = "control", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <inheritdoc/>
    public long NowMs
    {
        get { return MonotonicClock.NowMs; }
    }

    /// <inheritdoc/>
    public double? SolarWatts
    {
        get
        {
            double watts = Volatile.Read(ref _solarWatts);
            return double.IsNaN(watts) ? null : watts;
        }

        set
        {
            Volatile.Write(ref _solarWatts, value ?? double.NaN);
        }
    }

    public SimulatedSite Site { get; }

    public FroniusServer Inverter { get; }

    public HomeAssistantServer Home { get; }

    public BrokerLink? Link { get; }

    public WatchedLine Line { get; }

    /// <inheritdoc/>
    public Changes Answers { get; } = new Changes();

    /// <inheritdoc/>
    public Changes Readings { get; } = new Changes();

    /// <inheritdoc/>
    public Changes Decisions { get; } = new Changes();

    /// <inheritdoc/>
    public Changes Limits { get; } = new Changes();

    /// <summary>Longest tick of the core since the heartbeats run, ms.</summary>
    public long LongestTickMs { get; private set; }

    /// <summary>Longest time between two ticks since then, ms: how much the machine held the core's thread up.</summary>
    public long LongestPauseMs { get; private set; }

    /// <inheritdoc/>
    public SimulatedConnector Unit
    {
        get { return Site.Connectors[0]; }
    }

    /// <inheritdoc/>
    public bool WaitUntil(Func<bool> isTrue, int timeoutMs)
    {
        for (long endMs = NowMs + timeoutMs; NowMs < endMs && !isTrue();)
        {
            ThrowFault();
            Thread.Sleep(LookMs);
        }

        ThrowFault();
        return isTrue();
    }

    /// <summary>Waits until every unit has heard a few heartbeats.</summary>
    /// <exception cref="NotMeasuredException">They do not come.</exception>
    public void WaitForHeartbeats()
    {
        const int Few = 5;
        if (!WaitUntil(() => Site.Connectors.All(one => one.HeartbeatsHeard >= Few), 60000))
        {
            throw new NotMeasuredException("no heartbeats reach the units of the simulated site");
        }

        LongestTickMs = 0;
        LongestPauseMs = 0;
    }

    /// <summary>Ends the core, the site and the servers.</summary>
    public void Dispose()
    {
        _isEnding = true;
        _thread.Join(EndMs);
        Link?.Dispose();
        _http.Dispose();
        _port.Dispose();
        _pump.Dispose();
        _terminal.Dispose();
        Inverter.Dispose();
        Home.Dispose();
    }

    private static BrokerLink StartLink(Broker broker, ChargerSettings settings)
    {
        Topics topics = Topics.From(settings);
        MqttOptions options = new MqttOptions
        {
            Host = "127.0.0.1", Port = broker.Port, ClientId = topics.DeviceId, StatusTopic = topics.Status, Subscriptions = topics.Subscriptions,
        };
        return BrokerLink.Start(options, new SilentLog())!;
    }

    private FroniusValues ValuesOfInverter()
    {
        Answers.Note(Interlocked.Increment(ref _answers), NowMs);
        return FroniusValues.Of(Seen());
    }

    private SiteSnapshot Seen()
    {
        SiteSnapshot now = Site.Now;
        double? watts = SolarWatts;
        return watts == null ? now : now with { SolarWatts = watts.Value };
    }

    private void Run()
    {
        try
        {
            long lastMs = NowMs;
            while (!_isEnding)
            {
                long nowMs = NowMs;
                LongestPauseMs = Math.Max(LongestPauseMs, nowMs - lastMs);
                _controller.Tick(nowMs);
                lastMs = NowMs;
                LongestTickMs = Math.Max(LongestTickMs, lastMs - nowMs);
                Readings.Note(_controller.Sources[0].LastOkMs, nowMs);
                Decisions.Note(_controller.Decision.AvailableCentiamps, nowMs);
                Thread.Sleep(TickMs);
            }

            _controller.Stop(NowMs);
        }
        catch (Exception problem)
        {
            _fault = problem;
        }
    }

    private void ThrowFault()
    {
        if (_fault != null)
        {
            throw new NotMeasuredException("the core ended with " + _fault.GetType().Name + ": " + _fault.Message);
        }
    }
}
