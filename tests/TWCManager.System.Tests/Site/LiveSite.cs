using System.Text.Json;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Site;

/// <summary>The host program with everything around it that is real: a terminal with connectors, a broker, a data directory.</summary>
internal sealed class LiveSite : IDisposable
{
    public const int WiringAmps = 40;

    private const int UsualSeconds = 20;

    // An announcement that is drowned by another comes again after ten seconds.
    private const int LinkSeconds = 120;

    private readonly List<HostProcess> _hosts = new List<HostProcess>();

    private LiveSite()
    {
        Broker = new Broker();
        Peer = new MqttPeer(Broker.Port);
    }

    public LiveLine Line { get; } = new LiveLine(WiringAmps);

    public Broker Broker { get; }

    public MqttPeer Peer { get; }

    public TemporaryDirectory Data { get; } = new TemporaryDirectory();

    /// <summary>What the program gets with --set; what an installer would enter to begin with.</summary>
    public Dictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["nodeId"] = "test", ["wiringMaxAmpsAllTWCs"] = WiringAmps.ToString(), ["wiringMaxAmpsPerTWC"] = "32", ["startStopDelay"] = "0",
    };

    /// <summary>What all topics of the program begin with.</summary>
    public string Root
    {
        get { return "twcmanager/" + Settings["nodeId"] + "/"; }
    }

    public HostProcess Host
    {
        get { return _hosts[^1]; }
    }

    /// <summary>Everything that all runs of the program have printed.</summary>
    public string Printed
    {
        get { return string.Concat(_hosts.Select(host => host.Output + host.Errors)); }
    }

    /// <summary>Plays a story, and checks at its end that nothing has happened that never may.</summary>
    public static T Play<T>(Func<LiveSite, T> story)
    {
        using LiveSite site = new LiveSite();
        T result = story(site);
        site.Line.AssertSound();
        return result;
    }

    /// <summary>The same for a story that has no result.</summary>
    public static void Play(Action<LiveSite> story)
    {
        Play(site =>
        {
            story(site);
            return true;
        });
    }

    /// <summary>Starts the program, again after it has ended.</summary>
    public void StartHost()
    {
        List<string> arguments = ["run", "--port", Line.Path, "--data", Data.Path, "--mqtt", "127.0.0.1:" + Broker.Port, "--once-ready"];
        foreach (KeyValuePair<string, string> setting in Settings)
        {
            arguments.Add("--set");
            arguments.Add(setting.Key + "=" + setting.Value);
        }

        _hosts.Add(new HostProcess(arguments.ToArray()));
    }

    /// <summary>Starts the program, then gives the connectors power, and waits until all are under its control and it listens to orders.</summary>
    public void StartHostAndLink()
    {
        int place = Peer.Count;
        StartHost();
        Until(() => Host.Errors.Contains("Bus: listening", StringComparison.Ordinal), "the program listens");
        Line.PowerUp();
        Until(Line.AreAllLinked, "all connectors are linked", LinkSeconds);
        UntilOnline(place);
        foreach (int id in LiveLine.Units)
        {
            Until(() => Peer.From(place, Topic(id)).Count > 0, "topic of " + id.ToString("X4"));
        }
    }

    /// <summary>Waits until the program has said that it is there.</summary>
    /// <param name="place">Messages before it do not count.</param>
    public void UntilOnline(int place)
    {
        Until(() => Peer.From(place, Root + "status").Exists(one => one.Text == "online"), "online");
    }

    /// <summary>Plugs cars in and waits until the program has heard that they want current.</summary>
    public void PlugInCars()
    {
        Line.PlugInCars();
        Until(() => Line.Read(bus => bus.Connectors.All(one => one.State is 1 or 4 or 8 or 9)), "the cars want current");
        int[] heard = Line.Read(bus => bus.Connectors.Select(one => one.RepliesSent).ToArray());
        Until(() => Line.Read(bus => bus.Connectors.Select((one, i) => one.RepliesSent - heard[i]).Min()) >= 2, "the connectors have said so");
    }

    public void KillHost()
    {
        Host.Signal("KILL");
        Host.WaitForEnd();
    }

    public string Topic(int connectorId)
    {
        return Root + "twc/" + connectorId.ToString("X4");
    }

    /// <summary>The last document on one of the program's topics.</summary>
    public JsonElement Document(string topicBelowRoot)
    {
        HeardMessage? message = Peer.Last(Root + topicBelowRoot);
        return message == null ? default : JsonDocument.Parse(message.Payload).RootElement;
    }

    /// <summary>True when the last site document is there and fulfils a condition.</summary>
    public bool IsSite(Func<JsonElement, bool> condition)
    {
        JsonElement site = Document("site");
        return site.ValueKind == JsonValueKind.Object && condition(site);
    }

    /// <summary>Sends an order and waits for its receipt.</summary>
    public JsonElement Order(string topicBelowRoot, string payload)
    {
        int place = Peer.Count;
        string topic = Root + topicBelowRoot;
        Peer.Publish(topic, payload);
        JsonElement receipt = default;
        Until(() => TryFindReceipt(place, topic, out receipt), "receipt of " + topic + " = " + payload);
        return receipt;
    }

    /// <summary>Sends an order that must be taken.</summary>
    public void OrderWell(string topicBelowRoot, string payload)
    {
        JsonElement receipt = Order(topicBelowRoot, payload);
        Assert.True(receipt.GetProperty("ok").GetBoolean(), receipt.ToString());
    }

    /// <summary>Waits for something; a violation of what must never happen ends it at once.</summary>
    /// <returns>How long it took by the time of the line, ms.</returns>
    public long Until(Func<bool> condition, string what, int seconds = UsualSeconds)
    {
        long startMs = Line.NowMs;
        while (!condition())
        {
            Assert.Null(Line.Violation);
            if (Line.NowMs - startMs >= seconds * 1000)
            {
                Assert.Fail("not within " + seconds + " s: " + what + "\n" + Situation());
            }

            Thread.Sleep(5);
        }

        return Line.NowMs - startMs;
    }

    /// <summary>Lets a time pass that is itself what is being measured, and checks a condition all along.</summary>
    public void Throughout(int ms, Func<bool> condition, string what)
    {
        long endMs = Line.NowMs + ms;
        while (Line.NowMs < endMs)
        {
            Assert.True(condition(), "no longer: " + what + "\n" + Situation());
            Assert.Null(Line.Violation);
            Thread.Sleep(5);
        }
    }

    /// <summary>Measures the heartbeats to each connector while something goes on.</summary>
    public IReadOnlyDictionary<int, Rhythm> Measure(Action whatGoesOn)
    {
        long fromMs = Line.NowMs;
        whatGoesOn();
        long toMs = Line.NowMs;
        return LiveLine.Units.ToDictionary(id => id, id => Line.ReadTap(tap => tap.RhythmOf(id, fromMs, toMs)));
    }

    public void Dispose()
    {
        foreach (HostProcess host in _hosts)
        {
            host.Dispose();
        }

        Peer.Dispose();
        Broker.Dispose();
        Line.Dispose();
        Data.Dispose();
    }

    private bool TryFindReceipt(int place, string topic, out JsonElement receipt)
    {
        foreach (HeardMessage message in Peer.From(place, Root + "response"))
        {
            receipt = JsonDocument.Parse(message.Payload).RootElement;
            if (receipt.GetProperty("topic").GetString() == topic)
            {
                return true;
            }
        }

        receipt = default;
        return false;
    }

    private string Situation()
    {
        string documents = string.Join("\n", LiveLine.Units.Select(Topic).Append(Root + "site").Select(topic => Peer.Last(topic)?.Text));
        return "limits " + string.Join(", ", Line.Limits()) + "; drawn " + Line.DrawnCentiamps() + "\n" + documents + "\n" + (_hosts.Count == 0 ? "" : Host.Errors);
    }
}
