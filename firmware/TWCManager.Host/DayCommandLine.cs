using System.CommandLine;
using System.Globalization;
using TWCManager.Host.Commands;
using TWCManager.Host.Day;
using TWCManager.Simulation;

namespace TWCManager.Host;

/// <summary>The options of the command <c>day</c>.</summary>
internal sealed class DayCommandLine
{
    private const int HighestLag = 600;

    private readonly Option<string> _scenario;
    private readonly Option<string> _report = new Option<string>("--report") { Description = "write a page with plots", HelpName = "FILE.html" };
    private readonly Option<string> _json = new Option<string>("--json") { Description = "write the figures as one JSON object", HelpName = "FILE" };
    private readonly Option<string> _series = new Option<string>("--series") { Description = "write every second as a row of CSV", HelpName = "FILE" };
    private readonly Option<string> _csv = new Option<string>("--csv") { Description = "a day of your own: rows second,solarWatts,houseWatts[,pricePerMwh]", HelpName = "FILE" };

    private readonly Option<string> _connectors = new Option<string>("--connectors")
    {
        Description = "with --csv: the connectors, each with a car (default " + RecordedScenario.UsualConnectors + ")", HelpName = "ID:PROTOCOL:PHASES,...",
    };

    private readonly Option<string> _lag = new Option<string>("--lag") { Description = "with --csv: the inverter reports the powers of this many seconds ago", HelpName = "SECONDS" };
    private readonly Option<string> _hang = new Option<string>("--hang") { Description = "with --csv: the inverter does not answer during these hours", HelpName = "HH:MM-HH:MM" };
    private readonly Option<string> _battery = new Option<string>("--battery") { Description = "with --csv: a home battery", HelpName = "KWH:PERCENT:WATTS" };
    private readonly Option<string> _housePhases = new Option<string>("--house-phases") { Description = "with --csv: the phases that the house loads (default l1l2l3)", HelpName = "l1|l1l2l3" };

    /// <param name="scenario">Shared with the simulated site.</param>
    public DayCommandLine(Option<string> scenario)
    {
        _scenario = scenario;
    }

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command day)
    {
        Option[] all = [_scenario, _csv, _connectors, _lag, _hang, _battery, _housePhases, _json, _series, _report];
        foreach (Option option in all)
        {
            day.Options.Add(option);
        }
    }

    /// <summary>Lets the day pass that the options describe.</summary>
    public int Run(ParseResult parsed, string[] settings)
    {
        DayFiles files = new DayFiles(parsed.GetValue(_report), parsed.GetValue(_json), parsed.GetValue(_series));
        string? csv = parsed.GetValue(_csv);
        if (csv == null)
        {
            RefuseWithoutCsv(parsed);
            return DayCommand.Run(CommandLine.ReadScenario(parsed.GetValue(_scenario)!), new DayOptions(), files, settings);
        }

        if (parsed.GetResult(_scenario) is { Implicit: false })
        {
            throw new UsageException("--scenario and --csv are two different days: give one of them.");
        }

        (int from, int until) = ReadHang(parsed.GetValue(_hang));
        DayOptions options = new DayOptions
        {
            LagSeconds = ReadLag(parsed.GetValue(_lag)),
            HangFromSecond = from,
            HangUntilSecond = until,
            IsHouseOnOnePhase = ReadHousePhases(parsed.GetValue(_housePhases)),
        };
        string connectors = parsed.GetValue(_connectors) ?? RecordedScenario.UsualConnectors;
        RecordedDay day = DayCommand.Read(csv);
        Scenario site = RecordedScenario.Make(Path.GetFileNameWithoutExtension(csv), day, connectors, parsed.GetValue(_battery));
        return DayCommand.Run(site, options, files, settings);
    }

    private void RefuseWithoutCsv(ParseResult parsed)
    {
        Option<string>[] recorded = [_connectors, _lag, _hang, _battery, _housePhases];
        foreach (Option<string> option in recorded)
        {
            if (parsed.GetValue(option) != null)
            {
                throw new UsageException(option.Name + " belongs to --csv.");
            }
        }
    }

    private static int ReadLag(string? text)
    {
        if (text == null)
        {
            return 0;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= HighestLag)
        {
            return seconds;
        }

        throw new UsageException("--lag must be a whole number of seconds from 0 to " + HighestLag + ".");
    }

    private static (int From, int Until) ReadHang(string? text)
    {
        if (text == null)
        {
            return (0, 0);
        }

        string[] ends = text.Split('-');
        if (ends.Length == 2 && TryReadTime(ends[0], out int from) && TryReadTime(ends[1], out int until) && from != until)
        {
            return (from, until);
        }

        throw new UsageException("--hang needs two times of the day, such as 12:00-13:10.");
    }

    private static bool TryReadTime(string text, out int second)
    {
        bool isTime = TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time);
        second = (int)time.ToTimeSpan().TotalSeconds;
        return isTime;
    }

    private static bool ReadHousePhases(string? text)
    {
        return text switch
        {
            null or "l1l2l3" => false,
            "l1" => true,
            _ => throw new UsageException("--house-phases must be l1 or l1l2l3."),
        };
    }
}
