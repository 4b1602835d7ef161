using TWCManager.Core;
using TWCManager.Core.Charging;
using TWCManager.Core.Documents;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Host.Adapters;
using TWCManager.Host.Screen;
using TWCManager.Simulation;

namespace TWCManager.Host;

/// <summary>
/// The map of the system on a PC: which adapters the core gets, for real connectors and for the simulated site.
/// <see cref="CommandLine"/> leads here; everything that decides is in TWCManager.Core.
/// </summary>
internal static class Program
{
    private const int TestPollMs = 100;
    private const string SimulatedToken = "simulated-token";

    // Nine in the morning: the sun is up and the first car has just come.
    private const double SimulatedStartSecond = 9 * 3600 - 60;

    public static int Main(string[] arguments)
    {
        return CommandLine.Run(arguments);
    }

    /// <summary>run: real connectors at a serial port.</summary>
    public static int ManageConnectors(HostOptions options)
    {
        using ConsoleLog log = new ConsoleLog();
        if (!TryOpenStorage(options, log, out IStorage storage))
        {
            return ExitCode.Failed;
        }

        ChargerSettings settings = new ChargerSettings();
        SettingsStore store = new SettingsStore(storage);
        store.Load(settings);
        LocalSettings.Apply(options, settings);
        using SerialPortLine line = new SerialPortLine(options.Port!, log);
        Func<string> clock = () => DateTime.Now.ToString("HH:mm:ss");
        return Serve(options, new Parts(line, storage, new SystemWallClock(), settings, store, log, null), options.Port!, clock, PictureMaker.CarFromBus);
    }

    /// <summary>No command: a simulated site behind a pseudo-terminal and two loopback servers. The controller cannot tell it from a real one.</summary>
    public static int ShowSimulatedSite(HostOptions options)
    {
        using ConsoleLog log = new ConsoleLog();
        if (!TryOpenStorage(options, log, out IStorage storage))
        {
            return ExitCode.Failed;
        }

        SimulatedSite site = new SimulatedSite(options.Scenario, startMs: MonotonicClock.NowMs, startSecond: SimulatedStartSecond, daySpeed: options.Speed);
        SimulatedWallClock wallClock = new SimulatedWallClock(site, () => MonotonicClock.NowMs, DateTime.UtcNow.Date);
        using FroniusServer inverter = new FroniusServer(() => FroniusValues.Of(site.Now));
        using HomeAssistantServer home = new HomeAssistantServer(SimulatedToken, () => wallClock.UtcNow);
        home.Home.AddSite(() => site.Now);

        ChargerSettings settings = new ChargerSettings();
        SimulatedSettings.ApplyDefaults(options.Scenario, settings);
        SettingsStore store = new SettingsStore(storage);
        store.Load(settings);
        SimulatedSettings.ApplyAddresses(inverter, home, SimulatedToken, settings);
        LocalSettings.Apply(options, settings);

        using SimulatedWire wire = new SimulatedWire(log);
        using SitePump pump = new SitePump(site, wire.SiteEnd);
        string title = "simulated site '" + options.Scenario.Name + "', day at " + options.Speed + "x";
        Func<string> clock = () => wallClock.UtcNow.ToString("HH:mm");
        return Serve(options, new Parts(wire.Line, storage, wallClock, settings, store, log, new SimulatedAutomation(site)), title, clock, point => SimulatedCarText.Of(site, point));
    }

    /// <summary>Joins the controller with its parts and lets it run until somebody ends the program.</summary>
    private static int Serve(HostOptions options, Parts parts, string title, Func<string> clock, Func<ChargePoint, string> car)
    {
        if (!TryOpenSniffFile(options, parts, out SniffFile? sniff))
        {
            return ExitCode.Failed;
        }

        using EndSignal end = new EndSignal();
        using HttpClientAdapter http = new HttpClientAdapter();
        BrokerLink? mqtt = StartMqtt(options, parts, out string mqttName);
        int connectors = Math.Max(Controller.UsualConnectors, options.Port == null ? options.Scenario.Connectors.Count : 0);
        Controller controller = new Controller(
            sniff ?? parts.Line, mqtt, http, parts.Storage, parts.WallClock, parts.Log, parts.Settings, parts.SettingsStore, connectors);
        using WebServer? web = WebAddress.Start(options.Web, parts.Settings, parts.Log);
        controller.AttachWeb(web, new SystemRandom(), null);
        PictureMaker pictures = new PictureMaker(title, controller, mqtt, mqttName, web?.Url, clock, car);
        TestRun? test = options.IsTest ? new TestRun(controller, Console.Out) : null;
        Action<long> also = nowMs =>
        {
            test?.Tick(nowMs);
            parts.Automation?.Step(controller.Charging);
        };
        ControlLoop loop = new ControlLoop(controller, pictures, parts.Log, also);

        using (StartScreen(options, loop, parts.Log))
        {
            if (options.SaysReady)
            {
                SayReady(loop, end);
            }

            while (!end.Wait(test == null ? Timeout.Infinite : TestPollMs) && !test!.IsOver)
            {
            }
        }

        loop.End();
        sniff?.Dispose();
        // Side by side: a broker that hangs must not cost the time that the disk needs.
        Task goodbye = Task.Run(() => mqtt?.Dispose());
        (parts.Storage as IDisposable)?.Dispose();
        goodbye.Wait();
        return test == null || test.IsGood ? ExitCode.Good : ExitCode.Failed;
    }

    /// <summary>On a terminal the live screen; where the output goes elsewhere, lines, unless somebody waits there for one word or it is a service's log.</summary>
    private static ScreenThread? StartScreen(HostOptions options, ControlLoop loop, ConsoleLog log)
    {
        bool isLive = !options.IsPlain && !options.SaysReady && !options.IsTest && !Console.IsOutputRedirected;
        bool isPlain = options.IsPlain || (options.Port == null && !options.SaysReady && !options.IsTest);
        return isLive || isPlain ? new ScreenThread(() => loop.Picture, log, isLive) : null;
    }

    private static BrokerLink? StartMqtt(HostOptions options, Parts parts, out string name)
    {
        ChargerSettings settings = parts.Settings;
        string host = settings.Text(Setting.MqttHost);
        name = "off (mqttHost is not set)";
        if (host.Length == 0)
        {
            return null;
        }

        name = host + ":" + settings.Number(Setting.MqttPort);
        Topics topics = Topics.From(settings);
        MqttOptions link = new MqttOptions
        {
            Host = host,
            Port = settings.Number(Setting.MqttPort),
            ClientId = topics.DeviceId,
            User = settings.Text(Setting.MqttUser),
            Password = settings.Text(Setting.MqttPassword),
            IsTls = settings.Flag(Setting.MqttTls),
            AuthorityFile = options.BrokerAuthority,
            StatusTopic = topics.Status,
            Subscriptions = topics.Subscriptions,
        };
        return BrokerLink.Start(link, parts.Log);
    }

    private static bool TryOpenSniffFile(HostOptions options, Parts parts, out SniffFile? file)
    {
        file = null;
        try
        {
            file = options.SniffFile == null ? null : new SniffFile(parts.Line, options.SniffFile, () => MonotonicClock.NowMs, parts.Log);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            parts.Log.Write(LogLevel.Error, "The sniff file cannot be written: " + problem.Message);
            return false;
        }
    }

    private static bool TryOpenStorage(HostOptions options, ConsoleLog log, out IStorage storage)
    {
        storage = new MemoryStorage();
        if (options.DataDirectory == null)
        {
            return true;
        }

        try
        {
            storage = new FileStorage(options.DataDirectory, log);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            log.Write(LogLevel.Error, "The data directory cannot be used: " + problem.Message);
            return false;
        }
    }

    private static void SayReady(ControlLoop loop, EndSignal end)
    {
        while (!loop.IsReady && !end.Wait(10))
        {
        }

        if (loop.IsReady)
        {
            Console.Out.WriteLine("ready");
            Console.Out.Flush();
        }
    }

    /// <summary>What differs between a real site and a simulated one.</summary>
    private sealed record Parts(
        ISerialLine Line, IStorage Storage, IWallClock WallClock, ChargerSettings Settings, SettingsStore SettingsStore, ConsoleLog Log,
        SimulatedAutomation? Automation);
}
