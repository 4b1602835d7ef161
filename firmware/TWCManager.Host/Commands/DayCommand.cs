using TWCManager.Core.Settings;
using TWCManager.Host.Day;
using TWCManager.Simulation;

namespace TWCManager.Host.Commands;

/// <summary>day: the whole product against a whole day, in virtual time.</summary>
internal static class DayCommand
{
    /// <param name="settings">Further settings as NAME=VALUE.</param>
    public static int Run(Scenario scenario, DayOptions options, DayFiles files, string[] settings)
    {
        ChargerSettings applied = new ChargerSettings();
        SimulatedSettings.ApplyScenario(scenario, applied);
        try
        {
            using DaySeries? series = files.Series == null ? null : new DaySeries(files.Series);
            DayRun day = new DayRun(scenario, applied, options, series);
            LocalSettings.Apply(settings, applied);
            day.Run();
            DaySummary.Print(day, Console.Out);
            Write(files.Json, "JSON", () => DaySummary.Json(day) + "\n");
            Write(files.Report, "Report", () => DayReport.Make(day));
            return ExitCode.Good;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine("TWCManager: a file of the day cannot be written: " + problem.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>Reads a recorded day.</summary>
    /// <exception cref="UsageException">There is no such file, or it is no recorded day.</exception>
    public static RecordedDay Read(string file)
    {
        try
        {
            using StreamReader text = new StreamReader(file);
            return RecordedDay.Parse(text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            throw new UsageException("--csv " + file + ": " + problem.Message);
        }
    }

    private static void Write(string? file, string name, Func<string> text)
    {
        if (file != null)
        {
            File.WriteAllText(file, text());
            Console.Out.WriteLine(name + ": " + Path.GetFullPath(file));
        }
    }
}
