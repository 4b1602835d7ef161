using System.Text;
using TWCManager.Esp32.Mqtt;
using Xunit;

namespace TWCManager.Core.Tests.OnDevice;

/// <summary>Bytes as MQTT 3.1.1 has them, put together by hand.</summary>
public class MqttPacketTests
{
    [Fact]
    public void Connect_tells_who_we_are_and_what_to_say_when_we_are_gone()
    {
        var packet = MqttPacket.MakeConnect("me", "joe", "pw", "a/status", "offline", 30);
        Assert.Equal(Hex("10 2A 00 04 4D 51 54 54 04 EE 00 1E 00 02") + Text("me") + Hex("00 08") + Text("a/status") + Hex("00 07") + Text("offline")
            + Hex("00 03") + Text("joe") + Hex("00 02") + Text("pw"), Convert.ToHexString(packet));
    }

    [Theory]
    [InlineData("", "secret", "2E")]
    [InlineData("joe", "", "AE")]
    public void Connect_leaves_out_a_name_or_password_that_is_not_there(string user, string password, string flags)
    {
        var packet = MqttPacket.MakeConnect("me", user, password, "a", "b", 30);
        Assert.Equal(flags, packet[9].ToString("X2"));
        Assert.Equal(packet.Length, packet[1] + 2);
        Assert.DoesNotContain("secret", Encoding.ASCII.GetString(packet));
    }

    [Fact]
    public void Subscribe_asks_for_each_filter_at_most_once()
    {
        Assert.Equal(Hex("82 0E 00 01 00 03") + Text("a/+") + Hex("00 00 03") + Text("b/#") + Hex("00"), Convert.ToHexString(MqttPacket.MakeSubscribe(["a/+", "b/#"])));
    }

    [Theory]
    [InlineData(0, "05")]
    [InlineData(122, "7F")]
    [InlineData(123, "80 01")]
    [InlineData(16378, "FF 7F")]
    [InlineData(16379, "80 80 01")]
    public void Publish_announces_the_payload_that_follows(int payloadLength, string announced)
    {
        Assert.Equal(Hex("31" + announced + "00 03") + Text("a/b"), Convert.ToHexString(MqttPacket.MakePublishHead("a/b", payloadLength, true)));
        Assert.Equal(0x30, MqttPacket.MakePublishHead("a/b", payloadLength, false)[0]);
    }

    private static string Hex(string text)
    {
        return text.Replace(" ", "");
    }

    private static string Text(string text)
    {
        return Convert.ToHexString(Encoding.UTF8.GetBytes(text));
    }
}
