using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Ports;
using TWCManager.Core;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Host.Adapters;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Sites;

/// <summary>A site and the whole core in virtual time: no thread, no socket, the same every time.</summary>
internal sealed class VirtualSite : IWatchedSite
{
    /// <summary>Time between two ticks, ms: the longest that the controller asks for.</summary>
    public const int TickMs = 10;

    private const string InverterName = "inverter.simulated";
    private const string HomeName = "home.simulated";
    private const string Token = "simulated-token";

    private readonly SimulatedHttp _http = new SimulatedHttp();
    private readonly VirtualWallClock _clock = new VirtualWallClock();
    private int _answers;

    /// <summary>Builds it; nothing has happened yet.</summary>
    /// <param name="withSources">An inverter and a Home Assistant answer.</param>
    /// <param name="link">Broker, or null for none.</param>
    /// <param name="latencyMs">Time that the inverter takes to answer.</param>
    public VirtualSite(Scenario scenario, bool withSources, IMqttLink? link = null, int latencyMs = 80)
    {
        Site = new SimulatedSite(scenario, startSecond: SiteSetups.NoonSecond);
        Line = new WatchedLine(Site.Bus.Line, () => NowMs, SiteSetups.FirstId, Limits);
        MemoryStorage storage = new MemoryStorage();
        Meter = new PortMeter(Line, _http, storage, link);
        Settings = SiteSetups.SettingsFor(scenario);
        if (withSources)
        {
            AddSources(latencyMs);
        }

        Controller = new Controller(
            Meter, link == null ? null : Meter, Meter, Meter, _clock, new SilentLog(), Settings, new SettingsStore(storage), Math.Max(Controller.UsualConnectors, scenario.Connectors.Count));
    }

    /// <inheritdoc/>
    public long NowMs { get; private set; }

    public SimulatedSite Site { get; }

    public WatchedLine Line { get; }

    public PortMeter Meter { get; }

    public ChargerSettings Settings { get; }

    public Controller Controller { get; }

    /// <inheritdoc/>
    public double? SolarWatts { get; set; }

    /// <inheritdoc/>
    public Changes Answers { get; } = new Changes();

    /// <inheritdoc/>
    public Changes Readings { get; } = new Changes();

    /// <inheritdoc/>
    public Changes Decisions { get; } = new Changes();

    /// <inheritdoc/>
    public Changes Limits { get; } = new Changes();

    /// <inheritdoc/>
    public SimulatedConnector Unit
    {
        get { return Site.Connectors[0]; }
    }

    /// <summary>Lets the site live up to the next tick, and not the core.</summary>
    public void Advance()
    {
        NowMs += TickMs;
        _clock.NowMs = NowMs;
        Site.Advance(NowMs);
        _http.Advance(NowMs);
    }

    /// <summary>One tick of everything.</summary>
    public void Step()
    {
        Advance();
        Controller.Tick(NowMs);
        Readings.Note(Controller.Sources[0].LastOkMs, NowMs);
        Decisions.Note(Controller.Decision.AvailableCentiamps, NowMs);
    }

    /// <summary>Many of them.</summary>
    public void Run(int seconds)
    {
        for (long endMs = NowMs + seconds * 1000L; NowMs < endMs;)
        {
            Step();
        }
    }

    /// <inheritdoc/>
    public bool WaitUntil(Func<bool> isTrue, int timeoutMs)
    {
        for (long endMs = NowMs + timeoutMs; NowMs < endMs && !isTrue();)
        {
            Step();
        }

        return isTrue();
    }

    private void AddSources(int latencyMs)
    {
        _http.Add(InverterName, new FroniusResponder(() =>
        {
            Answers.Note(++_answers, NowMs);
            return FroniusValues.Of(Seen());
        }), latencyMs);
        HomeAssistantResponder home = new HomeAssistantResponder(Token, () => _clock.UtcNow);
        home.AddSite(Seen);
        _http.Add(HomeName, home);
        SiteSetups.Set(Settings, "froniusHost", InverterName);
        SiteSetups.Set(Settings, "haUrl", "http://" + HomeName);
        SiteSetups.Set(Settings, "haToken", Token);
        SiteSetups.Set(Settings, "haGenerationEntity", "sensor.solar_power");
        SiteSetups.Set(Settings, "haConsumptionEntity", "sensor.house_power");
    }

    private SiteSnapshot Seen()
    {
        SiteSnapshot now = Site.Now;
        return SolarWatts == null ? now : now with { SolarWatts = SolarWatts.Value };
    }
}
