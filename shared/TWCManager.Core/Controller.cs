using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Commands;
using TWCManager.Core.Doctor;
using TWCManager.Core.Documents;
using TWCManager.Core.Energy;
using TWCManager.Core.Log;
using TWCManager.Core.Mqtt;
using TWCManager.Core.Policy;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Storage;
using TWCManager.Core.Web;

namespace TWCManager.Core;

/// <summary>Joins the layers: one short, bounded piece of work per tick, in the order in which the data flow. Decides nothing itself.</summary>
/// <remarks>For one thread. Whatever can wait for somebody (network, files) sits behind a port and only hands over results.</remarks>
public sealed class Controller
{
    /// <summary>Wall connectors in a real group beside the master.</summary>
    public const int UsualConnectors = 3;

    // Decisions at least this often; at once when something new is known.
    private const long DecideMs = 250;

    // A request takes longer than this. Most ticks find nothing to do, and on a slow chip looking for it is most of their work.
    private const long PollMs = 50;
    private const int MessagesPerTick = 2;
    private const int DefaultOwnId = 0x7777;

    private readonly IMqttLink _mqtt;
    private readonly EnergyPoller _poller;
    private readonly ChargePolicy _policy;
    private readonly CommandHandler _commands;
    private readonly StatusPublisher _publisher;
    private readonly SettingsStore _settingsStore;
    private readonly StateStore _stateStore;
    private readonly SessionStore _sessionStore;
    private readonly SituationLog _situation;
    private readonly IWallClock _wallClock;
    private readonly BusSniffer _sniffer;
    private readonly MqttMessage _message = new MqttMessage();
    private readonly Topics _topics;
    private DeviceOrders _device;
    private CommandHandler _webCommands;
    private WebService _web;
    private bool _isStarted;
    private long _decidedMs;
    private long _polledMs;
    private int _manualVersion;
    private int _settingsVersion;
    private int _readingCount;
    private string _loggedProblem;

    /// <summary>Makes the system over a platform's ports.</summary>
    /// <param name="mqtt">Null for none.</param>
    /// <param name="settings">Values that were set locally before (command line); the stored ones are loaded beneath them by the caller.</param>
    /// <param name="settingsStore">Keeps changed settings; already loaded.</param>
    /// <param name="connectorCapacity">Connectors that are served at most.</param>
    public Controller(ISerialLine line, IMqttLink mqtt, IHttp http, IStorage storage, IWallClock wallClock, ILog log,
        ChargerSettings settings, SettingsStore settingsStore, int connectorCapacity)
    {
        _mqtt = mqtt;
        _settingsStore = settingsStore;
        _wallClock = wallClock;
        Settings = settings;
        Log = new EventLog(log);
        Manual = new ManualControl();
        Charging = new ChargeControl(settings, connectorCapacity);
        _sniffer = new BusSniffer(line);
        Bus = new BusMaster(_sniffer, OwnId(settings), connectorCapacity, Charging.Gate);
        _poller = new EnergyPoller(http, settings, EnergySources.All(wallClock));
        Energy = new EnergyBalance(_poller.Sources, settings);
        Decision = new PolicyDecision();
        _policy = new ChargePolicy(settings, ChargeRules.All(settings, Energy, Manual), wallClock);
        _stateStore = new StateStore(storage, wallClock, Bus, Charging, Manual);
        Doctor = new WiringDoctor(Bus, Charging, connectorCapacity);
        Test = new CommissioningTest(Bus, Charging);
        View = new SiteView
        {
            Settings = settings, Manual = Manual, Bus = Bus, Charging = Charging, Energy = Energy, Sources = _poller.Sources, Decision = Decision,
            Doctor = Doctor, Test = Test, Sniffer = _sniffer,
        };
        _situation = new SituationLog(Log, View);
        _sessionStore = new SessionStore(storage, Charging.Sessions);
        _topics = Topics.From(settings);
        if (mqtt != null)
        {
            _commands = new CommandHandler(_topics, settings, Manual, Log);
            _commands.Attach(Test, _sniffer);
            _publisher = new StatusPublisher(mqtt, _topics, View, _commands, Log);
        }
    }

    /// <summary>All of it that can be shown.</summary>
    public SiteView View { get; }

    /// <summary>The bus and the connectors on it.</summary>
    public BusMaster Bus { get; }

    /// <summary>The charge points and what they are offered.</summary>
    public ChargeControl Charging { get; }

    /// <summary>What is wrong with the wiring.</summary>
    public WiringDoctor Doctor { get; }

    /// <summary>The commissioning test.</summary>
    public CommissioningTest Test { get; }

    /// <summary>Sun, house, grid, battery and surplus.</summary>
    public EnergyBalance Energy { get; }

    /// <summary>Where the readings come from.</summary>
    public EnergySource[] Sources
    {
        get { return _poller.Sources; }
    }

    /// <summary>What the policy grants, and why.</summary>
    public PolicyDecision Decision { get; }

    /// <summary>What people ordered.</summary>
    public ManualControl Manual { get; }

    /// <summary>The settings.</summary>
    public ChargerSettings Settings { get; }

    /// <summary>Lines for people.</summary>
    public EventLog Log { get; }

    /// <summary>True once the first heartbeat is out.</summary>
    public bool IsReady
    {
        get { return Bus.HeartbeatsSent > 0; }
    }

    /// <summary>Lets commands restart the device and set its clock.</summary>
    /// <param name="restart">Null for none.</param>
    /// <param name="clock">Null for none.</param>
    public void AttachDevice(IRestart restart, IClockSetter clock)
    {
        _device = new DeviceOrders(restart, clock, _wallClock);
        if (_commands != null)
        {
            _commands.Attach(_device);
        }

        if (_webCommands != null)
        {
            _webCommands.Attach(_device);
        }
    }

    /// <summary>Gives the system a web page.</summary>
    /// <param name="server">Null for none.</param>
    /// <param name="random">For tokens.</param>
    /// <param name="wifi">Null where there is no Wi-Fi to set up.</param>
    public void AttachWeb(IWebServer server, IRandom random, IWifiSetup wifi)
    {
        if (server == null)
        {
            return;
        }

        StatusReply status = new StatusReply(View, _topics);
        _webCommands = new CommandHandler(_topics, Settings, Manual, Log);
        if (_device != null)
        {
            _webCommands.Attach(_device);
        }

        // What is sniffed goes to the broker.
        _webCommands.Attach(Test, null);
        _web = new WebService(server, random, wifi, Settings, _webCommands, status, Log);
    }

    /// <summary>One short piece of work. Call it every 10 ms or more often.</summary>
    /// <param name="nowMs">Milliseconds of a clock that never jumps.</param>
    public void Tick(long nowMs)
    {
        if (!_isStarted)
        {
            Load(nowMs);
        }

        Bus.MayTransmit = Settings.HasWiringLimits;
        _sniffer.NowMs = nowMs;
        Bus.Tick(nowMs);
        Test.Tick(nowMs, !Manual.IsStopped);
        TakeCommands(nowMs);
        if (_web != null)
        {
            _web.Tick(nowMs);
        }

        if (nowMs - _polledMs >= PollMs || !_isStarted)
        {
            _polledMs = nowMs;
            _poller.Tick(nowMs);
        }

        if (IsNewsAt(nowMs) || !_isStarted)
        {
            Decide(nowMs);
            Keep(nowMs);
        }

        if (_publisher != null)
        {
            _publisher.Tick(nowMs);
        }
    }

    /// <summary>Says goodbye: publishes offline and hands everything that must survive to the storage.</summary>
    public void Stop(long nowMs)
    {
        if (_publisher != null)
        {
            _publisher.PublishOffline();
        }

        _settingsStore.Flush(Settings);
        _stateStore.Save(nowMs);
        _sessionStore.Save(nowMs);
    }

    private static int OwnId(ChargerSettings settings)
    {
        int id;
        return HexText.TryParse(settings.Text(Setting.OwnId), out id) ? id : DefaultOwnId;
    }

    private void Load(long nowMs)
    {
        // Before the first tick of the store: a save there means that the files are good again.
        LogProblem();
        _settingsVersion = Settings.Version;
        _stateStore.Load(nowMs);
        _sessionStore.Load(nowMs);
        if (_stateStore.Problem != null)
        {
            Log.Write(LogLevel.Warning, _stateStore.Problem);
        }

        if (_sessionStore.Problem != null)
        {
            Log.Write(LogLevel.Warning, _sessionStore.Problem);
        }

        _manualVersion = Manual.Version;
    }

    private void Keep(long nowMs)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _stateStore.RestorePoints(nowMs);
        }

        long utcSeconds;
        Charging.Sessions.Update(nowMs, _wallClock.TryGetUtc(out utcSeconds) ? utcSeconds : 0);
        _settingsStore.Tick(Settings, nowMs);
        if (_sessionStore.Tick(nowMs))
        {
            _stateStore.SaveSoon();
        }

        _stateStore.Tick(nowMs);
        LogProblem();
    }

    private void LogProblem()
    {
        if (_settingsStore.Problem != null && _settingsStore.Problem != _loggedProblem)
        {
            Log.Write(LogLevel.Warning, _settingsStore.Problem);
        }

        _loggedProblem = _settingsStore.Problem;
    }

    private void TakeCommands(long nowMs)
    {
        // Not faster than the answers leave: each order gets its receipt.
        for (int i = 0; _mqtt != null && i < MessagesPerTick && _commands.Receipts.HasRoom && _mqtt.TryTake(_message); i++)
        {
            _commands.Handle(_message, nowMs);
        }
    }

    private bool IsNewsAt(long nowMs)
    {
        bool isOrder = Manual.Version != _manualVersion || Settings.Version != _settingsVersion;
        if (isOrder)
        {
            _manualVersion = Manual.Version;
            _settingsVersion = Settings.Version;
            Charging.NoteCommand(nowMs);
        }

        bool isReading = _poller.ReadingCount != _readingCount;
        _readingCount = _poller.ReadingCount;
        return isOrder || isReading || nowMs - _decidedMs >= DecideMs;
    }

    private void Decide(long nowMs)
    {
        _decidedMs = nowMs;
        Charging.Observe(Bus, nowMs);
        Doctor.Tick(nowMs);
        Energy.Update(nowMs, Charging.ChargingWatts);
        _policy.Decide(nowMs, Charging.WattsPerAmp, Decision);
        Charging.Assign(Decision.AvailableCentiamps, Decision.FlexCentiamps, Decision.IsGreen, Energy.HasSurplus, nowMs);
        _situation.Update(nowMs);
    }
}
