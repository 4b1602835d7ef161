using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using TWCManager.Host.Adapters;

namespace TWCManager.System.Tests.Support;

/// <summary>Somebody else at the broker: remembers the last payload of each topic, however long. Hears by mosquitto_sub, so not by our own code.</summary>
internal sealed class Watcher : IDisposable
{
    private const string Probe = "watcher/probe";

    private readonly ConcurrentDictionary<string, string> _last = new ConcurrentDictionary<string, string>();
    private readonly BrokerLink _link;
    private readonly Process _listener;

    public Watcher(int port, string pattern = "#")
    {
        MqttOptions options = new MqttOptions
        {
            Host = "127.0.0.1", Port = port, ClientId = "watcher-" + Guid.NewGuid().ToString("N")[..8], StatusTopic = "watcher/status", Subscriptions = ["watcher/none"],
        };
        _link = BrokerLink.Start(options, new ListLog())!;
        string[] arguments = ["-h", "127.0.0.1", "-p", port.ToString(), "-F", "%t\t%p", "-t", pattern, "-t", Probe];
        _listener = Process.Start(new ProcessStartInfo("mosquitto_sub", arguments) { RedirectStandardOutput = true })!;
        _listener.OutputDataReceived += (_, line) => Hear(line.Data);
        _listener.BeginOutputReadLine();
        Wait.Until(() => TryPublish(Probe, "heard") && Last(Probe) == "heard", "watcher is connected");
    }

    public void Publish(string topic, string payload, bool retain = false)
    {
        Assert.True(TryPublish(topic, payload, retain));
    }

    public bool TryPublish(string topic, string payload, bool retain = false)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(payload);
        return _link.Publish(topic, bytes, bytes.Length, retain);
    }

    public string? Last(string topic)
    {
        return _last.TryGetValue(topic, out string? payload) ? payload : null;
    }

    public void WaitFor(string topic, string payload)
    {
        Wait.Until(() => Last(topic) == payload, topic + " = " + payload);
    }

    public void Dispose()
    {
        _link.Dispose();
        _listener.Kill();
        _listener.WaitForExit();
        _listener.Dispose();
    }

    private void Hear(string? line)
    {
        int tab = line == null ? -1 : line.IndexOf('\t');
        if (tab > 0)
        {
            _last[line![..tab]] = line[(tab + 1)..];
        }
    }
}
