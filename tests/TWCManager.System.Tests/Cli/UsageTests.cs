using TWCManager.Core.Documents;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData("--bogus", "--bogus")]
    [InlineData("fly", "fly")]
    [InlineData("run", "--port")]
    [InlineData("run --port", "--port")]
    [InlineData("--set greenish", "NAME=VALUE")]
    [InlineData("--set", "--set")]
    [InlineData("--mqtt :1883", "--mqtt")]
    [InlineData("--set =5", "NAME=VALUE")]
    [InlineData("--set noSuchSetting=1", "noSuchSetting")]
    [InlineData("--set wiringMaxAmpsAllTWCs=999", "240")]
    [InlineData("run --port /dev/null --set minAmpsPerTWC=4", "5")]
    [InlineData("--mqtt broker:seaside", "mqttPort")]
    [InlineData("--mqtt bro/ker", "mqttHost")]
    [InlineData("--web port", "--web")]
    [InlineData("--web example.com:80", "--web")]
    [InlineData("--web 65536", "--web")]
    [InlineData("--web 0:8080", "--web")]
    [InlineData("--web 127.1:8080", "--web")]
    [InlineData("--speed 0", "--speed")]
    [InlineData("--speed fast", "--speed")]
    [InlineData("decode --own 12345", "--own")]
    [InlineData("encode --own wxyz", "--own")]
    [InlineData("day --scenario doomsday", "clouds")]
    [InlineData("day --set minAmpsPerTWC=0", "minAmpsPerTWC")]
    [InlineData("day --lag 30", "--csv")]
    [InlineData("day --csv no-such-file.csv", "no-such-file.csv")]
    [InlineData("day --csv a.csv --scenario clouds", "--scenario")]
    [InlineData("day --csv a.csv --lag soon", "--lag")]
    [InlineData("day --csv a.csv --hang noon", "12:00-13:10")]
    [InlineData("day --csv a.csv --house-phases l2", "l1l2l3")]
    public void Bad_usage_ends_with_2_and_one_line_that_names_what_is_wrong(string arguments, string hint)
    {
        (int exitCode, string output, string errors) = HostProcess.Run("", arguments.Split(' '));

        Assert.Equal((2, ""), (exitCode, output));
        string line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(hint, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "decode")]
    [InlineData("run --help", "--port")]
    [InlineData("day --help", "--scenario")]
    public void Help_is_no_error(string arguments, string part)
    {
        (int exitCode, string output, string errors) = HostProcess.Run("", arguments.Split(' '));

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_the_one_that_MQTT_and_the_page_tell()
    {
        (int exitCode, string output, string _) = HostProcess.Run("", "--version");

        Assert.Equal((0, ProductVersion.Text), (exitCode, output.Trim()));
    }

    [Fact]
    public void A_secret_on_the_command_line_is_not_repeated()
    {
        (int exitCode, string output, string errors) = HostProcess.Run("", "--set", "mqttPassword=tower-4711\u0001");

        Assert.Equal(2, exitCode);
        Assert.DoesNotContain("4711", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_directory_that_cannot_be_made_is_said_in_one_line()
    {
        (int exitCode, string output, string errors) = HostProcess.Run("", "run", "--port", "/dev/null", "--data", "/dev/null/data");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("/dev/null/data", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_a_table_of_every_setting_with_nothing_else_on_standard_output()
    {
        (int exitCode, string output, string errors) = HostProcess.Run("", "settings");

        Assert.Equal((0, ""), (exitCode, errors));
        foreach (TWCManager.Core.Settings.SettingDefinition setting in TWCManager.Core.Settings.SettingsTable.All)
        {
            Assert.Contains("`" + setting.Name + "`", output, StringComparison.Ordinal);
        }
    }
}
