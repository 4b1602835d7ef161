using System.Diagnostics;
using System.Text;
using TWCManager.Host.Adapters;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Site;

/// <summary>Somebody else at the broker who speaks, and remembers every message on every topic. Hears by mosquitto_sub, so not by our own code.</summary>
internal sealed class MqttPeer : IDisposable
{
    private const string Probe = "peer/probe";

    private readonly List<HeardMessage> _heard = new List<HeardMessage>();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly BrokerLink _link;
    private readonly Process _ear;

    public MqttPeer(int port)
    {
        MqttOptions options = new MqttOptions
        {
            Host = "127.0.0.1", Port = port, ClientId = "peer-" + Guid.NewGuid().ToString("N")[..8], StatusTopic = "peer/status", Subscriptions = ["peer/none"],
        };
        _link = BrokerLink.Start(options, new ListLog())!;
        string[] arguments = ["-h", "127.0.0.1", "-p", port.ToString(), "-F", "%r\t%t\t%x", "-t", "#"];
        _ear = Process.Start(new ProcessStartInfo("mosquitto_sub", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ear.OutputDataReceived += (_, line) => Hear(line.Data);
        _ear.ErrorDataReceived += (_, _) => { };
        _ear.BeginOutputReadLine();
        _ear.BeginErrorReadLine();
        Wait.Until(IsThere, "peer is connected");
    }

    public long NowMs
    {
        get { return _clock.ElapsedMilliseconds; }
    }

    /// <summary>Messages heard so far.</summary>
    public int Count
    {
        get
        {
            lock (_heard)
            {
                return _heard.Count;
            }
        }
    }

    /// <summary>True once both directions work.</summary>
    public bool IsThere()
    {
        return TryPublish(Probe, []) && Last(Probe) != null;
    }

    public void Publish(string topic, string payload, bool retain = false)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(payload);
        Wait.Until(() => TryPublish(topic, bytes, retain), "publish on " + topic);
    }

    public bool TryPublish(string topic, byte[] payload, bool retain = false)
    {
        return _link.Publish(topic, payload, payload.Length, retain);
    }

    public HeardMessage? Last(string topic)
    {
        lock (_heard)
        {
            return _heard.FindLast(one => one.Topic == topic);
        }
    }

    /// <summary>What the broker had kept on a topic when we came; null when nothing has come yet.</summary>
    public HeardMessage? Retained(string topic)
    {
        lock (_heard)
        {
            return _heard.Find(one => one.Topic == topic && one.IsRetained);
        }
    }

    /// <summary>Messages from a place in the order of arrival on.</summary>
    public List<HeardMessage> From(int place, string? topic = null)
    {
        lock (_heard)
        {
            return _heard.Skip(place).Where(one => topic == null || one.Topic == topic).ToList();
        }
    }

    public void Dispose()
    {
        _link.Dispose();
        _ear.Kill();
        _ear.WaitForExit();
        _ear.Dispose();
    }

    private void Hear(string? line)
    {
        string[] parts = line == null ? [] : line.Split('\t');
        if (parts.Length == 3)
        {
            lock (_heard)
            {
                _heard.Add(new HeardMessage(NowMs, parts[0] == "1", parts[1], Convert.FromHexString(parts[2])));
            }
        }
    }
}
