using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Sites;
using TWCManager.Simulation.Faults;

namespace TWCManager.Benchmarks.Figures;

/// <summary>What each fault of the bus costs, in virtual time, judged at the connectors.</summary>
internal sealed class FaultFigure : IFigure
{
    private const int Seeds = 10;
    private const int QuickSeeds = 2;
    private const int NoiseSeconds = 3600;

    /// <inheritdoc/>
    public string Name => "faults";

    /// <inheritdoc/>
    public string Title => "Faults of the bus";

    /// <inheritdoc/>
    public void Measure(TextWriter into, bool isQuick)
    {
        Table table = new Table("fault", "longest gap s", "above 2 s", "longest gap of all s", "heard again s", "charging again s", "frames lost", "charges broken off", "highest sum A", "above limit ms");
        foreach (BusFault fault in BusFaults.All)
        {
            AddRow(table, fault.Name, fault, isQuick ? QuickSeeds : Seeds, 0);
        }

        if (!isQuick)
        {
            AddRow(table, "noise, an hour each", BusFaults.Named("noise"), Seeds, NoiseSeconds);
        }

        table.Write(into);
        into.WriteLine(
            $"Three connectors, each with a car that would take all of {FaultSite.WiringAmps} A; {(isQuick ? QuickSeeds : Seeds)} runs per fault, the worst of them is shown. Judged at the connectors: heartbeats that arrived undamaged, limits that they hold. Longest gap: at connectors that the fault does not concern. Heard again: from the end of the fault until all connectors hear the master; charging again: until all limits together are what they were. Frames lost: spoiled on their way, per run.");
        into.WriteLine();
    }

    private static void AddRow(Table table, string name, BusFault fault, int seeds, int seconds)
    {
        FaultTrial[] trials = Enumerable.Range(1, seeds).Select(seed => Run(fault, seed, seconds)).ToArray();
        bool isForAll = fault.Reach == FaultReach.Everybody;
        table.Add(
            name,
            isForAll ? "-" : Seconds(trials.Max(one => one.LongestGapMs)),
            isForAll ? "-" : trials.Sum(one => one.GapsAbove2Seconds).ToString(),
            Seconds(trials.Max(one => one.LongestGapOfAllMs)),
            Slowest(trials, one => one.LinkedAgainMs),
            Slowest(trials, one => one.ChargingAgainMs),
            Samples.Text(trials.Average(one => one.FramesLost)),
            trials.Sum(one => one.FailSafeStops).ToString(),
            Samples.Text(trials.Max(one => one.HighestSumCentiamps) / 100.0),
            trials.Sum(one => one.OverLimitMs).ToString());
    }

    private static FaultTrial Run(BusFault fault, int seed, int seconds)
    {
        FaultTrial trial = new FaultTrial(fault, seed, seconds);
        FaultMaster master = new FaultMaster(trial.Site);
        trial.Run();
        if (!trial.HasSettled || master.Controller.Bus.RefusedFrames > 0 || trial.Site.Bus.ForbiddenFrames > 0)
        {
            throw new NotMeasuredException($"{fault.Name}, seed {seed}: settled {trial.HasSettled}, forbidden frames {trial.Site.Bus.ForbiddenFrames}");
        }

        return trial;
    }

    private static string Slowest(FaultTrial[] trials, Func<FaultTrial, long> time)
    {
        return trials.Any(one => time(one) < 0) ? "not within 150" : Seconds(trials.Max(time));
    }

    private static string Seconds(long ms)
    {
        return (ms / 1000.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
    }
}
