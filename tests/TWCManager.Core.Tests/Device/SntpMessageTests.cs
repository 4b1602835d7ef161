using TWCManager.Esp32.Clock;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class SntpMessageTests
{
    private const int Mark = -123456;

    [Fact]
    public void The_question_is_48_bytes_with_our_mark()
    {
        byte[] message = Enumerable.Repeat((byte)7, 48).ToArray();
        SntpMessage.Ask(message, 0x01020304);
        Assert.Equal([0x23, .. new byte[39], 1, 2, 3, 4, 0, 0, 0, 0], message);
    }

    [Theory]
    [InlineData(0xEE_AE_7D_80u, 1795424000L)]
    [InlineData(0xFF_FF_FF_FFu, 2085978495L)]
    [InlineData(1u, 2085978497L)]
    public void The_answer_is_read_also_after_the_counter_has_begun_again(uint seconds, long utcSeconds)
    {
        Assert.True(SntpMessage.TryRead(Answer(seconds), 48, Mark, out long read));
        Assert.Equal(utcSeconds, read);
    }

    [Fact]
    public void An_answer_to_somebody_else_or_from_a_server_without_time_is_none()
    {
        Assert.False(SntpMessage.TryRead(Answer(0xEEAE7D80), 48, Mark + 1, out _));
        Assert.False(SntpMessage.TryRead(Answer(0xEEAE7D80), 47, Mark, out _));
        Assert.False(SntpMessage.TryRead(Answer(0), 48, Mark, out _));
        foreach ((int at, byte value) in new (int, byte)[] { (0, 0x23), (0, 0xE4), (1, 0), (1, 16) })
        {
            byte[] message = Answer(0xEEAE7D80);
            message[at] = value;
            Assert.False(SntpMessage.TryRead(message, 48, Mark, out _));
        }
    }

    private static byte[] Answer(uint seconds)
    {
        byte[] message = new byte[48];
        message[0] = 0x24;
        message[1] = 2;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(24), Mark);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(40), seconds);
        return message;
    }
}
