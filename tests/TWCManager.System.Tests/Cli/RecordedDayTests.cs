using System.Globalization;
using System.Text.Json;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Cli;

/// <summary>day --csv: what it prints is compared with sums over the rows that it writes, made by other code.</summary>
public sealed class RecordedDayTests
{
    private const int SecondsPerDay = 86400;
    private const double JoulesPerKwh = 3_600_000;

    [Fact]
    public void The_figures_are_those_of_every_second()
    {
        using TemporaryDirectory directory = new TemporaryDirectory();
        double[][] rows = Run(directory, out JsonElement figures, "--connectors", "2019:1:3,1839:1:1", "--battery", "5:20:2000", "--house-phases", "l1");

        Assert.Equal(SecondsPerDay, rows.Length);
        double sun = 0;
        double import = 0;
        double battery = 0;
        int changes = 0;
        for (int second = 0; second < rows.Length; second++)
        {
            double[] row = rows[second];
            (double solar, double house, double grid, double batteryWatts, double cars) = (row[1], row[2], row[3], row[7], row[9]);
            Assert.Equal(second, row[0]);
            Assert.InRange(house + cars - solar - batteryWatts - grid, -1, 1);
            Assert.InRange(row[4] + row[5] + row[6] - grid, -1, 1);
            Assert.InRange(row[8], 0, 100);
            double fromSun = Math.Min(cars, Math.Max(0, solar - house));
            double fromGrid = Math.Min(cars, Math.Max(0, grid));
            sun += fromSun / JoulesPerKwh;
            import += fromGrid / JoulesPerKwh;
            battery += Math.Clamp(cars - fromSun - fromGrid, 0, Math.Max(0, batteryWatts)) / JoulesPerKwh;
            changes += second > 0 && row[10] != rows[second - 1][10] ? 1 : 0;
        }

        Assert.True(sun > 3, "The cars took no sun.");
        Assert.InRange(figures.GetProperty("sunUsedKwh").GetDouble() - sun, -0.01, 0.01);
        Assert.InRange(figures.GetProperty("carImportKwh").GetDouble() - import, -0.01, 0.01);
        Assert.InRange(figures.GetProperty("batteryToCarKwh").GetDouble() - battery, -0.01, 0.01);
        Assert.Equal(changes, figures.GetProperty("offerChanges").GetInt32());
        Assert.True(figures.GetProperty("starts").GetInt32() >= 2);
        Assert.InRange(figures.GetProperty("reversals").GetInt32(), 0, changes);
        Assert.Equal(0, figures.GetProperty("forbiddenFrames").GetInt32());
        Assert.True(figures.GetProperty("tookSeconds").GetDouble() > 0);
        Assert.True(rows.Max(row => row[4]) > rows.Max(row => row[5]) + 500, "The house is not on L1.");
    }

    [Fact]
    public void A_late_meter_moves_the_offers_by_its_age_and_a_silent_one_ends_them()
    {
        using TemporaryDirectory directory = new TemporaryDirectory();
        double[][] prompt = Run(directory, out _, "--connectors", "2019:1:3");
        double[][] late = Run(directory, out _, "--connectors", "2019:1:3", "--lag", "300");
        double[][] silent = Run(directory, out _, "--connectors", "2019:1:3", "--hang", "11:00-12:30");

        // A meter that is 300 s late shows the sun 300 s later; the first offer comes with a poll, at most 15 s from there.
        Assert.InRange(FirstOffer(late) - FirstOffer(prompt), 280, 320);
        Assert.True(prompt[12 * 3600][9] > 1000);
        Assert.Equal(0, silent[12 * 3600][9]);
        Assert.True(silent[15 * 3600][9] > 1000);
    }

    // A step of the sun at 12:00; the car, which starts at 10:00, must not be seen in the meter as sun or as house.
    [Theory]
    [InlineData("0")]
    [InlineData("5")]
    [InlineData("10")]
    [InlineData("15")]
    [InlineData("20")]
    [InlineData("30")]
    [InlineData("45")]
    [InlineData("60")]
    public void Under_a_constant_sun_the_offer_stands_still_however_late_the_meter_is(string lag)
    {
        using TemporaryDirectory directory = new TemporaryDirectory();
        double[][] rows = Run(
            directory,
            "second,solarWatts,houseWatts\n0,0,500\n35999,0,500\n36000,8000,500\n43199,8000,500\n43200,10500,500\n57600,10500,500\n57601,0,500\n",
            out _, "--connectors", "2019:1:3", "--lag", lag);

        Assert.Equal(0, Changes(rows, 36000 + 300, 43200));
        Assert.Equal(0, Changes(rows, 43200 + 180, 57600));
        double offered = rows[57000][10] / 100;
        // 10 000 W are 14.5 A; with 15 A a car that stays 0.8 A below draws 14.2 A.
        Assert.Equal(15, offered);
    }

    private static int Changes(double[][] rows, int from, int until)
    {
        return Enumerable.Range(from, until - from).Count(second => rows[second][10] != rows[second - 1][10]);
    }

    private static int FirstOffer(double[][] rows)
    {
        return Array.FindIndex(rows, row => row[10] > 0);
    }

    private static double[][] Run(TemporaryDirectory directory, out JsonElement figures, params string[] options)
    {
        return Run(directory, "second,solarWatts,houseWatts\n0,0,400\n25200,0,900\n46800,9000,400\n64800,0,400\n", out figures, options);
    }

    private static double[][] Run(TemporaryDirectory directory, string day, out JsonElement figures, params string[] options)
    {
        string csv = directory.File("day.csv");
        File.WriteAllText(csv, day);
        string json = directory.File("day.json");
        string series = directory.File("series.csv");

        (int exitCode, string output, string errors) = HostProcess.Run("", ["day", "--csv", csv, "--json", json, "--series", series, .. options]);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("Of it from the sun", output, StringComparison.Ordinal);
        figures = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        return File.ReadLines(series).Skip(1)
            .Select(line => line.Split(',').Select(cell => cell.Length == 0 ? 0 : double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
    }
}
