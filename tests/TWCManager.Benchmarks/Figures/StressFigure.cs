using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Ports;
using TWCManager.Benchmarks.Sites;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Figures;

/// <summary>Intervals between heartbeats at three connectors while everything around them goes wrong: as the master sends them, and as the units hear them.</summary>
internal sealed class StressFigure : IFigure
{
    private const double Noise = 0.01;
    private const int RestartMs = 10000;

    /// <inheritdoc/>
    public string Name => "stress";

    /// <inheritdoc/>
    public string Title => "Heartbeat interval at 3 connectors under stress";

    /// <inheritdoc/>
    public void Measure(TextWriter into, bool isQuick)
    {
        Table table = new Table(
            "stress", "sent: n", "mean ms", "p99 ms", "max ms", "above 2 s", "heard: n", "mean ms", "p99 ms", "max ms", "above 2 s", "above 3 s", "longest tick ms", "longest pause ms", "what happened");
        int seconds = isQuick ? 25 : 60;
        AddVirtual(table, isQuick ? 600 : 3600);
        Stress[] kinds =
        [
            new Stress("HTTP hangs", true, false, 0),
            new Stress("1 % noise", false, false, Noise),
            new Stress("broker restarts", false, true, 0),
            new Stress("all of it", true, true, Noise),
        ];
        NotMeasuredException? missing = null;
        foreach (Stress stress in isQuick ? kinds.TakeLast(1) : kinds)
        {
            try
            {
                AddReal(table, seconds, stress);
            }
            catch (NotMeasuredException problem)
            {
                missing = problem;
            }
        }

        table.Write(into);
        into.WriteLine(
            "HTTP hangs: inverter and Home Assistant accept and say nothing. Broker: a mosquitto that is killed and started again every 10 s. Noise: each byte on the line is changed with a chance of 1 %, so that one heartbeat in six does not reach its unit whole, whoever sends it; 'sent' is what the master did, 'heard' what arrived undamaged. Longest tick: work of the core at a stretch; longest pause: how long the machine kept its thread from running between two ticks.");
        into.WriteLine();
        if (missing != null)
        {
            throw missing;
        }
    }

    private static void AddVirtual(Table table, int seconds)
    {
        VirtualSite site = new VirtualSite(SiteSetups.Charging(SiteSetups.Usual) with { NoisePerByte = Noise }, true, new RecordingLink());
        site.Run(60);
        ArrivalRecorder arrivals = new ArrivalRecorder(site.Site.Connectors);
        site.Line.Count(true);
        for (long endMs = site.NowMs + seconds * 1000L; site.NowMs < endMs;)
        {
            site.Step();
            arrivals.Look();
        }

        arrivals.Close(site.NowMs);
        AddRow(table, "1 % noise, virtual time, " + seconds + " s", site.Line.Sent, arrivals.Intervals, "", "", site.Site.Bus.NoisyBytes + " bytes changed");
    }

    private static void AddReal(Table table, int seconds, Stress stress)
    {
        using Broker? broker = stress.RestartsBroker ? new Broker() : null;
        using RealSite site = new RealSite(SiteSetups.Charging(SiteSetups.Usual), broker, stress.NoisePerByte);
        HttpFaultKind fault = stress.HangsHttp ? HttpFaultKind.Hang : HttpFaultKind.None;
        site.Inverter.Faults.Kind = fault;
        site.Home.Faults.Kind = fault;
        site.WaitForHeartbeats();
        ArrivalRecorder arrivals = new ArrivalRecorder(site.Site.Connectors);
        site.Line.Count(true);
        // On a thread of its own: killing and starting takes a while, and the units are looked at all the time.
        using CancellationTokenSource end = new CancellationTokenSource();
        Task restarts = Task.Run(() => RestartAgainAndAgain(broker, end.Token));
        try
        {
            site.WaitUntil(
                () =>
                {
                    arrivals.Look();
                    return false;
                },
                seconds * 1000);
        }
        finally
        {
            end.Cancel();
            restarts.GetAwaiter().GetResult();
        }

        arrivals.Close(site.NowMs);
        site.Line.Count(false);
        AddRow(table, stress.Name + ", real time, " + seconds + " s", site.Line.Sent, arrivals.Intervals, Samples.Ms(site.LongestTickMs), Samples.Ms(site.LongestPauseMs), WhatHappened(stress, site, broker));
    }

    private static string WhatHappened(Stress stress, RealSite site, Broker? broker)
    {
        List<string> parts = new List<string>();
        if (stress.HangsHttp)
        {
            parts.Add(site.Inverter.RequestCount + site.Home.RequestCount + " requests hung");
        }

        if (broker != null)
        {
            parts.Add(broker.Restarts + " restarts, " + site.Link!.Session + " sessions");
        }

        if (stress.NoisePerByte > 0)
        {
            parts.Add(site.Site.Bus.NoisyBytes + " bytes changed");
        }

        return string.Join("; ", parts);
    }

    private static void RestartAgainAndAgain(Broker? broker, CancellationToken end)
    {
        while (broker != null && !end.WaitHandle.WaitOne(RestartMs))
        {
            broker.Restart();
        }
    }

    private static void AddRow(Table table, string name, Samples sent, Samples heard, params string[] others)
    {
        table.Add(
        [
            name,
            sent.Count.ToString(),
            Samples.Ms(sent.Mean),
            Samples.Ms(sent.Percentile(99)),
            Samples.Ms(sent.Maximum),
            sent.CountAbove(2000).ToString(),
            heard.Count.ToString(),
            Samples.Ms(heard.Mean),
            Samples.Ms(heard.Percentile(99)),
            Samples.Ms(heard.Maximum),
            heard.CountAbove(2000).ToString(),
            heard.CountAbove(3000).ToString(),
            .. others,
        ]);
    }

    private sealed record Stress(string Name, bool HangsHttp, bool RestartsBroker, double NoisePerByte);
}
