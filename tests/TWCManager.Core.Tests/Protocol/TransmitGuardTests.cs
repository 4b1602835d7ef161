using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class TransmitGuardTests(ITestOutputHelper output)
{
    private static readonly int[] s_harmless =
        [0xFCE1, 0xFBE2, 0xFBE0, 0xFBEB, 0xFBEC, 0xFBED, 0xFBEE, 0xFBEF, 0xFBF1, 0xFBB4, 0xFCB1, 0xFCB2];

    // Each of them has cost somebody a connector or a charge.
    private static readonly string[] s_harmful =
    [
        "FC 19 41 31 38 46 30 30 30 32 30 31 39 00 00",
        "FC 1A 31 30 35 30 30 36 37 2D 30 31 2D 00 00",
        "FB E8 77 77 20 19 00 00 00 00 00 00 00 00 00",
        "FC A1 77 77 20 19 00 00 00 00 00 00 00 00 00",
        "FC E5 77 77 20 19 00 00 00 00 00 00 00 00 00",
        "FB E0 77 77 20 19 02 04 00 00 00 00 00 00 00",
        "FB E0 77 77 20 19 09 32 00 00 00 00 00 00 00",
        "FB E0 77 77 20 19 05 1F 41 00 00 00 00 00 00",
        "FB E0 77 77 20 19 06 00 00 00 00 00 00 00 00",
        "FB E0 77 77 20 19 07 00 00 00 00 00 00 00 00",
    ];

    private static readonly byte[] s_good = WireText.Frame("FB E0 77 77 20 19 09 07 6C 00 00 00 00 00 00");

    [Fact]
    public void Of_the_golden_frames_only_harmless_ones_of_a_master_may_leave()
    {
        string[] mayLeave = ["V02", "V03", "V08", "V09", "V10", "V26", "V29", "V30", "V34", "V35", "V44", "V45", "V50", "V51", "V53", "V55",
            "V63", "V64", "V65", "V66", "V67", "V68", "V73"];
        Assert.Equal(mayLeave, GoldenFrames.All.Where(golden => Allows(golden.Bytes)).Select(golden => golden.Name));
    }

    [Fact]
    public void Of_all_65536_types_only_the_listed_ones_may_leave()
    {
        int cases = 0;
        for (int length = 13; length <= 20; length++)
        {
            List<int> allowed = [];
            for (int opcode = 0; opcode <= 0xFFFF; opcode++, cases++)
            {
                byte[] frame = new byte[length - 1];
                frame[0] = (byte)(opcode >> 8);
                frame[1] = (byte)opcode;
                if (Allows(WireText.Frame(frame)))
                {
                    allowed.Add(opcode);
                }
            }

            Assert.Equal(length is 14 or 16 ? s_harmless.Order() : [], allowed);
        }

        output.WriteLine($"{cases} frames judged");
    }

    [Fact]
    public void Of_all_commands_only_00_05_08_and_09_may_leave()
    {
        IEnumerable<int> allowed = Enumerable.Range(0, 256)
            .Where(command => Allows(WireText.Frame($"FB E0 77 77 20 19 {command:X2} 00 00 00 00 00 00 00 00")));
        Assert.Equal([0, 5, 8, 9], allowed);
    }

    [Theory]
    [InlineData("05")]
    [InlineData("08")]
    [InlineData("09")]
    public void No_limit_above_80_A_may_leave(string command)
    {
        for (int limit = 0; limit <= 0xFFFF; limit++)
        {
            byte[] wire = WireText.Frame($"FB E0 77 77 20 19 {command} {limit >> 8:X2} {limit & 0xFF:X2} 00 00 00 00 00 00");
            Assert.True(Allows(wire) == limit <= 8000, limit.ToString());
        }
    }

    [Fact]
    public void Bytes_without_a_meaning_must_be_zero()
    {
        string[] frames =
        [
            "FB E0 77 77 20 19 09 07 6C 00 00 00 00 00 00", "FB EB 77 77 20 19 00 00 00 00 00 00 00 00 00",
            "FC E1 77 77 77 0C 80 00 00 00 00 00 00 00 00", "FC B2 77 77 20 19 00 00 00 00 00 00 00",
        ];
        int[] firstUnused = [10, 6, 7, 6];
        for (int i = 0; i < frames.Length; i++)
        {
            byte[] frame = WireText.Bytes(frames[i]);
            Assert.True(Allows(WireText.Frame(frame)));
            for (int at = firstUnused[i]; at < frame.Length; at++)
            {
                byte[] changed = (byte[])frame.Clone();
                changed[at] = 1;
                Assert.False(Allows(WireText.Frame(changed)), $"{frames[i]}, byte {at}");
            }
        }
    }

    [Fact]
    public void A_harmful_frame_may_not_leave_however_it_is_dressed()
    {
        int cases = 0;
        foreach (string harmful in s_harmful)
        {
            byte[] frame = WireText.Bytes(harmful);
            foreach (byte[] dressed in Dress(frame))
            {
                Assert.False(Allows(dressed), Convert.ToHexString(dressed));
                cases++;
            }
        }

        output.WriteLine($"{cases} buffers refused");
    }

    [Fact]
    public void Two_frames_in_one_buffer_may_not_leave_even_when_both_are_harmless()
    {
        Assert.True(Allows(s_good));
        Assert.False(Allows([.. s_good, .. s_good]));
        Assert.False(Allows([.. s_good, .. s_good[1..]]));
    }

    [Fact]
    public void A_frame_must_fill_its_buffer_from_delimiter_to_delimiter()
    {
        Assert.False(Allows([.. s_good, 0xFE]));
        Assert.False(Allows([0xFE, .. s_good]));
        Assert.False(Allows([.. s_good, 0xC0]));
        Assert.False(Allows([0xC0, .. s_good]));
        Assert.False(Allows(s_good[1..]));
        Assert.False(Allows(s_good[..^1]));
        Assert.False(Allows([]));
        Assert.False(Allows([0xC0]));
        Assert.False(Allows([0xC0, 0xC0]));
    }

    [Fact]
    public void Only_the_given_length_of_a_buffer_counts()
    {
        byte[] buffer = [.. s_good, 0x00, 0x01];
        Assert.True(TransmitGuard.Allows(buffer, s_good.Length));
        for (int length = -1; length <= buffer.Length + 1; length++)
        {
            Assert.Equal(length == s_good.Length, TransmitGuard.Allows(buffer, length));
        }

        Assert.False(TransmitGuard.Allows(null, 0));
    }

    [Fact]
    public void A_frame_with_a_wrong_checksum_may_not_leave()
    {
        byte[] frame = WireText.Bytes("FB E0 77 77 20 19 09 07 6C 00 00 00 00 00 00");
        for (int sum = 0; sum < 256; sum++)
        {
            Assert.Equal(sum == 0x83, Allows(WireText.Enclose([.. frame, (byte)sum])));
        }
    }

    [Fact]
    public void Broken_escapes_may_not_leave()
    {
        byte[] escaped = WireText.Frame("FB E0 77 77 20 19 09 12 C0 00 00 00 00 00 00");
        Assert.Equal(0xDB, escaped[9]);
        Assert.True(Allows(escaped));
        for (int second = 0; second < 256; second++)
        {
            byte[] changed = (byte[])escaped.Clone();
            changed[10] = (byte)second;
            Assert.True(Allows(changed) == (second == 0xDC), second.ToString("X2"));
        }

        byte[] endsInEscape = [.. escaped[..^2], 0xDB, 0xC0];
        Assert.False(Allows(endsInEscape));
    }

    [Fact]
    public void What_may_leave_out_of_random_bytes_is_one_harmless_frame_to_any_listener()
    {
        const int Rounds = 1_000_000;
        Random random = new Random(298);
        int allowed = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = Mutate(random);
            if (!Allows(bytes))
            {
                continue;
            }

            allowed++;
            string frame = Assert.Single(ReferenceDecoder.Decode(bytes, -1));
            AssertHarmless(Convert.FromHexString(frame));
        }

        output.WriteLine($"{Rounds} mutated frames, {allowed} of them may leave");
        Assert.InRange(allowed, 1000, Rounds - 1000);
    }

    private static void AssertHarmless(byte[] frame)
    {
        int opcode = (frame[0] << 8) | frame[1];
        Assert.Contains(opcode, s_harmless);
        if (opcode == 0xFBE0)
        {
            Assert.Contains(frame[6], new byte[] { 0, 5, 8, 9 });
            Assert.InRange((frame[7] << 8) | frame[8], 0, 8000);
        }
    }

    private static IEnumerable<byte[]> Dress(byte[] frame)
    {
        foreach (int length in Enumerable.Range(5, 20))
        {
            byte[] resized = frame;
            Array.Resize(ref resized, length);
            byte[] wire = WireText.Frame(resized);
            yield return wire;
            yield return [.. wire, 0xFE];
            yield return [0xFE, .. wire];
            yield return [.. wire, .. s_good];
            yield return [.. s_good, .. wire];
            yield return [.. s_good, .. wire[1..]];
            yield return [.. wire[..^1], .. s_good];
            yield return [.. s_good[..^1], .. wire[1..]];
            yield return wire[1..];
            yield return wire[..^1];
        }

        byte[] plain = WireText.Frame(frame);
        for (int at = 1; at < plain.Length - 1; at++)
        {
            yield return [.. plain[..at], 0xDB, .. plain[at..]];
            yield return [.. plain[..at], 0xC0, .. plain[at..]];
            yield return [.. plain[..at], 0xDB, 0xDC, .. plain[(at + 1)..]];
            yield return [.. plain[..at], 0xDB, 0xDD, .. plain[(at + 1)..]];
        }
    }

    private static byte[] Mutate(Random random)
    {
        string[] seeds =
        [
            "FB E0 77 77 20 19 09 07 6C 00 00 00 00 00 00", "FB E0 77 77 20 19 05 12 C0 00 00 00 00", "FB EB 77 77 20 19 00 00 00 00 00 00 00 00 00",
            "FC E1 C0 DB 77 00 00 00 00 00 00 00 00 00 00", "FC B1 77 77 20 19 00 00 00 00 00 00 00 00 00",
        ];
        byte[] frame = WireText.Bytes(random.Next(4) == 0 ? s_harmful[random.Next(s_harmful.Length)] : seeds[random.Next(seeds.Length)]);
        for (int changes = random.Next(3); changes > 0; changes--)
        {
            int at = random.Next(random.Next(2) == 0 ? 9 : frame.Length);
            frame[at] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(frame[at] ^ (1 << random.Next(8)));
        }

        List<byte> wire = [.. WireText.Frame(frame)];
        if (random.Next(3) == 0)
        {
            wire[random.Next(wire.Count)] = (byte)random.Next(256);
        }

        if (random.Next(10) == 0)
        {
            wire.Insert(random.Next(wire.Count + 1), (byte)random.Next(256));
        }

        if (random.Next(10) == 0)
        {
            wire.RemoveAt(random.Next(wire.Count));
        }

        return [.. wire];
    }

    private static bool Allows(byte[] wire)
    {
        return TransmitGuard.Allows(wire, wire.Length);
    }
}
