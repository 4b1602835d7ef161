using System.Diagnostics;
using TWCManager.Core;
using TWCManager.Core.Charging;
using TWCManager.Core.Documents;
using TWCManager.Core.Settings;
using TWCManager.Host.Adapters;
using TWCManager.Simulation;

namespace TWCManager.Host.Day;

/// <summary>A day of a simulated site with the real controller, as fast as the computer can. Takes a sample each minute of the day.</summary>
internal sealed class DayRun
{
    private const string InverterName = "inverter.simulated";
    private const int TickMs = 10;
    private const int SecondMs = 1000;
    private const int MinuteMs = 60000;
    private const long DayMs = 86400000L;
    private static readonly DateTime s_midnightUtc = new DateTime(2026, 6, 15, 0, 0, 0, DateTimeKind.Utc);

    private readonly ChargerSettings _settings;
    private readonly DayOptions _options;
    private readonly DaySeries? _series;
    private readonly List<DaySample> _samples = new List<DaySample>();
    private long _nowMs;

    /// <summary>Builds the site. The settings may still be changed before <see cref="Run"/>.</summary>
    /// <param name="series">Takes every second of the day, or null.</param>
    public DayRun(Scenario scenario, ChargerSettings settings, DayOptions? options = null, DaySeries? series = null)
    {
        Scenario = scenario;
        Site = new SimulatedSite(scenario);
        _settings = settings;
        _options = options ?? new DayOptions();
        _series = series;
        Truth = new DayTruth(Site, _options.IsHouseOnOnePhase);
        LocalSettings.Set(settings, "froniusHost", InverterName);
    }

    public Scenario Scenario { get; }

    public SimulatedSite Site { get; }

    /// <summary>What really happened.</summary>
    public DayTruth Truth { get; }

    /// <summary>The controller after the day.</summary>
    public Controller? Controller { get; private set; }

    /// <summary>One for each minute.</summary>
    public IReadOnlyList<DaySample> Samples
    {
        get { return _samples; }
    }

    /// <summary>What was logged.</summary>
    public DayLog Log { get; } = new DayLog();

    /// <summary>Largest sum of what all cars drew, in 0.01 A, as if all were on one phase.</summary>
    public int HighestDrawCentiamps { get; private set; }

    /// <summary>Largest sum of what all cars might have drawn, in 0.01 A.</summary>
    public int HighestStandingCentiamps { get; private set; }

    /// <summary>How long the day took, s.</summary>
    public double TookSeconds { get; private set; }

    /// <summary>Lets the day pass.</summary>
    public void Run()
    {
        long start = Stopwatch.GetTimestamp();
        SimulatedHttp http = new SimulatedHttp();
        MeterDelay meter = new MeterDelay(_options.LagSeconds);
        HttpFaults inverter = http.Add(InverterName, new FroniusResponder(() => FroniusValues.Of(meter.Shown)));
        SimulatedWallClock clock = new SimulatedWallClock(Site, () => _nowMs, s_midnightUtc);
        MemoryStorage storage = new MemoryStorage();
        SimulatedAutomation automation = new SimulatedAutomation(Site);
        Controller = new Controller(Site.Bus.Line, null, http, storage, clock, Log, _settings, new SettingsStore(storage), Scenario.Connectors.Count);
        for (_nowMs = 0; _nowMs < DayMs; _nowMs += TickMs)
        {
            Log.NowMs = _nowMs;
            Site.Advance(_nowMs);
            if (_nowMs % SecondMs == 0)
            {
                meter.Add(Site.Now);
                inverter.Kind = _options.IsHanging(Site.Now.DaySecond) ? HttpFaultKind.Hang : HttpFaultKind.None;
            }

            http.Advance(_nowMs);
            Controller.Tick(_nowMs);
            automation.Step(Controller.Charging);
            if (_nowMs % SecondMs == 0)
            {
                Audit();
            }

            if (_nowMs % MinuteMs == 0)
            {
                _samples.Add(Take());
            }
        }

        TookSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Audit()
    {
        Truth.Add(Site.Now);
        _series?.Add(Site.Now, Truth);
        int draw = 0;
        int standing = 0;
        foreach (SimulatedConnector connector in Site.Connectors)
        {
            draw += connector.DrawCentiamps;
            standing += connector.StandingLimitCentiamps;
        }

        HighestDrawCentiamps = Math.Max(HighestDrawCentiamps, draw);
        HighestStandingCentiamps = Math.Max(HighestStandingCentiamps, standing);
    }

    private DaySample Take()
    {
        SiteSnapshot site = Site.Now;
        ChargeControl charging = Controller!.Charging;
        PointSample[] points = new PointSample[charging.Count];
        for (int i = 0; i < points.Length; i++)
        {
            ChargePoint point = charging.Points[i];
            points[i] = new PointSample(
                point.Connector.IdText,
                point.Offer.Centiamps,
                point.Connector.ActualCentiamps,
                point.Limits.LimitCentiamps,
                OfferReasonText.Word(point.Offer.Reason),
                OfferReasonText.Sentence(point, _settings, Controller.Decision));
        }

        return new DaySample(
            (int)(_nowMs / MinuteMs),
            site,
            Controller.Decision.AvailableCentiamps,
            Controller.Decision.Name,
            Controller.Decision.ReasonText,
            points);
    }
}
