using TWCManager.Core.Settings;
using TWCManager.Host.Day;
using TWCManager.Simulation;

namespace TWCManager.Host.Commands;

/// <summary>day: the whole product against a whole simulated day, in virtual time.</summary>
internal static class DayCommand
{
    /// <param name="reportFile">Where the page with plots goes, or null for none.</param>
    /// <param name="settings">Further settings as NAME=VALUE.</param>
    public static int Run(Scenario scenario, string? reportFile, string[] settings)
    {
        ChargerSettings applied = new ChargerSettings();
        SimulatedSettings.ApplyScenario(scenario, applied);
        DayRun day = new DayRun(scenario, applied);
        LocalSettings.Apply(settings, applied);
        day.Run();
        DaySummary.Print(day, Console.Out);
        return reportFile == null ? ExitCode.Good : Write(day, reportFile);
    }

    private static int Write(DayRun day, string file)
    {
        try
        {
            File.WriteAllText(file, DayReport.Make(day));
            Console.Out.WriteLine("Report: " + Path.GetFullPath(file));
            return ExitCode.Good;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine("TWCManager: the report cannot be written: " + problem.Message);
            return ExitCode.Failed;
        }
    }
}
