using System.Text;
using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Ports;
using TWCManager.Benchmarks.Sites;
using TWCManager.Host.Adapters;

namespace TWCManager.Benchmarks.Figures;

/// <summary>From a command published to the broker to the changed limit at the unit.</summary>
internal sealed class OrderFigure : IFigure
{
    private const string Topic = "twcmanager/main/command/chargeNow";

    /// <inheritdoc/>
    public string Name => "order";

    /// <inheritdoc/>
    public string Title => "From an MQTT command to the changed limit";

    /// <inheritdoc/>
    public void Measure(TextWriter into, bool isQuick)
    {
        using Broker broker = new Broker();
        using RealSite site = new RealSite(SiteSetups.OneCar(), broker);
        MqttOptions options = new MqttOptions
        {
            Host = "127.0.0.1", Port = broker.Port, ClientId = "benchmark", StatusTopic = "benchmark/status", Subscriptions = ["benchmark/none"],
        };
        using BrokerLink sender = BrokerLink.Start(options, new SilentLog())!;
        site.WaitForHeartbeats();
        if (!site.WaitUntil(() => sender.IsConnected && site.Link!.IsConnected, 10000))
        {
            throw new NotMeasuredException("no connection to the broker");
        }

        Samples[] parts = [new Samples(), new Samples(), new Samples(), new Samples()];
        int count = isQuick ? 5 : 30;
        for (int i = -1; i < count; i++)
        {
            long startMs = site.NowMs;
            Publish(sender, i % 2 == 0 ? 10 : 14);
            long decidedMs = Waiting.For(site, site.Decisions, startMs);
            long writtenMs = Waiting.For(site, site.Limits, decidedMs);
            long heardMs = Waiting.ForUnit(site, writtenMs);
            if (i >= 0)
            {
                Add(parts, startMs, decidedMs, writtenMs, heardMs);
            }

            // Anywhere in the second of the next heartbeats.
            Waiting.Rest(site, 1000 + (i + 1) * 370 % 1000);
        }

        Print(into, parts);
    }

    private static void Add(Samples[] parts, long startMs, long decidedMs, long writtenMs, long heardMs)
    {
        parts[0].Add(heardMs - startMs);
        parts[1].Add(decidedMs - startMs);
        parts[2].Add(writtenMs - decidedMs);
        parts[3].Add(heardMs - writtenMs);
    }

    private static void Print(TextWriter into, Samples[] parts)
    {
        Table table = new Table("part, " + parts[0].Count + " commands", "median ms", "p99 ms", "max ms");
        string[] names = ["total", "published to decided", "decided to the connector's heartbeat", "on the wire"];
        for (int i = 0; i < names.Length; i++)
        {
            table.Add(names[i], Samples.Ms(parts[i].Percentile(50)), Samples.Ms(parts[i].Percentile(99)), Samples.Ms(parts[i].Maximum));
        }

        table.Write(into);
        into.WriteLine("Real mosquitto, real time, three connectors over a pseudo-terminal; chargeNow with 10 and 14 A in turn.");
        into.WriteLine();
    }

    private static void Publish(BrokerLink sender, int amps)
    {
        byte[] payload = Encoding.UTF8.GetBytes("{\"amps\":" + amps + ",\"minutes\":60}");
        if (!sender.Publish(Topic, payload, payload.Length, false))
        {
            throw new NotMeasuredException("the broker does not take the command");
        }
    }
}
