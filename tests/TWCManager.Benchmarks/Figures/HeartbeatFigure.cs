using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Ports;
using TWCManager.Benchmarks.Sites;
using TWCManager.Core.Bus;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Figures;

/// <summary>Intervals between heartbeats as the units hear them, on a good line.</summary>
internal sealed class HeartbeatFigure : IFigure
{
    private const int WarmUpSeconds = 40;

    /// <inheritdoc/>
    public string Name => "heartbeat";

    /// <inheritdoc/>
    public string Title => "Heartbeat interval per connector";

    /// <inheritdoc/>
    public void Measure(TextWriter into, bool isQuick)
    {
        Table table = new Table("connectors and time", "intervals", "mean ms", "p99 ms", "max ms", "above 2 s", "shortest round ms", "line's limit ms", "mean/limit");
        foreach (int connectors in new[] { 1, 2, 3, 8 })
        {
            Scenario scenario = SiteSetups.Charging(connectors);
            AddRow(table, connectors + ", virtual time, 60 s", scenario, Virtual(scenario, 60));
        }

        int seconds = isQuick ? 15 : 60;
        foreach (int connectors in isQuick ? new[] { 3 } : new[] { 1, 3, 8 })
        {
            Scenario scenario = SiteSetups.Charging(connectors);
            AddRow(table, connectors + ", real time over a pseudo-terminal, " + seconds + " s", scenario, Real(scenario, seconds));
        }

        table.Write(into);
        into.WriteLine(
            $"All cars charge, all questions are asked, two sources are polled. Shortest round: bytes, mean turnaround and {BusTiming.GapAfterFrameMs} ms pause of all connectors; the limit is that or the period of {BusTiming.HeartbeatPeriodMs} ms. A single interval can be shorter or longer by what a question to a connector, or the reply before, shifted it.");
        into.WriteLine();
    }

    private static void AddRow(Table table, string name, Scenario scenario, Samples intervals)
    {
        double limit = LineLimit.IntervalMs(scenario.Connectors);
        table.Add(
            name,
            intervals.Count.ToString(),
            Samples.Ms(intervals.Mean),
            Samples.Ms(intervals.Percentile(99)),
            Samples.Ms(intervals.Maximum),
            intervals.CountAbove(2000).ToString(),
            Samples.Ms(LineLimit.RoundMs(scenario.Connectors)),
            Samples.Ms(limit),
            Samples.Text(intervals.Mean / limit));
    }

    private static Samples Virtual(Scenario scenario, int seconds)
    {
        VirtualSite site = new VirtualSite(scenario, true, new RecordingLink());
        site.Run(WarmUpSeconds);
        ArrivalRecorder arrivals = new ArrivalRecorder(site.Site.Connectors);
        for (long endMs = site.NowMs + seconds * 1000L; site.NowMs < endMs;)
        {
            site.Step();
            arrivals.Look();
        }

        arrivals.Close(site.NowMs);
        return arrivals.Intervals;
    }

    private static Samples Real(Scenario scenario, int seconds)
    {
        using RealSite site = new RealSite(scenario, null);
        site.WaitForHeartbeats();
        ArrivalRecorder arrivals = new ArrivalRecorder(site.Site.Connectors);
        site.WaitUntil(
            () =>
            {
                arrivals.Look();
                return false;
            },
            seconds * 1000);
        arrivals.Close(site.NowMs);
        return arrivals.Intervals;
    }
}
