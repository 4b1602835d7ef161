using nanoFramework.TestFramework;
using TWCManager.Core.Protocol;

namespace TWCManager.Device.Tests;

/// <summary>What leaves the port, byte for byte.</summary>
[TestClass]
public class MessageWriterTests
{
    [TestMethod]
    public void Heartbeat_with_a_limit_of_19_amps()
    {
        MessageWriter writer = new MessageWriter(0x7777, 0x77);
        writer.Heartbeat(0x2019, 9, 1900);
        Assert.AreEqual("C0 FB E0 77 77 20 19 09 07 6C 00 00 00 00 00 00 83 C0", Bytes.ToHex(writer.Buffer, writer.Length));
    }

    [TestMethod]
    public void Heartbeat_with_a_limit_of_48_amps_is_escaped()
    {
        MessageWriter writer = new MessageWriter(0x7777, 0x77);
        writer.Heartbeat(0x2019, 9, 4800);
        Assert.AreEqual("C0 FB E0 77 77 20 19 09 12 DB DC 00 00 00 00 00 00 E2 C0", Bytes.ToHex(writer.Buffer, writer.Length));
    }

    [TestMethod]
    public void Guard_lets_a_limit_of_80_amps_pass_and_no_more()
    {
        MessageWriter writer = new MessageWriter(0x7777, 0x77);
        writer.Heartbeat(0x2019, 9, 8000);
        Assert.IsTrue(TransmitGuard.Allows(writer.Buffer, writer.Length));
        writer.Heartbeat(0x2019, 9, 8001);
        Assert.IsFalse(TransmitGuard.Allows(writer.Buffer, writer.Length));
    }

    [TestMethod]
    public void Guard_stops_the_error_command()
    {
        byte[] wire = Bytes.OfHex("C0 FB E0 77 77 20 19 02 04 00 00 00 00 00 00 00 16 C0");
        Assert.IsFalse(TransmitGuard.Allows(wire, wire.Length));
    }
}
