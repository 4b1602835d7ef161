using System.CommandLine;
using System.Runtime.InteropServices;
using TWCManager.Benchmarks.Figures;
using TWCManager.Benchmarks.Output;

namespace TWCManager.Benchmarks;

/// <summary>Measures what the design asks for and prints it as Markdown. Judges nothing; fails only where something could not be measured.</summary>
internal static class Program
{
    private static readonly IFigure[] s_figures =
    [
        new FrameFigure(),
        new SniffFigure(),
        new AllocationFigure(),
        new HeapFigure(),
        new HeartbeatFigure(),
        new StressFigure(),
        new FaultFigure(),
        new SunFigure(),
        new OrderFigure(),
        new StartFigure(),
    ];

    public static int Main(string[] arguments)
    {
        Option<bool> isQuick = new Option<bool>("--quick") { Description = "shorter runs: figures for a first look" };
        Option<string[]> only = new Option<string[]>("--only")
        {
            Description = "measure only this; repeatable: " + string.Join(", ", s_figures.Select(one => one.Name)), HelpName = "NAME", Arity = ArgumentArity.ZeroOrMore,
        };
        only.AcceptOnlyFromAmong(s_figures.Select(one => one.Name).ToArray());
        RootCommand root = new RootCommand(
            "Prints the figures of TWCManager: speed, memory, heartbeat intervals, reaction times. Exit code 1 when something could not be measured. Needs Linux; mosquitto for the broker.");
        root.Options.Add(isQuick);
        root.Options.Add(only);
        root.SetAction(parsed => Run(parsed.GetValue(only) ?? [], parsed.GetValue(isQuick)));
        ParseResult result = root.Parse(arguments);
        if (result.Errors.Count > 0)
        {
            Console.Error.WriteLine("TWCManager.Benchmarks: " + result.Errors[0].Message.ReplaceLineEndings(" ").Trim() + " (--help shows what is possible)");
            return 2;
        }

        return result.Invoke();
    }

    private static int Run(string[] only, bool isQuick)
    {
        TextWriter into = Console.Out;
        into.WriteLine("# TWCManager: figures" + (isQuick ? " (quick)" : ""));
        into.WriteLine();
        into.WriteLine(
            $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors.");
        into.WriteLine();
        int missing = 0;
        foreach (IFigure figure in s_figures.Where(one => only.Length == 0 || only.Contains(one.Name)))
        {
            into.WriteLine("## " + figure.Title + " (`" + figure.Name + "`)");
            into.WriteLine();
            Pressure pressure = new Pressure();
            missing += TryMeasure(figure, into, isQuick) ? 0 : 1;
            into.WriteLine(pressure.Sentence);
            into.WriteLine();
            into.Flush();
        }

        return missing == 0 ? 0 : 1;
    }

    private static bool TryMeasure(IFigure figure, TextWriter into, bool isQuick)
    {
        try
        {
            figure.Measure(into, isQuick);
            return true;
        }
        catch (NotMeasuredException problem)
        {
            into.WriteLine("**Not measured: " + problem.Message + "**");
            into.WriteLine();
            return false;
        }
    }
}
