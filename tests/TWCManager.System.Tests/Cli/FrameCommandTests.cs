using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Cli;

public sealed class FrameCommandTests
{
    // Captured at a site with a firmware 4.5 unit; the trailer F8 is noise of the transceiver.
    private const string Heartbeat = "C0 FD E0 20 19 77 77 08 02 58 02 10 00 00 00 00 7B C0 F8";
    private const string HeartbeatJson =
        """{"frames":[{"type":"SlaveHeartbeat","protocol":2,"from":"2019","to":"7777","state":8,"maxCentiamps":600,"actualCentiamps":528}],"drops":[],"noise":0}""";

    [Fact]
    public void Each_line_of_bytes_becomes_one_line_of_json()
    {
        (int exitCode, string output, string errors) = HostProcess.Run(Heartbeat + "\n\n" + Heartbeat.Replace(" ", "").ToLowerInvariant() + "\r\n", "decode");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal(HeartbeatJson + "\n{\"frames\":[],\"drops\":[],\"noise\":0}\n" + HeartbeatJson + "\n", output);
    }

    [Fact]
    public void A_line_that_is_no_hex_gets_an_error_line_and_the_next_is_decoded()
    {
        (int exitCode, string output, _) = HostProcess.Run("C0 F\nhello\n" + Heartbeat + "\n", "decode");

        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, 3), (exitCode, lines.Length));
        Assert.StartsWith("{\"error\":\"", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"error\":\"", lines[1], StringComparison.Ordinal);
        Assert.Equal(HeartbeatJson, lines[2]);
    }

    [Fact]
    public void Of_a_sniffed_line_the_bytes_are_decoded()
    {
        const string Sniffed = "{\"ms\":12,\"dir\":\"rx\",\"hex\":\"" + Heartbeat + "\",\"frames\":[{\"type\":\"Vin1\",\"hex\":\"00\"}],\"drops\":[],\"noise\":7,\"lost\":2}";
        (int exitCode, string output, _) = HostProcess.Run(Sniffed + "\n{\"ms\":99,\"ended\":true,\"stretches\":1,\"lost\":0}\n{\"hexagon\":1}\n{\"hex\":\"C\"}\n{\n", "decode");

        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, HeartbeatJson, "{\"frames\":[],\"drops\":[],\"noise\":0}"), (exitCode, lines[0], lines[1]));
        Assert.All(lines.Skip(2), line => Assert.StartsWith("{\"error\":\"", line, StringComparison.Ordinal));
        Assert.Equal(5, lines.Length);
    }

    [Fact]
    public void Our_own_id_can_be_chosen_and_makes_a_frame_an_echo()
    {
        (_, string output, _) = HostProcess.Run(Heartbeat + "\n", "decode", "--own", "2019");

        Assert.Contains("\"drops\":[\"echo\"]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_comes_before_the_next_line_is_given()
    {
        using HostProcess host = new HostProcess("decode");

        host.Say(Heartbeat + "\n");
        host.WaitForOutput(HeartbeatJson);
        host.Say("C0 F\n");
        host.WaitForOutput("{\"error\":");
        host.EndInput();

        Assert.Equal(0, host.WaitForEnd());
    }

    [Fact]
    public void What_is_encoded_is_decoded_to_the_same()
    {
        const string Json = """{"type":"MasterHeartbeat","protocol":2,"to":"2019","command":9,"limitCentiamps":1900}""";
        (int exitCode, string wire, _) = HostProcess.Run(Json + "\n", "encode");

        Assert.Equal((0, "C0 FB E0 77 77 20 19 09 07 6C 00 00 00 00 00 00 83 C0\n"), (exitCode, wire));
        (_, string back, _) = HostProcess.Run(wire, "decode", "--own", "0001");
        Assert.Contains("\"type\":\"MasterHeartbeat\"", back, StringComparison.Ordinal);
        Assert.Contains("\"limitCentiamps\":1900", back, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forbidden_frame_is_refused_and_nothing_else_is_written()
    {
        (int exitCode, string output, _) = HostProcess.Run("""{"type":"MasterHeartbeat","protocol":2,"to":"2019","command":2}""" + "\nnot json\n", "encode");

        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, 2), (exitCode, lines.Length));
        Assert.Equal("""{"error":"forbidden"}""", lines[0]);
        Assert.StartsWith("{\"error\":", lines[1], StringComparison.Ordinal);
    }
}
