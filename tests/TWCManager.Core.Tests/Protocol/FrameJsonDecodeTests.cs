using System.Text;
using System.Text.Json.Nodes;
using TWCManager.Core.Json;
using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class FrameJsonDecodeTests
{
    private readonly JsonWriter _writer = new JsonWriter(4096);

    [Theory]
    [MemberData(nameof(GoldenFrames.Names), MemberType = typeof(GoldenFrames))]
    public void Golden_frame_as_our_master_hears_it(string name)
    {
        GoldenFrame golden = GoldenFrames.Of(name);
        string frames = golden.IsFromOurId ? "[]" : golden.Frames;
        string drops = golden.Drops == "" ? "" : "\"" + golden.Drops + "\"";

        Assert.Equal($$"""{"frames":{{frames}},"drops":[{{drops}}],"noise":{{golden.Noise}}}""", Decode(GoldenFrames.OwnId, golden.Bytes));
    }

    [Theory]
    [MemberData(nameof(GoldenFrames.Names), MemberType = typeof(GoldenFrames))]
    public void Golden_frame_as_a_bystander_hears_it(string name)
    {
        GoldenFrame golden = GoldenFrames.Of(name);
        JsonNode decoded = JsonNode.Parse(Decode(0x0001, golden.Bytes))!;
        Assert.Equal(golden.Frames, decoded["frames"]!.ToJsonString());
    }

    [Fact]
    public void Drops_come_in_order_of_arrival_and_noise_is_counted()
    {
        byte[] stretch = WireText.Bytes("C0 55 55 55 55 55 C0 FE C0 FB E0 77 77 20 19 00 00 00 00 00 00 00 00 00 07 C0 55 C0 DB 55 55 55 55 C0");
        Assert.Equal("""{"frames":[],"drops":["bad_length","echo","bad_escape"],"noise":2}""", Decode(GoldenFrames.OwnId, stretch));
    }

    [Fact]
    public void Every_stretch_starts_fresh()
    {
        FrameJson frameJson = new FrameJson(GoldenFrames.OwnId);
        byte[] whole = WireText.Frame("FD E0 18 39 77 77 00 00 00 00 00 00 00 00 00");
        frameJson.Decode(whole, 9, _writer);
        _writer.Reset();

        frameJson.Decode(whole[9..], whole.Length - 9, _writer);

        Assert.Equal("""{"frames":[],"drops":[],"noise":0}""", Encoding.UTF8.GetString(_writer.Buffer, 0, _writer.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("FE F8")]
    [InlineData("C0")]
    [InlineData("C0 FD E0 18 39 77 77 00 00 00 00 00 00 00 00 00 1F")]
    public void What_no_delimiter_closes_is_nothing(string stretch)
    {
        Assert.Equal("""{"frames":[],"drops":[],"noise":0}""", Decode(GoldenFrames.OwnId, WireText.Bytes(stretch)));
    }

    [Fact]
    public void Text_with_quotes_stays_valid_json()
    {
        byte[] wire = WireText.Frame("FD ED 20 19 22 5C 41 0A 80 00 00 00 00 00 00 00 00 00 00");
        JsonNode decoded = JsonNode.Parse(Decode(GoldenFrames.OwnId, wire))!;
        Assert.Equal("\"\\A??", (string?)decoded["frames"]![0]!["text"]);
    }

    private string Decode(int ownId, byte[] bytes)
    {
        _writer.Reset();
        new FrameJson(ownId).Decode(bytes, bytes.Length, _writer);
        Assert.True(_writer.IsComplete);
        return Encoding.UTF8.GetString(_writer.Buffer, 0, _writer.Length);
    }
}
