using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class FrameLengthTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("FD EB", "16 20")]
    [InlineData("FD EC", "16")]
    [InlineData("FD ED", "20")]
    [InlineData("FD EE", "20")]
    [InlineData("FD EF", "20")]
    [InlineData("FD F1", "20")]
    [InlineData("FD E0", "14 16")]
    [InlineData("FD E2", "14 16")]
    [InlineData("FB E0", "14 16")]
    [InlineData("FB E2", "14 16")]
    [InlineData("FC E1", "14 16")]
    [InlineData("FC 1D", "14 16")]
    [InlineData("FB EB", "14 16")]
    [InlineData("FB EC", "14 16")]
    [InlineData("FB ED", "14 16")]
    [InlineData("FB EE", "14 16")]
    [InlineData("FB EF", "14 16")]
    [InlineData("FB F1", "14 16")]
    [InlineData("FB B4", "14 16")]
    [InlineData("FD B4", "14 16")]
    [InlineData("FC B1", "14 16")]
    [InlineData("FD B1", "14 16")]
    [InlineData("FC B2", "14 16")]
    [InlineData("FD B2", "14 16")]
    [InlineData("FB 19", "14 16")]
    [InlineData("FD 19", "14 16")]
    [InlineData("FB 1A", "14 16")]
    [InlineData("FD 1A", "14 16")]
    [InlineData("FB 1B", "14 16")]
    [InlineData("FD 1B", "14 16")]
    public void Each_type_comes_in_its_own_lengths_only(string type, string lengths)
    {
        for (int length = 5; length <= 40; length++)
        {
            byte[] frame = new byte[length - 1];
            WireText.Bytes(type).CopyTo(frame, 0);
            string expected = lengths.Split(' ').Contains(length.ToString()) ? "taken" : "bad_length";

            string outcome = Assert.Single(ReaderTrace.Of(new FrameReader(GoldenFrames.OwnId), WireText.Frame(frame)));

            Assert.True(expected == (outcome.Contains('_') ? outcome : "taken"), $"{type} with {length} bytes: {outcome}");
        }
    }

    [Fact]
    public void All_65536_types_are_judged_as_the_receive_rules_say()
    {
        int cases = 0;
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);
        foreach (int length in new[] { 14, 16, 20 })
        {
            for (int opcode = 0; opcode <= 0xFFFF; opcode++)
            {
                byte[] frame = new byte[length - 1];
                frame[0] = (byte)(opcode >> 8);
                frame[1] = (byte)opcode;
                byte[] wire = WireText.Frame(frame);

                Assert.Equal(ReferenceDecoder.Decode(wire, GoldenFrames.OwnId), ReaderTrace.Of(reader, wire));
                cases++;
            }
        }

        output.WriteLine($"{cases} frames judged");
        Assert.Equal(24 + 26 + 5, reader.Counters.Frames);
    }
}
