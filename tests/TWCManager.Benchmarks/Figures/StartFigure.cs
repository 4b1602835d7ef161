using System.Diagnostics;
using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Sites;
using TWCManager.Host;
using TWCManager.Host.Adapters;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Figures;

/// <summary>From the start of the host program to the first heartbeat at a unit.</summary>
internal sealed class StartFigure : IFigure
{
    private const int DeadlineMs = 30000;
    private const int EndMs = 5000;
    private const int LookMs = 1;

    // What a crash leaves is what was saved: a few seconds after the last connector came.
    private const int SavedMs = 8000;

    // Neighbouring seeds would make the units wake up at nearly the same times.
    private const int SeedStep = 104729;

    /// <inheritdoc/>
    public string Name => "start";

    /// <inheritdoc/>
    public string Title => "From the start of the program to the first heartbeat";

    /// <inheritdoc/>
    public void Measure(TextWriter into, bool isQuick)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "TWCManager.Host");
        if (!File.Exists(program))
        {
            throw new NotMeasuredException("the host program is not beside this one: " + program);
        }

        int count = isQuick ? 2 : 5;
        string directory = Directory.CreateTempSubdirectory("twcmanager-").FullName;
        Table table = new Table("connectors", "starts", "first byte ms, median", "max", "first heartbeat ms, median", "max", "at all of them ms, median", "max", "'ready' ms, median", "max", "all limits known ms, median", "max");
        try
        {
            AddRow(table, "1, unknown", program, 1, null, count);
            AddRow(table, "3, unknown", program, SiteSetups.Usual, null, count);
            // A start that fills the directory and does not count.
            MeasureOnce(program, SiteSetups.Usual, 1, directory, NewParts());
            AddRow(table, "3, known from the last run", program, SiteSetups.Usual, directory, count);
            AddCrashes(table, "3 under us, after a crash", program, directory, count);
        }
        finally
        {
            Directory.Delete(directory, true);
        }

        table.Write(into);
        into.WriteLine(
            "From the start of the process `TWCManager.Host run --port PTY --once-ready` to what a unit hears. The master listens first; units without a master announce themselves every 10 s, and several of them drown each other's answers when a master appears, so unknown ones are found at their next turn. A limit is known when its unit has answered. After a crash: the process is killed and started again while the units are linked; cars notice a pause of 20 s or more.");
        into.WriteLine();
    }

    private static Samples[] NewParts()
    {
        return [new Samples(), new Samples(), new Samples(), new Samples(), new Samples()];
    }

    private static void AddRow(Table table, string name, string program, int connectors, string? directory, int count)
    {
        Samples[] parts = NewParts();
        for (int i = 0; i < count; i++)
        {
            MeasureOnce(program, connectors, (i + 1) * SeedStep, directory, parts);
        }

        AddRow(table, name, count, parts);
    }

    private static void AddCrashes(Table table, string name, string program, string directory, int count)
    {
        Samples[] parts = NewParts();
        using PseudoTerminal terminal = new PseudoTerminal();
        SimulatedSite site = new SimulatedSite(SiteSetups.Charging(SiteSetups.Usual), SeedStep, MonotonicClock.NowMs, SiteSetups.NoonSecond);
        using SitePump pump = new SitePump(site, terminal);
        for (int i = 0; i <= count; i++)
        {
            Process process = Watch(site, program, terminal.Path, directory, i == 0 ? NewParts() : parts);
            try
            {
                Thread.Sleep(SavedMs);
            }
            finally
            {
                process.Kill();
                process.WaitForExit();
                process.Dispose();
            }
        }

        AddRow(table, name, count, parts);
    }

    private static void AddRow(Table table, string name, int count, Samples[] parts)
    {
        table.Add([name, count.ToString(), .. parts.SelectMany(one => new[] { Samples.Ms(one.Percentile(50)), Samples.Ms(one.Maximum) })]);
    }

    private static void MeasureOnce(string program, int connectors, int seed, string? directory, Samples[] parts)
    {
        using PseudoTerminal terminal = new PseudoTerminal();
        SimulatedSite site = new SimulatedSite(SiteSetups.Charging(connectors), seed, MonotonicClock.NowMs, SiteSetups.NoonSecond);
        using SitePump pump = new SitePump(site, terminal);
        using Process process = Watch(site, program, terminal.Path, directory, parts);
        End(process);
    }

    // Starts the program and notes when it has come how far. It runs on.
    private static Process Watch(SimulatedSite site, string program, string port, string? directory, Samples[] parts)
    {
        string[] data = directory == null ? [] : ["--data", directory];
        string[] arguments = ["run", "--port", port, "--once-ready", "--set", "wiringMaxAmpsAllTWCs=48", "--set", "wiringMaxAmpsPerTWC=32", .. data];
        ProcessStartInfo start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        int[] heard = site.Connectors.Select(one => one.HeartbeatsHeard).ToArray();
        int[] replies = site.Connectors.Select(one => one.RepliesSent).ToArray();
        long bytes = site.Bus.MasterBytes;
        long readyMs = 0;
        long startMs = MonotonicClock.NowMs;
        Process process = Process.Start(start)!;
        try
        {
            process.OutputDataReceived += (_, line) => readyMs = line.Data == "ready" ? MonotonicClock.NowMs : readyMs;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            Wait(() => site.Bus.MasterBytes > bytes, process);
            parts[0].Add(MonotonicClock.NowMs - startMs);
            Wait(() => site.Connectors.Where((one, i) => one.HeartbeatsHeard > heard[i]).Any(), process);
            parts[1].Add(MonotonicClock.NowMs - startMs);
            Wait(() => Volatile.Read(ref readyMs) > 0, process);
            parts[3].Add(readyMs - startMs);
            Wait(() => site.Connectors.Where((one, i) => one.HeartbeatsHeard > heard[i]).Count() == heard.Length, process);
            parts[2].Add(MonotonicClock.NowMs - startMs);
            Wait(() => site.Connectors.Where((one, i) => one.RepliesSent > replies[i]).Count() == replies.Length, process);
            parts[4].Add(MonotonicClock.NowMs - startMs);
            return process;
        }
        catch
        {
            End(process);
            process.Dispose();
            throw;
        }
    }

    // In good order, so that it keeps what it knows; and for sure.
    private static void End(Process process)
    {
        using (Process kill = Process.Start("kill", ["-TERM", process.Id.ToString()]))
        {
            kill.WaitForExit();
        }

        if (!process.WaitForExit(EndMs))
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    private static void Wait(Func<bool> isTrue, Process process)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!isTrue())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(begin).TotalMilliseconds > DeadlineMs)
            {
                throw new NotMeasuredException("the host program " + (process.HasExited ? "ended with exit code " + process.ExitCode : "sends no heartbeat"));
            }

            Thread.Sleep(LookMs);
        }
    }
}
