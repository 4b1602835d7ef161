using System.Text.Json;
using TWCManager.Core;
using TWCManager.Core.Bus;
using TWCManager.Simulation;

namespace TWCManager.Host.Day;

/// <summary>What came of a day, in numbers.</summary>
internal static class DaySummary
{
    /// <summary>Name and value of everything worth telling.</summary>
    public static (string Name, string Value)[] Lines(DayRun day)
    {
        SimulatedSite site = day.Site;
        BusMaster bus = day.Controller!.Bus;
        List<(string, string)> lines =
        [
            ("Scenario", day.Scenario.Name + " (" + day.Scenario.Summary + ")"),
            ("Solar", KiloWattHours(site.SolarWattHours)),
            ("Into cars", KiloWattHours(site.CarWattHours)),
            ("Of it from the sun", KiloWattHours(day.Truth.SunUsedKwh * 1000)),
            ("Of it from the home battery", KiloWattHours(day.Truth.BatteryToCarKwh * 1000)),
            ("Of it from the grid", KiloWattHours(day.Truth.CarImportKwh * 1000)),
            ("From the grid", KiloWattHours(site.ImportedWattHours)),
            ("To the grid", KiloWattHours(site.ExportedWattHours)),
            ("Wiring limit", day.Controller.Charging.WiringLimitCentiamps / 100.0 + " A"),
            ("Highest draw of all cars", day.HighestDrawCentiamps / 100.0 + " A"),
            ("Highest sum of standing limits", day.HighestStandingCentiamps / 100.0 + " A"),
            ("Changes of the offer", day.Truth.OfferChanges + ", " + day.Truth.Reversals + " of them back within 180 s"),
            ("Forbidden frames", site.Bus.ForbiddenFrames.ToString()),
            ("Heartbeats sent", bus.HeartbeatsSent.ToString()),
        ];
        foreach (SimulatedConnector connector in site.Connectors)
        {
            lines.Add((
                "Connector " + connector.Id.ToString("X4"),
                "longest gap between heartbeats " + connector.LongestGapMs / 1000.0 + " s, charging started " + connector.ContactorCloses + " times"));
        }

        lines.Add(("Took", day.TookSeconds.ToString("0.0") + " s"));
        return lines.ToArray();
    }

    /// <summary>Prints them.</summary>
    public static void Print(DayRun day, TextWriter output)
    {
        foreach ((string name, string value) in Lines(day))
        {
            output.WriteLine(name.PadRight(32) + value);
        }
    }

    /// <summary>The same as one JSON object.</summary>
    public static string Json(DayRun day)
    {
        return JsonSerializer.Serialize(new
        {
            sunUsedKwh = Math.Round(day.Truth.SunUsedKwh, 4),
            carImportKwh = Math.Round(day.Truth.CarImportKwh, 4),
            batteryToCarKwh = Math.Round(day.Truth.BatteryToCarKwh, 4),
            starts = day.Truth.Starts,
            offerChanges = day.Truth.OfferChanges,
            reversals = day.Truth.Reversals,
            forbiddenFrames = day.Site.Bus.ForbiddenFrames,
            tookSeconds = Math.Round(day.TookSeconds, 3),
        });
    }

    private static string KiloWattHours(double wattHours)
    {
        return (wattHours / 1000).ToString("0.0") + " kWh";
    }
}
