using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Mqtt;
using Xunit;

namespace TWCManager.Core.Tests.OnDevice;

public class MqttReaderTests
{
    private readonly MqttReader _reader = new();
    private readonly MqttInbox _inbox = new();
    private readonly MqttMessage _message = new();

    [Fact]
    public void Packets_are_the_same_in_pieces_of_any_length()
    {
        byte[] stream = [0x20, 2, 0, 5, .. Publish("a/b", "hello", 0x31), 0xD0, 0, 0x90, 3, 0, 1, 0x80];
        for (var pieceLength = 1; pieceLength <= stream.Length; pieceLength++)
        {
            Assert.Equal([2, 3, 13, 9], Read(stream, pieceLength));
            Assert.Equal(0x80, _reader.At(2));
            Assert.True(_inbox.TryTake(_message));
            Assert.Equal(("a/b", "hello", true), (_message.Topic, Encoding.UTF8.GetString(_message.Payload, 0, _message.Length), _message.IsRetained));
        }
    }

    [Theory]
    [InlineData(MqttMessage.PayloadCapacity, false)]
    [InlineData(MqttMessage.PayloadCapacity + 1, true)]
    [InlineData(100000, true)]
    public void A_long_message_is_announced_without_its_payload_and_the_next_one_comes_whole(int length, bool isTooLong)
    {
        Read([.. Publish("a/long", new string('x', length), 0x30), .. Publish("a/b", "next", 0x30)], 100);
        Assert.True(_inbox.TryTake(_message));
        Assert.Equal(("a/long", isTooLong, isTooLong ? 0 : length), (_message.Topic, _message.IsTooLong, _message.Length));
        Assert.True(_inbox.TryTake(_message));
        Assert.Equal(("a/b", 4), (_message.Topic, _message.Length));
    }

    [Fact]
    public void The_number_of_a_message_that_wants_an_answer_is_no_part_of_its_payload()
    {
        Read([0x32, 9, 0, 3, .. "a/b"u8, 0x12, 0x34, .. "hi"u8], 4);
        Assert.True(_inbox.TryTake(_message));
        Assert.Equal("hi", Encoding.UTF8.GetString(_message.Payload, 0, _message.Length));
    }

    [Theory]
    [InlineData("30 00")]
    [InlineData("30 01 00")]
    [InlineData("30 02 00 00")]
    [InlineData("30 03 00 09 61")]
    [InlineData("30 04 FF FF 61 62")]
    [InlineData("32 05 00 03 61 2F 62")]
    public void A_message_without_a_whole_topic_is_left_out(string hex)
    {
        Assert.Equal([3], Read(Convert.FromHexString(hex.Replace(" ", "")), 3));
        Assert.False(_inbox.TryTake(_message));
    }

    [Fact]
    public void A_length_that_does_not_end_is_no_packet()
    {
        Assert.Empty(Read([0x30, 0xFF, 0xFF, 0xFF, 0xFF, 1], 6));
        Assert.True(_reader.IsBroken);
    }

    [Fact]
    public void Random_bytes_are_survived()
    {
        var random = new Random(7);
        for (var round = 0; round < 5000; round++)
        {
            var data = new byte[100];
            random.NextBytes(data);
            data[0] = 0x30;
            Read(data, 1 + random.Next(100));
            while (_inbox.TryTake(_message))
            {
                Assert.InRange(_message.Length, 0, 100);
            }
        }
    }

    private static byte[] Publish(string topic, string payload, byte first)
    {
        var length = 2 + topic.Length + payload.Length;
        var packet = new List<byte> { first };
        do
        {
            packet.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        packet.AddRange([0, (byte)topic.Length, .. Encoding.UTF8.GetBytes(topic), .. Encoding.UTF8.GetBytes(payload)]);
        return [.. packet];
    }

    private List<int> Read(byte[] stream, int pieceLength)
    {
        var types = new List<int>();
        _reader.Begin();
        for (var from = 0; from < stream.Length && !_reader.IsBroken; from += pieceLength)
        {
            var piece = stream[from..Math.Min(from + pieceLength, stream.Length)];
            var at = 0;
            while (_reader.TryTake(piece, ref at, piece.Length))
            {
                types.Add(_reader.Type);
                if (_reader.Type == MqttPacket.Publish)
                {
                    _reader.Deliver(_inbox);
                }
            }
        }

        return types;
    }
}
