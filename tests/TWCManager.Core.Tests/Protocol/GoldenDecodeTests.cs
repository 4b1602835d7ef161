using System.Text.Json.Nodes;
using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class GoldenDecodeTests
{
    // No golden frame comes from this id, so a reader with it sees every valid frame as a message.
    private const int BystanderId = 0x0001;

    [Fact]
    public void All_ninety_golden_frames_are_in_the_table()
    {
        Assert.Equal(90, GoldenFrames.All.Length);
        Assert.Equal(90, GoldenFrames.All.Select(frame => frame.Wire).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(GoldenFrames.Names), MemberType = typeof(GoldenFrames))]
    public void Reader_drops_what_the_golden_frame_says(string name)
    {
        GoldenFrame golden = GoldenFrames.Of(name);
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);

        List<string> outcomes = ReaderTrace.Of(reader, golden.Bytes);

        Assert.Equal(golden.Drops, string.Join(' ', outcomes.Where(outcome => outcome.Contains('_') || outcome is "echo" or "overflow")));
        Assert.Equal(golden.Noise, outcomes.Count(outcome => outcome == "noise"));
        Assert.Equal(golden.Noise, reader.Counters.Noise);
        Assert.Equal(golden.IsFromOurId ? 0 : JsonNode.Parse(golden.Frames)!.AsArray().Count, reader.Counters.Frames);
        Assert.Equal(golden.IsFromOurId ? 1 : 0, reader.Counters.Echo);
    }

    [Theory]
    [MemberData(nameof(GoldenFrames.Names), MemberType = typeof(GoldenFrames))]
    public void Reader_reads_every_field_of_the_golden_frame_and_no_other(string name)
    {
        GoldenFrame golden = GoldenFrames.Of(name);
        FrameReader reader = new FrameReader(BystanderId);
        JsonArray expected = JsonNode.Parse(golden.Frames)!.AsArray();
        int count = 0;

        foreach (byte b in golden.Bytes)
        {
            if (reader.Push(b) == ReadResult.Message)
            {
                AssertSame(expected[count++]!.AsObject(), reader.Message);
            }
        }

        Assert.Equal(expected.Count, count);
    }

    [Theory]
    [MemberData(nameof(GoldenFrames.NamesFromOurId), MemberType = typeof(GoldenFrames))]
    public void Frame_from_our_own_id_is_an_echo_and_still_readable(string name)
    {
        GoldenFrame golden = GoldenFrames.Of(name);
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);

        Assert.Equal(["echo"], ReaderTrace.Of(reader, golden.Bytes));

        AssertSame(JsonNode.Parse(golden.Frames)!.AsArray()[0]!.AsObject(), reader.Message);
        Assert.Equal(WireText.Enclose(reader.RawFrame[..reader.RawLength]), golden.Bytes);
    }

    private static void AssertSame(JsonObject expected, Message actual)
    {
        Assert.Equal((string?)expected["type"], MessageNames.Of(actual.Opcode));
        Assert.Equal(Number(expected, "protocol"), actual.ProtocolVersion);
        Assert.Equal(Hex(expected, "from"), actual.From);
        Assert.Equal(Hex(expected, "to"), actual.To);
        Assert.Equal(Hex(expected, "sign"), actual.Sign);
        Assert.Equal(Number(expected, "command"), actual.Command);
        Assert.Equal(Number(expected, "limitCentiamps"), actual.LimitCentiamps);
        Assert.Equal(Number(expected, "masterPlug"), actual.MasterPlug);
        Assert.Equal(Number(expected, "state"), actual.State);
        Assert.Equal(Number(expected, "maxCentiamps"), actual.MaxCentiamps);
        Assert.Equal(Number(expected, "actualCentiamps"), actual.ActualCentiamps);
        Assert.Equal(Number(expected, "energy"), actual.Energy);
        Assert.Equal(Number(expected, "plug"), actual.PlugState);
        Assert.Equal(Three(expected, "volts"), new[] { actual.VoltsL1, actual.VoltsL2, actual.VoltsL3 });
        Assert.Equal(Three(expected, "halfAmps"), new[] { actual.HalfAmpsL1, actual.HalfAmpsL2, actual.HalfAmpsL3 });
        Assert.Equal((string?)expected["text"], actual.GetText());
        Assert.Equal(((string?)expected["text"])?.Length ?? Message.None, actual.TextLength);
        Assert.Equal(Numbers(expected, "version"), actual.Version[..actual.VersionLength]);
    }

    private static int Number(JsonObject frame, string name)
    {
        return (int?)frame[name] ?? Message.None;
    }

    private static int Hex(JsonObject frame, string name)
    {
        return frame[name] is JsonNode node ? Convert.ToInt32((string?)node, 16) : Message.None;
    }

    private static int[] Numbers(JsonObject frame, string name)
    {
        return frame[name] is JsonArray array ? [.. array.Select(node => (int)node!)] : [];
    }

    private static int[] Three(JsonObject frame, string name)
    {
        int[] numbers = Numbers(frame, name);
        return numbers.Length == 0 ? [Message.None, Message.None, Message.None] : numbers;
    }
}
