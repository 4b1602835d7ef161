using System.Reflection;
using System.Text;
using System.Text.Json;
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
using TWCManager.Core.Tests.Bus;
using TWCManager.Core.Tests.Energy;
using Xunit;

namespace TWCManager.Core.Tests.Mqtt;

/// <summary>The status part with everything it reads, a recording broker and a hand on the clock.</summary>
internal sealed class StatusRig
{
    public const string Root = "twcmanager/a1b2c3/";

    private readonly MqttMessage _message = new();

    public StatusRig(string baseTopic = "twcmanager", string node = "a1b2c3", string discoveryPrefix = "homeassistant", EnergySource[]? sources = null)
    {
        Settings.TrySet("froniusHost", "192.0.2.7", true, out _);
        Topics = new Topics(baseTopic, node, discoveryPrefix);
        Sources = [new FakeSource("fronius"), new FakeSource("homeAssistant", isHandPicked: true)];
        EnergySource[] all = sources ?? Sources;
        Energy = new EnergyBalance(all, Settings);
        Charging = new ChargeControl(Settings, 8);
        Bus = new BusMaster(new DeadLine(), 0x7777, 8, Charging.Gate);
        Decide("green", 16);
        Log = new EventLog(null);
        Commands = new CommandHandler(Topics, Settings, Manual, Log);
        Sniffer = new BusSniffer(new DeadLine());
        CommissioningTest test = new(Bus, Charging);
        Commands.Attach(test, Sniffer);
        View = new SiteView
        {
            Settings = Settings, Manual = Manual, Bus = Bus, Charging = Charging, Energy = Energy, Sources = all, Decision = Decision,
            Doctor = new WiringDoctor(Bus, Charging, 8), Test = test, Sniffer = Sniffer,
        };
        Publisher = new StatusPublisher(Link, Topics, View, Commands, Log);
    }

    public SiteView View { get; }

    public RecordingLink Link { get; } = new();

    public Topics Topics { get; }

    public ChargerSettings Settings { get; } = new();

    public ManualControl Manual { get; } = new();

    public FakeSource[] Sources { get; }

    public EnergyBalance Energy { get; }

    public BusMaster Bus { get; }

    public ChargeControl Charging { get; }

    public PolicyDecision Decision { get; } = new();

    public EventLog Log { get; }

    public CommandHandler Commands { get; }

    public StatusPublisher Publisher { get; }

    public BusSniffer Sniffer { get; }

    public long NowMs { get; private set; } = 1000;

    /// <summary>Turns that ended for lack of memory.</summary>
    public int FailedTurns { get; private set; }

    /// <summary>Sets a property that only the part that owns it may set.</summary>
    public static void Set(object target, string name, object? value)
    {
        PropertyInfo property = target.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;
        property.SetValue(target, value);
    }

    /// <summary>Lets the policy have decided.</summary>
    public void Decide(string word, int amps)
    {
        ChargeRule rule = ChargeRules.All(Settings, Energy, Manual).Single(r => r.Word == word);
        WishContext context = new();
        context.Begin(NowMs, 240, 230);
        if (word is "stopped" or "none")
        {
            Decision.Refuse(rule, context);
        }
        else
        {
            Decision.Grant(rule, context, amps * 100, word == "green" ? 4000 : word == "chargeNow" ? 60 : 0, 0);
        }
    }

    /// <summary>Wiring limits as an installer sets them.</summary>
    public void SetLimits(int allAmps, int eachAmps)
    {
        Assert.True(Settings.TrySet("wiringMaxAmpsAllTWCs", allAmps.ToString(), true, out _));
        Assert.True(Settings.TrySet("wiringMaxAmpsPerTWC", eachAmps.ToString(), true, out _));
    }

    /// <summary>Adds a connector that charges with 16 A.</summary>
    public ChargePoint AddConnector(int id)
    {
        Bus.Remember(id, 2, 3200, false, NowMs);
        Charging.Observe(Bus, NowMs);
        ChargePoint point = Charging.Points[Charging.Count - 1];
        WallConnector connector = point.Connector;
        connector.Bring(LinkState.Online, NowMs);
        connector.Reported.TakeHeartbeat(1, 1600, 1542);
        connector.Reported.Meter.TakeVolts(4711, 231, 0, 0, NowMs);
        connector.Reported.Meter.TakeCurrents(31, 0, 0);
        point.Offer.Give(1600, OfferReason.Granted);
        point.Limits.Update(3200);
        point.Energy.Restore(12345);
        point.Energy.CountSessionFrom(12345 - 678);
        See(point);
        return point;
    }

    /// <summary>Lets a charge point look at what its connector shows now.</summary>
    public void See(ChargePoint point)
    {
        point.Car.Observe(true, 230, 1, NowMs);
    }

    /// <summary>Lets the car draw a power, at a connector that tells no volts.</summary>
    public void Draw(ChargePoint point, int watts)
    {
        ConnectorReport report = point.Connector.Reported;
        report.TakeHeartbeat(report.State, report.ConfirmedCentiamps, 100);
        report.Meter.TakeVolts(report.Meter.Counter, -1, report.Meter.VoltsL2, report.Meter.VoltsL3, report.Meter.AtMs);
        point.Car.Observe(true, watts, 1, NowMs);
        Assert.Equal(watts, point.Car.PowerWatts);
    }

    /// <summary>What the inverter says: solar, grid and house.</summary>
    public void Measure(int solarWatts, int gridWatts, int houseWatts)
    {
        FakeSource fronius = Sources[0];
        fronius.State = SourceState.Ok;
        fronius.LastOkMs = NowMs;
        fronius.Solar.Set(solarWatts, NowMs);
        fronius.Grid.Set(gridWatts, NowMs);
        fronius.House.Set(houseWatts, NowMs);
        Energy.Update(NowMs, Charging.ChargingWatts);
    }

    /// <summary>Ticks every 10 ms.</summary>
    public void Run(long milliseconds)
    {
        long untilMs = NowMs + milliseconds;
        while (NowMs < untilMs)
        {
            NowMs += 10;
            Link.NowMs = NowMs;
            while (Link.TryTake(_message))
            {
                Commands.Handle(_message, NowMs);
            }

            int before = Link.Attempts;
            Tick();
            Assert.True(Link.Attempts - before <= 1, "more than one message in a tick");
        }
    }

    /// <summary>Connects and lets the whole greeting pass.</summary>
    public void Settle()
    {
        Link.Connect();
        Run(4000);
    }

    /// <summary>Hands a message to the command handler at once.</summary>
    public void Send(string topic, string payload, bool isRetained = false)
    {
        Send(topic, Encoding.UTF8.GetBytes(payload), isRetained);
    }

    public void Send(string topic, byte[] payload, bool isRetained = false)
    {
        Link.Receive(topic, payload, isRetained);
        Link.TryTake(_message);
        Commands.Handle(_message, NowMs);
    }

    /// <summary>The receipt that waits, which must be the only one; null for none.</summary>
    public JsonElement? TakeReceipt()
    {
        Assert.True(Commands.Receipts.Count <= 1);
        if (!Commands.Receipts.TryPeek(out byte[] json))
        {
            return null;
        }

        Commands.Receipts.RemoveOldest();
        return JsonDocument.Parse(json).RootElement.Clone();
    }

    /// <summary>The newest message on a topic below the root.</summary>
    public Sent Last(string below)
    {
        return Link.All.Last(s => s.Topic == Root + below);
    }

    public JsonElement LastJson(string below)
    {
        return JsonDocument.Parse(Last(below).Payload).RootElement.Clone();
    }

    private void Tick()
    {
        try
        {
            Publisher.Tick(NowMs);
        }
        catch (OutOfMemoryException)
        {
            FailedTurns++;
        }
    }

    private sealed class DeadLine : ISerialLine
    {
        public bool IsOpen => true;

        public int Read(byte[] buffer, int offset, int count) => 0;

        public bool Write(byte[] buffer, int offset, int count) => true;
    }
}
