using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Sites;

namespace TWCManager.Benchmarks.Figures;

/// <summary>From a step in generation to the limit that follows from it, at the unit.</summary>
internal sealed class SunFigure : IFigure
{
    // In the middle of an ampere, so that the house's small changes do not move the grant.
    private const double HighWatts = 9650;
    private const double LowWatts = 6200;
    private const int ChargingCentiamps = 1100;
    private const int SettleMs = 150000;

    /// <inheritdoc/>
    public string Name => "sun";

    /// <inheritdoc/>
    public string Title => "From a step in generation to the changed limit";

    /// <inheritdoc/>
    public void Measure(TextWriter into, bool isQuick)
    {
        Table table = new Table("step", "n", "total ms median", "max", "polling wait median", "max", "reply to grant median", "max", "grant to wire median", "max", "on the wire median", "max");
        MeasureVirtual(table, isQuick ? 20 : 100);
        MeasureReal(table, isQuick ? 1 : 3);
        table.Write(into);
        into.WriteLine(
            "One car, three connectors. Polling wait: from the step to the inverter's first answer that contains it. Reply to grant: the answer's way and the decision. Grant to wire: pacing of raises and reductions, and waiting for the connector's heartbeat. On the wire: from the first byte handed over to the unit having heard the frame. In virtual time the inverter takes 80 ms to 1 s to answer.");
        into.WriteLine();
    }

    private static void MeasureVirtual(Table table, int count)
    {
        const int RestMs = 83000;
        Reaction down = new Reaction();
        Reaction up = new Reaction();
        for (int i = 0; i < count; i++)
        {
            // Polls and heartbeats keep step in virtual time, so only the inverter's own delay moves a reply within the second.
            VirtualSite site = new VirtualSite(SiteSetups.OneCar(), true, null, 80 + i * 370 % 920);
            Steps(site, 1, RestMs + i * 1370 % 15000, down, up);
        }

        const string Name = "virtual time, poll every 15 s";
        down.AddRow(table, "down, " + Name);
        up.AddRow(table, "up, " + Name);
    }

    private static void MeasureReal(Table table, int count)
    {
        const int RestMs = 24000;
        using RealSite site = new RealSite(SiteSetups.OneCar(), null);
        Reaction down = new Reaction();
        Reaction up = new Reaction();
        Steps(site, count, RestMs, down, up);
        const string Name = "real time, poll every 10 s";
        down.AddRow(table, "down, " + Name);
        up.AddRow(table, "up, " + Name);
    }

    private static void Steps(IWatchedSite site, int count, int restMs, Reaction down, Reaction up)
    {
        site.SolarWatts = HighWatts;
        if (!site.WaitUntil(() => site.Unit.DrawCentiamps > ChargingCentiamps, SettleMs))
        {
            throw new NotMeasuredException("the car does not charge from the sun");
        }

        for (int i = 0; i < count; i++)
        {
            // Not a multiple of the polling interval: the steps fall into it anywhere.
            Waiting.Rest(site, restMs + i * 1370);
            Step(site, LowWatts, down);
            Waiting.Rest(site, restMs + i * 2110);
            Step(site, HighWatts, up);
        }
    }

    private static void Step(IWatchedSite site, double watts, Reaction into)
    {
        long startMs = site.NowMs;
        site.SolarWatts = watts;
        long answeredMs = Waiting.For(site, site.Answers, startMs);
        long takenMs = Waiting.For(site, site.Readings, answeredMs);
        long decidedMs = Waiting.For(site, site.Decisions, takenMs);
        long writtenMs = Waiting.For(site, site.Limits, decidedMs);
        into.Add(startMs, answeredMs, decidedMs, writtenMs, Waiting.ForUnit(site, writtenMs));
    }

    /// <summary>The parts of all reactions of one kind.</summary>
    private sealed class Reaction
    {
        private readonly Samples[] _parts = [new Samples(), new Samples(), new Samples(), new Samples(), new Samples()];

        public void Add(long startMs, long answeredMs, long decidedMs, long writtenMs, long heardMs)
        {
            _parts[0].Add(heardMs - startMs);
            _parts[1].Add(answeredMs - startMs);
            _parts[2].Add(decidedMs - answeredMs);
            _parts[3].Add(writtenMs - decidedMs);
            _parts[4].Add(heardMs - writtenMs);
        }

        public void AddRow(Table table, string name)
        {
            IEnumerable<string> cells = _parts.SelectMany(one => new[] { Samples.Ms(one.Percentile(50)), Samples.Ms(one.Maximum) });
            table.Add([name, _parts[0].Count.ToString(), .. cells]);
        }
    }
}
