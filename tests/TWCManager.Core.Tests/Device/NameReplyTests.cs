using System.Text;
using TWCManager.Esp32.Setup;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class NameReplyTests
{
    private static readonly byte[] s_own = [192, 168, 4, 1];

    [Fact]
    public void Every_name_is_ours()
    {
        byte[] message = new byte[512];
        int question = Write(message, "connectivitycheck.example.com", 1);
        byte[] asked = message[..question];
        int length = NameReply.Answer(message, question, s_own);
        Assert.Equal([0x12, 0x34, 0x85, 0, 0, 1, 0, 1, 0, 0, 0, 0], message[..12]);
        Assert.Equal(asked[12..], message[12..question]);
        Assert.Equal([0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 192, 168, 4, 1], message[question..length]);
    }

    [Fact]
    public void Of_other_kinds_of_address_we_have_none_and_what_is_behind_the_question_is_left_out()
    {
        byte[] message = new byte[512];
        int question = Write(message, "a.b", 28);
        message[11] = 1;
        Assert.Equal(question, NameReply.Answer(message, question + 11, s_own));
        Assert.Equal([0x85, 0, 0, 1, 0, 0, 0, 0, 0, 0], message[2..12]);
    }

    [Fact]
    public void What_is_no_plain_question_gets_no_answer()
    {
        byte[] message = new byte[512];
        int length = Write(message, "a.b", 1);
        Assert.Equal(0, NameReply.Answer(message, length - 1, s_own));
        message[2] = 0x80;
        Assert.Equal(0, NameReply.Answer(message, length, s_own));
        Write(message, "a.b", 1);
        message[5] = 2;
        Assert.Equal(0, NameReply.Answer(message, length, s_own));
        Write(message, "a.b", 1);
        message[12] = 0xC0;
        Assert.Equal(0, NameReply.Answer(message, length, s_own));
    }

    [Fact]
    public void Random_bytes_break_nothing()
    {
        Random random = new(6);
        byte[] message = new byte[512];
        int answers = 0;
        for (int i = 0; i < 50000; i++)
        {
            int length = Write(message, "phone.example.com", 1);
            for (int changes = random.Next(4); changes > 0; changes--)
            {
                message[random.Next(length)] = (byte)random.Next(256);
            }

            int reply = NameReply.Answer(message, random.Next(10) == 0 ? random.Next(513) : length, s_own);
            answers += reply > 0 ? 1 : 0;
            Assert.InRange(reply, 0, 512);
        }

        Assert.True(answers > 5000);
    }

    private static int Write(byte[] message, string name, byte type)
    {
        List<byte> bytes = [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        foreach (string label in name.Split('.'))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }

        bytes.AddRange([0, 0, type, 0, 1]);
        bytes.CopyTo(message);
        return bytes.Count;
    }
}
