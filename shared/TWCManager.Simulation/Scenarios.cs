namespace TWCManager.Simulation;

/// <summary>The sites that host, tests and benchmarks share.</summary>
public static class Scenarios
{
    private const int Hour = 3600;

    /// <summary>Three connectors of three generations; cars come through the day.</summary>
    public static Scenario Default { get; } = new Scenario("default", "three connectors of three generations, clear sky, three cars through the day")
    {
        Connectors =
        [
            new ConnectorSetup(0x2019, ConnectorModel.Firmware453) { Trailer = 0xF8 },
            new ConnectorSetup(0x1839, ConnectorModel.Firmware44) { Trailer = 0xFC, MeterCounter = 2311, BusyBlipEveryMs = 61000 },
            new ConnectorSetup(0x032E, ConnectorModel.Protocol1) { Trailer = 0xFE, PhantomCentiamps = 25 },
        ],
        Visits =
        [
            new CarVisit(0x2019, 9 * Hour, 17 * Hour) { Name = "red", Vin = "5YJ3E7EBXKF004711", StoredPercent = 35, TargetPercent = 80 },
            new CarVisit(0x1839, 11 * Hour, 16 * Hour + Hour / 2)
            {
                Name = "white",
                Vin = "5YJSA7E26HF000815",
                BatteryWattHours = 85000,
                StoredPercent = 50,
                TargetPercent = 90,
            },
            new CarVisit(0x032E, 12 * Hour + Hour / 2, 7 * Hour)
            {
                Name = "blue",
                BatteryWattHours = 40000,
                StoredPercent = 30,
                PhaseCount = 1,
            },
        ],
        Sun = new SimulatedSun(1) { PeakWatts = 16000 },
        Settings = SettingsFor(48, 32),
    };

    /// <summary>One connector, one car, a small roof.</summary>
    public static Scenario Single { get; } = new Scenario("single", "one connector, one car at home all day")
    {
        Connectors = [new ConnectorSetup(0x2019, ConnectorModel.Firmware453)],
        Visits = [new CarVisit(0x2019, 8 * Hour, 20 * Hour) { Name = "red", Vin = "5YJ3E7EBXKF004711", StoredPercent = 20 }],
        Settings = SettingsFor(16, 16),
    };

    /// <summary>Eight connectors, for measuring.</summary>
    public static Scenario Eight { get; } = new Scenario("eight", "eight connectors, all charging all day")
    {
        Connectors = EightConnectors(),
        Visits = EightVisits(),
        Sun = new SimulatedSun(8) { PeakWatts = 60000 },
        Settings = SettingsFor(120, 32),
    };

    /// <summary>No sun when the cars are there: the schedule's work.</summary>
    public static Scenario Night { get; } = new Scenario("night", "cars come in the evening and leave in the morning")
    {
        Connectors =
        [
            new ConnectorSetup(0x2019, ConnectorModel.Firmware453),
            new ConnectorSetup(0x1839, ConnectorModel.Firmware44) { Trailer = 0xFC },
        ],
        Visits =
        [
            new CarVisit(0x2019, 18 * Hour, 7 * Hour)
            {
                Name = "red",
                Vin = "5YJ3E7EBXKF004711",
                StoredPercent = 45,
                ScheduledSecond = 23 * Hour,
            },
            new CarVisit(0x1839, 19 * Hour, 8 * Hour) { Name = "white", Vin = "5YJSA7E26HF000815", StoredPercent = 60 },
        ],
        Settings = SettingsFor(40, 32),
    };

    /// <summary>The default site under fast clouds, with a home battery and a noisy line.</summary>
    public static Scenario Clouds { get; } = Default with
    {
        Name = "clouds",
        Summary = "the default site under fast clouds, with a home battery and a noisy line",
        Sun = new SimulatedSun(5) { PeakWatts = 16000, Cloudiness = 0.85 },
        BatteryWattHours = 10000,
        NoisePerByte = 0.001,
    };

    /// <summary>The site under fast clouds, with somebody who tells the cars what the product asks for.</summary>
    public static Scenario Automation { get; } = Clouds with
    {
        Name = "automation",
        Summary = "the site under fast clouds, with an automation that stops and starts the cars when asked to",
        AnswersRequests = true,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } = [Default, Single, Eight, Night, Clouds, Automation];

    /// <summary>The scenario of this name, or null.</summary>
    public static Scenario? Find(string name)
    {
        return All.FirstOrDefault(scenario => scenario.Name == name);
    }

    private static Dictionary<string, string> SettingsFor(int allAmps, int eachAmps)
    {
        return new Dictionary<string, string>
        {
            ["wiringMaxAmpsAllTWCs"] = allAmps.ToString(),
            ["wiringMaxAmpsPerTWC"] = eachAmps.ToString(),
            ["minAmpsPerTWC"] = "6",
            ["defaultVoltage"] = "230",
            ["numberOfPhases"] = "3",
        };
    }

    private static ConnectorSetup[] EightConnectors()
    {
        ConnectorSetup[] all = new ConnectorSetup[8];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = new ConnectorSetup(0x2019 + i * 0x0111, ConnectorModel.Firmware453) { Trailer = i % 2 == 0 ? 0xFE : 0xFC };
        }

        return all;
    }

    private static CarVisit[] EightVisits()
    {
        CarVisit[] all = new CarVisit[8];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = new CarVisit(0x2019 + i * 0x0111, i * 60, SimulatedSite.DaySeconds) { BatteryWattHours = 100000, StoredPercent = 5, TargetPercent = 100 };
        }

        return all;
    }
}
