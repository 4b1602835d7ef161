using System.Text.Json;
using TWCManager.Simulation;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Site;

/// <summary>Doctor, commissioning test and sniffing through the whole program and a real broker.</summary>
public sealed class WiringTests
{
    private const int TestSeconds = 90;

    [Fact]
    public void A_test_is_ordered_sniffed_and_reported_over_the_broker_and_a_second_master_is_told()
    {
        LiveSite.Play(site =>
        {
            site.Settings["nonScheduledAction"] = "none";
            site.StartHostAndLink();
            site.Until(() => site.Peer.Last(site.Root + "doctor") != null, "findings");
            Assert.True(site.Document("doctor").GetProperty("ok").GetBoolean());

            site.OrderWell("command/sniff", "{\"seconds\":8}");
            site.OrderWell("command/test", "");
            Assert.Contains("running already", site.Order("command/test", "").GetProperty("error").GetString());
            site.Until(() => site.Peer.Last(site.Root + "sniff")?.Text.Contains("\"ended\":true", StringComparison.Ordinal) == true, "end of the sniffing");
            CheckSniffed(site);

            site.Until(() => site.Document("test").GetProperty("state").GetString() == "done", "report", TestSeconds);
            CheckReport(site.Document("test"));
            site.Until(() => site.Host.Errors.Contains("Test of C0DB passed", StringComparison.Ordinal), "a line in the log");

            // Some of its frames meet ours on the line and destroy each other.
            for (int i = 0; i < 20 && site.Document("doctor").GetProperty("ok").GetBoolean(); i++)
            {
                site.Line.Do(bus => bus.Inject(ForeignHeartbeat()));
                site.Throughout(700, () => true, "the other master goes on");
            }

            site.Until(() => !site.Document("doctor").GetProperty("ok").GetBoolean(), "a finding");
            JsonElement finding = site.Document("doctor").GetProperty("findings")[0];
            Assert.Equal(("secondMaster", "error"), (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString()));
            Assert.Contains("4A21", finding.GetProperty("text").GetString(), StringComparison.Ordinal);

            using MqttPeer late = new MqttPeer(site.Broker.Port);
            Wait.Until(() => late.Retained(site.Root + "doctor") != null && late.Retained(site.Root + "test") != null, "retained findings and report");
            Assert.Null(late.Retained(site.Root + "sniff"));
            Assert.Null(late.Retained(site.Root + "command/test"));
        });
    }

    [Fact]
    public void The_program_writes_what_goes_over_the_bus_into_a_file()
    {
        using TemporaryDirectory directory = new TemporaryDirectory();
        string file = directory.File("bus.jsonl");
        using (HostProcess host = new HostProcess("--web", "off", "--once-ready", "--sniff", file))
        {
            host.WaitForOutput("ready");
            host.Signal("TERM");
            Assert.Equal(0, host.WaitForEnd());
        }

        string[] lines = File.ReadAllLines(file);
        Assert.StartsWith("{\"ms\":", lines[0], StringComparison.Ordinal);
        Assert.Contains("MasterLinkReady1", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\"lost\":0}", lines[^1], StringComparison.Ordinal);
        Assert.NotEmpty(LineRecording.Parse(lines).All);
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_told_and_ends_the_program()
    {
        (int exitCode, _, string errors) = HostProcess.Run("", "--web", "off", "--sniff", "/nowhere/bus.jsonl");
        Assert.Equal(1, exitCode);
        Assert.Contains("sniff file", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_tests_a_site_prints_the_report_and_ends()
    {
        using HostProcess host = new HostProcess("--web", "off", "--scenario", "single", "--speed", "1", "--test");
        Wait.Until(() => host.Output.Contains("Doctor: ", StringComparison.Ordinal), "the report", 80000);
        Assert.Equal(0, host.WaitForEnd());
        Assert.Contains("Test of 2019 passed: listen passed, link passed", host.Output, StringComparison.Ordinal);
        Assert.Contains("Doctor: No fault found.", host.Output, StringComparison.Ordinal);
    }

    private static void CheckSniffed(LiveSite site)
    {
        List<string> lines = site.Peer.From(0, site.Root + "sniff").Select(one => one.Text).ToList();
        JsonElement end = JsonDocument.Parse(lines[^1]).RootElement;
        Assert.Equal(lines.Count - 1, end.GetProperty("stretches").GetInt32());
        Assert.Equal(0, end.GetProperty("lost").GetInt32());
        Assert.True(lines.Count(line => line.Contains("\"dir\":\"tx\"", StringComparison.Ordinal)) > 15);

        // The program that made them reads them.
        (int exitCode, string output, _) = HostProcess.Run(string.Join("\n", lines) + "\n", "decode");
        string[] decoded = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, lines.Count), (exitCode, decoded.Length));
        Assert.True(decoded.Count(line => line.Contains("SlaveHeartbeat", StringComparison.Ordinal)) > 15);
        Assert.DoesNotContain("error", output, StringComparison.Ordinal);
    }

    private static void CheckReport(JsonElement report)
    {
        Assert.Equal("passed", report.GetProperty("result").GetString());
        Assert.Equal(3, report.GetProperty("connectors").GetArrayLength());
        foreach (JsonElement connector in report.GetProperty("connectors").EnumerateArray())
        {
            Dictionary<string, string> steps = connector.GetProperty("steps").EnumerateArray()
                .ToDictionary(step => step.GetProperty("step").GetString()!, step => step.GetProperty("result").GetString()!);
            Assert.Equal(("passed", "passed", "skipped"), (steps["listen"], steps["link"], steps["ramp"]));
            Assert.InRange(connector.GetProperty("turnaroundMs").GetInt32(), 1, 2000);
        }
    }

    private static byte[] ForeignHeartbeat()
    {
        byte[] wire = new byte[WireBytes.Longest];
        int length = WireBytes.Frame([0xFB, 0xE0, 0x4A, 0x21, 0x20, 0x19, 0, 0, 0, 0, 0, 0, 0, 0, 0], wire);
        return wire[..length];
    }
}
