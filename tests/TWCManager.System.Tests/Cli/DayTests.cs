using System.Text.RegularExpressions;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Cli;

public sealed class DayTests
{
    [Fact]
    public void A_day_charges_the_cars_within_the_wiring_limit_and_leaves_a_report_that_needs_nothing_else()
    {
        using TemporaryDirectory directory = new TemporaryDirectory();
        string report = directory.File("day.html");

        (int exitCode, string output, string errors) = HostProcess.Run("", "day", "--report", report);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.True(Number(output, @"Into cars +([\d.]+) kWh") > 10, output);
        Assert.True(Number(output, @"Highest draw of all cars +([\d.]+) A") <= Number(output, @"Wiring limit +([\d.]+) A"), output);
        Assert.Equal(0, Number(output, @"Forbidden frames +(\d+)"));
        string page = File.ReadAllText(report);
        Assert.Equal(4, Regex.Count(page, "<svg "));
        Assert.Contains("Wall connector 2019", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=", page);
    }

    private static double Number(string text, string pattern)
    {
        Match match = Regex.Match(text, pattern);
        Assert.True(match.Success, pattern + " is not in:\n" + text);
        return double.Parse(match.Groups[1].Value);
    }
}
