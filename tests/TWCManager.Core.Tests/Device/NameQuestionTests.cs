using TWCManager.Esp32.Network;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class NameQuestionTests
{
    private const int Mark = 0x1234;

    private static readonly byte[] s_header = [0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0];
    private static readonly byte[] s_question = [2, (byte)'h', (byte)'a', 3, (byte)'b', (byte)'o', (byte)'x', 0, 0, 1, 0, 1];

    [Theory]
    [InlineData("ha.box")]
    [InlineData("ha.box.")]
    public void A_question_to_a_server_names_every_label_with_its_length(string name)
    {
        byte[] message = Enumerable.Repeat((byte)7, NameQuestion.Capacity).ToArray();
        int length = NameQuestion.Write(message, Mark, name, false);
        Assert.Equal([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. s_question], message[..length]);
    }

    [Fact]
    public void A_question_to_everybody_wants_no_recursion_and_the_answer_for_us_alone()
    {
        byte[] message = new byte[NameQuestion.Capacity];
        int length = NameQuestion.Write(message, Mark, "ha.local", true);
        Assert.Equal(0, message[2]);
        Assert.Equal([0, 1, 0x80, 1], message[(length - 4)..length]);
    }

    [Fact]
    public void A_name_that_cannot_be_asked_for_gives_no_question()
    {
        byte[] message = new byte[NameQuestion.Capacity];
        foreach (string name in new[] { "", ".", ".box", "ha..box", new string('a', 64), "ha." + new string('b', 64), string.Join('.', Enumerable.Repeat("abcdefg", 32)) })
        {
            Assert.Equal(0, NameQuestion.Write(message, Mark, name, false));
        }

        Assert.NotEqual(0, NameQuestion.Write(message, Mark, new string('a', 63) + "." + string.Join('.', Enumerable.Repeat("abcdefg", 23)), false));
    }

    [Fact]
    public void The_address_is_read_behind_an_alias_and_names_that_point_back()
    {
        byte[] message = [.. s_header, .. s_question,
            0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 4, 1, (byte)'x', 0xC0, 15,
            1, (byte)'x', 0xC0, 15, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 168, 1, 10];
        message[7] = 2;
        AssertAddress("192.168.1.10", message);
    }

    [Fact]
    public void An_answer_of_the_home_network_may_leave_the_question_out_and_mark_its_record()
    {
        byte[] message = [0x12, 0x34, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, (byte)'h', (byte)'a', 5, .. "local"u8, 0, 0, 1, 0x80, 1, 0, 0, 0, 120, 0, 4, 10, 0, 0, 7];
        AssertAddress("10.0.0.7", message);
    }

    [Fact]
    public void What_is_no_answer_to_our_question_tells_nothing()
    {
        byte[] good = [.. s_header, .. s_question, 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 1, 2, 3, 4];
        AssertAddress("1.2.3.4", good);
        int end = good.Length;
        for (int length = 0; length < end; length++)
        {
            Assert.False(NameQuestion.TryRead(good, length, Mark, new byte[4]), "cut to " + length);
        }

        foreach ((int at, byte value) in new (int, byte)[] { (0, 0x13), (1, 0x35), (2, 0x01), (3, 0x83), (7, 0), (27, 28), (29, 3), (35, 5) })
        {
            byte[] message = (byte[])good.Clone();
            message[at] = value;
            Assert.False(NameQuestion.TryRead(message, end, Mark, new byte[4]), "byte " + at);
        }
    }

    [Fact]
    public void Random_bytes_never_lead_outside()
    {
        Random random = new Random(4711);
        for (int i = 0; i < 20000; i++)
        {
            byte[] message = new byte[random.Next(12, 80)];
            random.NextBytes(message);
            message[2] |= 0x80;
            message[3] &= 0xF0;
            NameQuestion.TryRead(message, message.Length, (message[0] << 8) | message[1], new byte[4]);
        }
    }

    private static void AssertAddress(string expected, byte[] message)
    {
        byte[] address = new byte[4];
        Assert.True(NameQuestion.TryRead(message, message.Length, Mark, address));
        Assert.Equal(expected, string.Join('.', address));
    }
}
