using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class FrameStreamTests
{
    private const string FirstFrame = "FDE020197777010640060000000000" + "54";
    private const string SecondFrame = "FDE018397777000000000000000000" + "1F";

    private static readonly byte[] s_first = WireText.Enclose(WireText.Bytes(FirstFrame));
    private static readonly byte[] s_second = WireText.Enclose(WireText.Bytes(SecondFrame));

    [Fact]
    public void One_frame_is_one_message()
    {
        Assert.Equal([FirstFrame], Decode(s_first));
    }

    [Fact]
    public void Two_joined_frames_are_two_messages()
    {
        Assert.Equal([FirstFrame, SecondFrame], Decode([.. s_first, .. s_second]));
    }

    [Fact]
    public void Two_frames_may_share_a_delimiter()
    {
        Assert.Equal([FirstFrame, SecondFrame], Decode([.. s_first, .. s_second[1..]]));
    }

    [Fact]
    public void A_message_is_complete_with_its_last_delimiter_and_not_before()
    {
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);
        for (int i = 0; i < s_first.Length - 1; i++)
        {
            Assert.Equal(ReadResult.Pending, reader.Push(s_first[i]));
            Assert.Equal(i > 0, reader.IsInsideFrame);
        }

        Assert.Equal(ReadResult.Message, reader.Push(s_first[^1]));
        Assert.False(reader.IsInsideFrame);
    }

    [Fact]
    public void A_gap_at_any_byte_costs_the_frame_it_hits_and_no_other()
    {
        for (int at = 1; at < s_first.Length; at++)
        {
            FrameReader reader = new FrameReader(GoldenFrames.OwnId);
            Assert.Empty(ReaderTrace.Of(reader, s_first[..at]));
            reader.Gap();
            Assert.False(reader.IsInsideFrame);

            // The rest is ignored up to its delimiter, which opens the next segment as every delimiter does.
            Assert.Empty(ReaderTrace.Of(reader, s_first[at..]));
            Assert.Equal([SecondFrame], ReaderTrace.Of(reader, s_second));
        }
    }

    [Fact]
    public void A_gap_counts_as_a_timeout_only_when_a_frame_was_under_way()
    {
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);
        reader.Gap();
        ReaderTrace.Of(reader, [.. s_first, 0xFE]);
        reader.Gap();
        Assert.Equal(0, reader.Counters.Timeouts);

        ReaderTrace.Of(reader, s_first[..6]);
        reader.Gap();
        reader.Gap();

        Assert.Equal(1, reader.Counters.Timeouts);
        Assert.Equal(0, reader.Counters.BadLength);
    }

    [Fact]
    public void Noise_before_the_first_delimiter_is_nothing()
    {
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);
        byte[] noise = [.. Enumerable.Repeat((byte)0xFD, 100)];
        Assert.Equal([FirstFrame], ReaderTrace.Of(reader, [.. noise, .. s_first]));
        Assert.Equal(0, reader.Counters.Noise);
        Assert.Equal(0, reader.Counters.Overflow);
    }

    [Fact]
    public void What_a_transceiver_leaves_behind_is_noise()
    {
        Assert.Equal([FirstFrame, "noise", SecondFrame, "noise", FirstFrame], Decode([.. s_first, 0xFE, .. s_second, 0x02, 0x00, .. s_first]));
    }

    [Theory]
    [InlineData(4, "noise")]
    [InlineData(5, "bad_length")]
    [InlineData(13, "bad_length")]
    [InlineData(14, "bad_checksum")]
    [InlineData(15, "bad_length")]
    [InlineData(16, "bad_checksum")]
    [InlineData(17, "bad_length")]
    [InlineData(20, "bad_checksum")]
    [InlineData(40, "bad_length")]
    [InlineData(41, "overflow")]
    [InlineData(1000, "overflow")]
    public void Length_decides_what_a_row_of_55_is(int length, string outcome)
    {
        byte[] row = [0xC0, .. Enumerable.Repeat((byte)0x55, length), 0xC0, .. s_second];
        Assert.Equal([outcome, SecondFrame], Decode(row));
    }

    [Fact]
    public void Four_bytes_with_a_broken_escape_are_still_noise()
    {
        Assert.Equal(["noise"], Decode([0xC0, 0xDB, 0x00, 0xDB, 0xDB, 0xC0]));
    }

    [Fact]
    public void Too_long_with_a_broken_escape_is_still_too_long()
    {
        Assert.Equal(["overflow"], Decode([0xC0, .. Enumerable.Repeat((byte)0xDB, 41), 0xC0]));
    }

    [Fact]
    public void The_longest_frame_with_every_byte_escaped_still_fits()
    {
        byte[] row = [0xC0, .. Enumerable.Repeat(new byte[] { 0xDB, 0xDC }, 20).SelectMany(pair => pair), 0xC0];

        // Nineteen times C0 less the first: 18 * C0 = D80, and the last byte is not 80.
        Assert.Equal(["bad_checksum"], Decode(row));
    }

    [Fact]
    public void A_bad_checksum_costs_one_frame()
    {
        byte[] damaged = (byte[])s_first.Clone();
        damaged[8] ^= 0x04;
        Assert.Equal(["bad_checksum", SecondFrame], Decode([.. damaged, .. s_second]));
    }

    [Fact]
    public void Every_flipped_bit_but_those_of_the_type_byte_is_noticed()
    {
        int cases = 0;
        for (int bit = 8 * 2; bit < 8 * (s_first.Length - 1); bit++)
        {
            byte[] damaged = (byte[])s_first.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            List<string> outcomes = Decode([.. damaged, .. s_second]);
            Assert.DoesNotContain(outcomes, outcome => outcome.Length > 12 && outcome != SecondFrame);
            Assert.Equal(SecondFrame, outcomes[^1]);
            cases++;
        }

        Assert.Equal(120, cases);
    }

    [Fact]
    public void An_unknown_escape_costs_one_frame()
    {
        for (int second = 0; second < 256; second++)
        {
            if (second is 0xC0 or 0xDC or 0xDD)
            {
                continue;
            }

            byte[] row = [0xC0, 0xFD, 0xE2, 0x31, 0xDB, (byte)second, 0x77, 0x04, 0x00, 0x00, 0xC0, .. s_second];
            Assert.Equal(["bad_escape", SecondFrame], Decode(row));
        }
    }

    [Fact]
    public void A_lost_delimiter_between_frames_costs_those_two_frames_only()
    {
        byte[] row = [.. s_first[..^1], .. s_second[1..], .. s_first];
        Assert.Equal(["bad_length", FirstFrame], Decode(row));
    }

    [Fact]
    public void A_frame_inside_a_bad_segment_is_not_searched_for()
    {
        Assert.Equal(["bad_length"], Decode([0xC0, 0xF8, 0xFE, .. s_first[1..]]));
    }

    [Fact]
    public void An_echo_is_told_from_a_stranger_by_the_own_id_only()
    {
        byte[] heartbeat = WireText.Frame("FB E0 77 77 20 19 09 07 6C 00 00 00 00 00 00");
        Assert.Equal(["echo"], Decode(heartbeat));
        Assert.Single(ReaderTrace.Of(new FrameReader(0x2019), heartbeat), outcome => outcome.StartsWith("FBE07777"));
    }

    [Fact]
    public void Reset_forgets_the_frame_under_way_and_keeps_the_counts()
    {
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);
        ReaderTrace.Of(reader, [.. s_first, .. s_second[..9]]);

        reader.Reset();

        Assert.False(reader.IsInsideFrame);
        Assert.Empty(ReaderTrace.Of(reader, s_second[9..]));
        Assert.Equal(1, reader.Counters.Frames);
    }

    private static List<string> Decode(byte[] bytes)
    {
        return ReaderTrace.Of(new FrameReader(GoldenFrames.OwnId), bytes);
    }
}
