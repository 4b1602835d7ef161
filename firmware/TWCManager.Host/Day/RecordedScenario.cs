using System.Globalization;
using TWCManager.Simulation;

namespace TWCManager.Host.Day;

/// <summary>Makes a site out of a recorded day and what the command line says of connectors and battery.</summary>
internal static class RecordedScenario
{
    /// <summary>The connectors of a day that names none.</summary>
    public const string UsualConnectors = "2019:2:3";

    private const int MostConnectors = 8;
    private const int CarAmps = 16;
    private const int OwnId = 0x7777;
    private const int ArrivesSecond = 1;
    private const int LeavesSecond = SimulatedSite.DaySeconds - 1;

    // Far more than any day can fill.
    private const int EndlessWattHours = 10_000_000;

    /// <summary>Makes the site: at each connector a car of 16 A from second 1 to 86399 that takes what it gets.</summary>
    /// <param name="connectors">ID:PROTOCOL:PHASES for each connector, separated by commas.</param>
    /// <param name="battery">KWH:PERCENT:WATTS of a home battery, or null for none.</param>
    /// <exception cref="UsageException">One of the texts is not of its form.</exception>
    public static Scenario Make(string name, RecordedDay day, string connectors, string? battery)
    {
        List<ConnectorSetup> setups = new List<ConnectorSetup>();
        List<CarVisit> visits = new List<CarVisit>();
        int phases = 1;
        foreach (string text in connectors.Split(','))
        {
            (ConnectorSetup setup, int carPhases) = ReadConnector(text.Trim());
            if (setups.Exists(one => one.Id == setup.Id))
            {
                throw new UsageException("--connectors names " + setup.Id.ToString("X4") + " twice.");
            }

            setups.Add(setup);
            visits.Add(new CarVisit(setup.Id, ArrivesSecond, LeavesSecond)
            {
                BatteryWattHours = EndlessWattHours,
                StoredPercent = 0,
                TargetPercent = 100,
                MaximumCentiamps = CarAmps * 100,
                PhaseCount = carPhases,
            });
            phases = carPhases > 1 ? 3 : phases;
        }

        if (setups.Count > MostConnectors)
        {
            throw new UsageException("--connectors takes at most " + MostConnectors + " connectors.");
        }

        Scenario site = new Scenario(name, "a recorded day, " + setups.Count + (setups.Count == 1 ? " connector" : " connectors"))
        {
            Connectors = setups,
            Visits = visits,
            Sun = day.Sun,
            House = day.House,
            Settings = new Dictionary<string, string>
            {
                ["wiringMaxAmpsAllTWCs"] = (CarAmps * setups.Count).ToString(CultureInfo.InvariantCulture),
                ["wiringMaxAmpsPerTWC"] = CarAmps.ToString(CultureInfo.InvariantCulture),
                ["minAmpsPerTWC"] = "6",
                ["defaultVoltage"] = "230",
                ["numberOfPhases"] = phases.ToString(CultureInfo.InvariantCulture),
            },
        };
        return battery == null ? site : WithBattery(site, battery);
    }

    private static (ConnectorSetup Setup, int CarPhases) ReadConnector(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length == 3
            && parts[0].Length == 4 && int.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int id)
            && id is not (0 or 0xFFFF or OwnId)
            && parts[1] is "1" or "2"
            && parts[2] is "1" or "2" or "3")
        {
            ConnectorModel model = parts[1] == "1" ? ConnectorModel.Protocol1 : ConnectorModel.Firmware453;
            return (new ConnectorSetup(id, model), parts[2][0] - '0');
        }

        throw new UsageException("--connectors needs ID:PROTOCOL:PHASES, such as 2019:2:3,1839:1:1: four hex digits (not 0000, 7777 or FFFF), protocol 1 or 2, 1 to 3 phases.");
    }

    private static Scenario WithBattery(Scenario site, string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length == 3
            && TryRead(parts[0], 0.1, 1000, out double kilowattHours)
            && TryRead(parts[1], 0, 100, out double percent)
            && TryRead(parts[2], 1, 1_000_000, out double watts))
        {
            return site with { BatteryWattHours = (int)Math.Round(kilowattHours * 1000), BatteryPercent = percent, BatteryMaximumWatts = watts };
        }

        throw new UsageException("--battery needs KWH:PERCENT:WATTS, such as 10:50:4000: capacity 0.1 to 1000 kWh, content 0 to 100 %, power 1 to 1000000 W.");
    }

    private static bool TryRead(string text, double least, double most, out double value)
    {
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;
    }
}
