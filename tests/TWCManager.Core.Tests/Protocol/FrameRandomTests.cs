using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class FrameRandomTests(ITestOutputHelper output)
{
    private const string GoodFrame = "FDE018397777000000000000000000" + "1F";

    [Fact]
    public void After_any_random_bytes_the_next_good_frame_is_taken()
    {
        const int Rounds = 20000;
        Random random = new Random(20190601);
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);
        byte[] good = WireText.Enclose(WireText.Bytes(GoodFrame));
        long bytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] noise = new byte[random.Next(300)];
            random.NextBytes(noise);
            foreach (byte b in noise)
            {
                reader.Push(b);
            }

            Assert.Equal(GoodFrame, ReaderTrace.Of(reader, good)[^1]);
            bytes += noise.Length;
        }

        output.WriteLine($"{bytes} random bytes, {Rounds} good frames after them");
        Assert.True(bytes > 2_000_000);
    }

    [Fact]
    public void Random_streams_of_whole_and_damaged_frames_are_read_as_the_receive_rules_say()
    {
        const int Streams = 30000;
        Random random = new Random(453);
        int outcomes = 0;
        HashSet<string> kinds = [];
        for (int stream = 0; stream < Streams; stream++)
        {
            byte[] bytes = MakeStream(random);
            List<string> expected = ReferenceDecoder.Decode(bytes, GoldenFrames.OwnId);

            List<string> actual = ReaderTrace.Of(new FrameReader(GoldenFrames.OwnId), bytes);

            Assert.True(expected.SequenceEqual(actual), Convert.ToHexString(bytes));
            outcomes += actual.Count;
            kinds.UnionWith(actual.Select(outcome => outcome.Length < 14 ? outcome : "message"));
        }

        output.WriteLine($"{Streams} streams, {outcomes} outcomes");
        Assert.Equal(["bad_checksum", "bad_escape", "bad_length", "echo", "message", "noise", "overflow", "unknown_type"], kinds.Order());
    }

    [Fact]
    public void Counters_add_up_to_the_outcomes()
    {
        Random random = new Random(229);
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);
        List<string> outcomes = [];
        for (int stream = 0; stream < 2000; stream++)
        {
            outcomes.AddRange(ReaderTrace.Of(reader, MakeStream(random)));
        }

        LineCounters counters = reader.Counters;
        Assert.Equal(outcomes.Count(outcome => outcome.Length >= 14), counters.Frames);
        Assert.Equal(outcomes.Count(outcome => outcome == "noise"), counters.Noise);
        Assert.Equal(outcomes.Count(outcome => outcome == "echo"), counters.Echo);
        Assert.Equal(outcomes.Count(outcome => outcome == "bad_escape"), counters.BadEscape);
        Assert.Equal(outcomes.Count(outcome => outcome == "bad_length"), counters.BadLength);
        Assert.Equal(outcomes.Count(outcome => outcome == "bad_checksum"), counters.BadChecksum);
        Assert.Equal(outcomes.Count(outcome => outcome == "unknown_type"), counters.UnknownType);
        Assert.Equal(outcomes.Count(outcome => outcome == "overflow"), counters.Overflow);
    }

    private static byte[] MakeStream(Random random)
    {
        List<byte> stream = [];
        int pieces = random.Next(1, 6);
        for (int piece = 0; piece < pieces; piece++)
        {
            byte[] bytes = random.Next(4) == 0 ? MakeFrame(random) : GoldenFrames.All[random.Next(GoldenFrames.All.Length)].Bytes;
            stream.AddRange(random.Next(2) == 0 ? bytes : Damage(random, bytes));
            stream.AddRange(Enumerable.Repeat((byte)random.Next(256), random.Next(3)));
        }

        return [.. stream];
    }

    // Frames full of bytes that need escapes.
    private static byte[] MakeFrame(Random random)
    {
        int[] lengths = [13, 15, 19];
        byte[] frame = new byte[lengths[random.Next(3)]];
        random.NextBytes(frame);
        for (int i = 2; i < frame.Length; i++)
        {
            frame[i] = random.Next(3) switch { 0 => 0xC0, 1 => 0xDB, _ => frame[i] };
        }

        frame[0] = (byte)(0xFB + random.Next(3));
        byte[] commands = [0xE0, 0xE1, 0xE2, 0x1D, 0x19, 0x1A, 0x1B, 0xB1, 0xB2, 0xB4, 0xEB, 0xEC, 0xED, 0xEE, 0xEF, 0xF1];
        frame[1] = commands[random.Next(commands.Length)];
        return WireText.Frame(frame);
    }

    private static byte[] Damage(Random random, byte[] bytes)
    {
        List<byte> damaged = [.. bytes];
        int at = random.Next(damaged.Count);
        switch (random.Next(5))
        {
            case 0:
                damaged[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                damaged.RemoveAt(at);
                break;
            case 2:
                damaged.Insert(at, (byte)random.Next(256));
                break;
            case 3:
                damaged[at] = random.Next(2) == 0 ? (byte)0xC0 : (byte)0xDB;
                break;
            default:
                damaged.RemoveRange(at, damaged.Count - at);
                break;
        }

        return [.. damaged];
    }
}
