using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Ports;
using TWCManager.Benchmarks.Sites;
using TWCManager.Core;
using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Settings;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Figures;

/// <summary>Bytes that the core allocates in steady state, three cars charging, and in which kind of tick.</summary>
internal sealed class AllocationFigure : IFigure
{
    // From the sun to three charging cars it takes some minutes: a late meter is followed with care.
    private const int WarmUpSeconds = 900;
    private const int CycleMs = 1000;

    /// <inheritdoc/>
    public string Name => "allocation";

    /// <inheritdoc/>
    public string Title => "Bytes allocated per master cycle";

    /// <inheritdoc/>
    public void Measure(TextWriter into, bool isQuick)
    {
        int cycles = isQuick ? 120 : 900;
        Table table = new Table("part, over " + cycles + " cycles of 1 s", "bytes/cycle", "ticks that allocate", "with a reply", "with a publication", "with a file", "others: bytes", "largest tick");
        RecordingLink link = new RecordingLink();
        AddRow(table, "bus and charging only", cycles, BareParts(cycles));
        AddRow(table, "controller, no source, no MQTT", cycles, Whole(cycles, false, null));
        AddRow(table, "controller, two sources, no MQTT", cycles, Whole(cycles, true, null));
        AddRow(table, "controller, two sources, MQTT", cycles, Whole(cycles, true, link));
        table.Write(into);
        into.WriteLine(
            "Three connectors, three cars charging. What the simulated ports allocate does not count. 'with a reply', 'publication', 'file': bytes in ticks in which the core took an HTTP reply, published, or wrote a file; 'others' are all ticks left, the heartbeats among them.");
        into.WriteLine();
    }

    private static void AddRow(Table table, string name, int cycles, Tally tally)
    {
        table.Add(
            name,
            Samples.Text(tally.Total / (double)cycles),
            Samples.Text(tally.Ticks),
            Samples.Text(tally.WithReply),
            Samples.Text(tally.WithPublication),
            Samples.Text(tally.WithFile),
            Samples.Text(tally.Others),
            Samples.Text(tally.Largest));
    }

    private static Tally Whole(int cycles, bool withSources, RecordingLink? link)
    {
        VirtualSite site = new VirtualSite(SiteSetups.Charging(SiteSetups.Usual), withSources, link);
        if (!withSources)
        {
            SiteSetups.Set(site.Settings, "nonScheduledAction", "fixed");
            SiteSetups.Set(site.Settings, "nonScheduledAmpsMax", "30");
        }

        site.Run(WarmUpSeconds);
        MustCharge(site.Site);
        Tally tally = new Tally();
        for (long endMs = site.NowMs + cycles * CycleMs; site.NowMs < endMs;)
        {
            site.Advance();
            site.Meter.Clear();
            long portsBefore = site.Meter.PortBytes;
            long before = GC.GetAllocatedBytesForCurrentThread();
            site.Controller.Tick(site.NowMs);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before - (site.Meter.PortBytes - portsBefore);
            tally.Add(bytes, site.Meter);
        }

        return tally;
    }

    private static Tally BareParts(int cycles)
    {
        const int DecideMs = 250;
        const int GrantedCentiamps = 3000;
        Scenario scenario = SiteSetups.Charging(SiteSetups.Usual);
        SimulatedSite site = new SimulatedSite(scenario, startSecond: SiteSetups.NoonSecond);
        ChargerSettings settings = SiteSetups.SettingsFor(scenario);
        ChargeControl charging = new ChargeControl(settings, SiteSetups.Usual);
        BusMaster bus = new BusMaster(site.Bus.Line, 0x7777, SiteSetups.Usual, charging.Gate) { MayTransmit = true };
        Tally tally = new Tally();
        for (long nowMs = 0; nowMs < (WarmUpSeconds + cycles) * (long)CycleMs; nowMs += VirtualSite.TickMs)
        {
            site.Advance(nowMs);
            long before = GC.GetAllocatedBytesForCurrentThread();
            bus.Tick(nowMs);
            if (nowMs % DecideMs == 0)
            {
                charging.Observe(bus, nowMs);
                charging.Assign(GrantedCentiamps, 0, false, true, nowMs);
            }

            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (nowMs >= WarmUpSeconds * (long)CycleMs)
            {
                tally.Add(bytes, null);
            }
        }

        MustCharge(site);
        return tally;
    }

    private static void MustCharge(SimulatedSite site)
    {
        if (site.Connectors.Any(one => one.DrawCentiamps == 0))
        {
            throw new NotMeasuredException("the cars of the simulated site do not charge, so this would not be the usual work");
        }
    }

    /// <summary>Bytes by kind of tick.</summary>
    private sealed class Tally
    {
        public long Total { get; private set; }

        public int Ticks { get; private set; }

        public long WithReply { get; private set; }

        public long WithPublication { get; private set; }

        public long WithFile { get; private set; }

        public long Others { get; private set; }

        public long Largest { get; private set; }

        public void Add(long bytes, PortMeter? meter)
        {
            Total += bytes;
            Ticks += bytes > 0 ? 1 : 0;
            Largest = Math.Max(Largest, bytes);
            if (meter is { TookReply: true })
            {
                WithReply += bytes;
            }
            else if (meter is { HasPublished: true })
            {
                WithPublication += bytes;
            }
            else if (meter is { HasStored: true })
            {
                WithFile += bytes;
            }
            else
            {
                Others += bytes;
            }
        }
    }
}
