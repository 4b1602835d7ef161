using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class MessageFieldTests
{
    [Fact]
    public void Every_state_number_survives_as_a_number()
    {
        for (int state = 0; state < 256; state++)
        {
            Message message = Read($"FD E0 20 19 77 77 {state:X2} 06 40 05 FA 00 00 00 00");
            Assert.Equal(state, message.State);
            Assert.Equal(1530, message.ActualCentiamps);
        }
    }

    [Fact]
    public void Every_command_number_survives_as_a_number()
    {
        for (int command = 0; command < 256; command++)
        {
            Message message = Read($"FB E0 4A 21 20 19 {command:X2} 0C 80 00 00 00 00 00 00");
            Assert.Equal(command, message.Command);
            Assert.Equal(3200, message.LimitCentiamps);
        }
    }

    [Fact]
    public void Numbers_use_all_their_bits()
    {
        Message heartbeat = Read("FD E0 FF FF FF FF FF FF FF FF FF FF FF FF FF");
        Assert.Equal(0xFFFF, heartbeat.From);
        Assert.Equal(0xFFFF, heartbeat.To);
        Assert.Equal(65535, heartbeat.MaxCentiamps);
        Assert.Equal(65535, heartbeat.ActualCentiamps);

        Message meter = Read("FD EB 20 19 FF FF FF FE FF FF FF FE FF FD FF FE FD 00 00");
        Assert.Equal(4294967294L, meter.Energy);
        Assert.Equal([65535, 65534, 65533], new[] { meter.VoltsL1, meter.VoltsL2, meter.VoltsL3 });
        Assert.Equal([255, 254, 253], new[] { meter.HalfAmpsL1, meter.HalfAmpsL2, meter.HalfAmpsL3 });
    }

    [Fact]
    public void Fields_of_the_message_before_do_not_linger()
    {
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);
        ReaderTrace.Of(reader, WireText.Frame("FD EB 20 19 00 00 00 01 00 E6 00 E6 00 E6 20 20 20 00 00"));

        ReaderTrace.Of(reader, WireText.Frame("FC 1D 00 00 00 00 00 00 00 00 00 00 00"));

        Assert.Equal(Opcode.MasterIdle, reader.Message.Opcode);
        Assert.Equal(Message.None, reader.Message.From);
        Assert.Equal(Message.None, reader.Message.Energy);
        Assert.Equal(Message.None, reader.Message.VoltsL1);
        Assert.Equal(Message.None, reader.Message.HalfAmpsL3);
    }

    [Theory]
    [InlineData("FD ED 20 19 41 42 43 00 00 00 00 00 00 00 00 00 00 00 00", "ABC", "padding is no text")]
    [InlineData("FD ED 20 19 41 42 43 FF FF FF FF FF FF FF FF FF FF FF FF", "ABC", "old padding is no text")]
    [InlineData("FD ED 20 19 41 42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E 4F", "ABCDEFGHIJK", "what follows a full text is no text")]
    [InlineData("FD ED 20 19 41 00 43 00 00 00 00 00 00 00 00 00 00 00 00", "A", "text ends at its first zero")]
    [InlineData("FD ED 20 19 41 0A 80 7F 22 43 00 00 00 00 00 00 00 00 00", "A???\"C", "other bytes become question marks")]
    [InlineData("FD EE 20 19 31 32 33 34 35 36 37 38 39 30 31 32 33 34 35", "1234567", "first part of a VIN")]
    [InlineData("FD EF 20 19 31 32 33 34 35 36 37 38 39 30 31 32 33 34 35", "1234567", "second part of a VIN")]
    [InlineData("FD F1 20 19 31 32 33 34 35 36 37 38 39 30 31 32 33 34 35", "123", "third part of a VIN")]
    [InlineData("FD 1A 31 32 33 34 35 36 37 38 39 30 31 32 33", "1234567890123", "model of 16 bytes")]
    [InlineData("FD 1A 31 32 33 34 35 36 37 38 39 30 31", "12345678901", "model of 14 bytes")]
    public void Text_is_cut_at_its_padding_and_printable(string frame, string text, string why)
    {
        Assert.True(text == Read(frame).GetText(), why);
    }

    [Fact]
    public void Names_and_numbers_of_messages_go_both_ways()
    {
        int named = 0;
        for (int opcode = 0; opcode <= 0xFFFF; opcode++)
        {
            string? name = MessageNames.Of(opcode);
            if (name != null)
            {
                named++;
                Assert.Equal(opcode, MessageNames.Find(name));
                Assert.Equal(opcode, typeof(Opcode).GetField(name)!.GetRawConstantValue());
            }
        }

        Assert.Equal(typeof(Opcode).GetFields().Length, named);
        Assert.Equal(Message.None, MessageNames.Find("slaveheartbeat"));
    }

    private static Message Read(string frameWithoutSum)
    {
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);
        Assert.Single(ReaderTrace.Of(reader, WireText.Frame(frameWithoutSum)));
        Assert.Equal(1, reader.Counters.Frames);
        return reader.Message;
    }
}
