using nanoFramework.TestFramework;
using TWCManager.Core.Protocol;

namespace TWCManager.Device.Tests;

/// <summary>Frames as captured from wall connectors, read by the interpreter of the device.</summary>
[TestClass]
public class FrameReaderTests
{
    private const int OwnId = 0x7777;

    [TestMethod]
    public void Link_ready_of_a_connector_gives_id_sign_and_rating()
    {
        Message message = ReadOne("C0 FD E2 18 39 52 0C 80 00 00 00 00 00 00 00 00 11 C0");
        Assert.AreEqual(Opcode.SlaveLinkReady, message.Opcode);
        Assert.AreEqual(2, message.ProtocolVersion);
        Assert.AreEqual(0x1839, message.From);
        Assert.AreEqual(0x52, message.Sign);
        Assert.AreEqual(3200, message.MaxCentiamps);
    }

    [TestMethod]
    public void Heartbeat_of_protocol_1_has_16_bytes_on_the_line()
    {
        Message message = ReadOne("C0 FD E0 02 2C 77 77 02 00 00 06 96 00 00 9A C0 FE");
        Assert.AreEqual(1, message.ProtocolVersion);
        Assert.AreEqual(0x022C, message.From);
        Assert.AreEqual(2, message.State);
        Assert.AreEqual(1686, message.ActualCentiamps);
    }

    [TestMethod]
    public void Heartbeat_of_protocol_2_gives_state_limit_and_actual_current()
    {
        Message message = ReadOne("C0 FD E0 20 19 77 77 08 02 58 02 10 00 00 00 00 7B C0 F8");
        Assert.AreEqual(0x2019, message.From);
        Assert.AreEqual(OwnId, message.To);
        Assert.AreEqual(8, message.State);
        Assert.AreEqual(600, message.MaxCentiamps);
        Assert.AreEqual(528, message.ActualCentiamps);
    }

    [TestMethod]
    public void Escaped_limit_of_48_amps_is_unescaped()
    {
        Assert.AreEqual(4800, ReadOne("C0 FD E0 20 19 77 77 01 12 DB DC 12 40 00 00 00 00 2C C0").MaxCentiamps);
    }

    [TestMethod]
    public void Escaped_checksum_is_unescaped()
    {
        Assert.AreEqual(1671, ReadOne("C0 FD E0 20 19 77 77 01 06 40 06 87 00 00 00 00 DB DD C0").ActualCentiamps);
    }

    [TestMethod]
    public void Energy_counter_of_32_bits_and_volts_are_read()
    {
        Message message = ReadOne("C0 FD EB 60 61 00 A3 20 EC 00 F1 00 00 00 00 00 00 00 00 00 4C C0 FC");
        Assert.AreEqual(Opcode.Meter, message.Opcode);
        Assert.AreEqual(10690796L, message.Energy);
        Assert.AreEqual(241, message.VoltsL1);
        Assert.AreEqual(0, message.VoltsL2);
    }

    [TestMethod]
    public void Part_of_a_VIN_is_read_as_text()
    {
        Assert.AreEqual("5YJ3E7E", ReadOne("C0 FD EE 20 19 35 59 4A 33 45 37 45 00 00 00 00 00 00 00 00 F3 C0").GetText());
    }

    [TestMethod]
    public void Frame_of_our_own_is_an_echo()
    {
        Assert.AreEqual((int)DropReason.Echo, (int)DropOf("C0 FB E0 77 77 02 BB 00 00 00 00 00 00 00 00 00 8B C0"));
    }

    [TestMethod]
    public void Wrong_checksum_is_dropped()
    {
        Assert.AreEqual((int)DropReason.BadChecksum, (int)DropOf("C0 FC E1 32 AB 77 40 06 00 00 00 00 00 00 00 00 BA C0"));
    }

    [TestMethod]
    public void Frame_of_15_bytes_is_dropped()
    {
        Assert.AreEqual((int)DropReason.BadLength, (int)DropOf("C0 FB EE 77 77 20 19 00 00 00 00 00 00 00 00 15 C0"));
    }

    [TestMethod]
    public void Escape_before_a_foreign_byte_is_dropped()
    {
        Assert.AreEqual((int)DropReason.BadEscape, (int)DropOf("C0 FD E0 31 DB 07 77 77 04 00 00 00 00 00 00 00 00 0A C0"));
    }

    [TestMethod]
    public void Unknown_type_is_dropped()
    {
        Assert.AreEqual((int)DropReason.UnknownType, (int)DropOf("C0 FD E7 20 19 00 00 00 00 00 00 00 00 00 00 00 20 C0"));
    }

    [TestMethod]
    public void Two_frames_that_share_a_delimiter_are_two_messages()
    {
        FrameReader reader = new FrameReader(OwnId);
        byte[] line = Bytes.OfHex("C0 FD E0 20 19 77 77 01 07 6C 07 54 00 00 00 00 D6 C0 FD E0 18 39 77 77 00 00 00 00 00 00 00 00 00 1F C0");
        int messages = 0;
        for (int i = 0; i < line.Length; i++)
        {
            messages += reader.Push(line[i]) == ReadResult.Message ? 1 : 0;
        }

        Assert.AreEqual(2, messages);
        Assert.AreEqual(0x1839, reader.Message.From);
    }

    private static Message ReadOne(string hex)
    {
        FrameReader reader = new FrameReader(OwnId);
        byte[] line = Bytes.OfHex(hex);
        for (int i = 0; i < line.Length; i++)
        {
            if (reader.Push(line[i]) == ReadResult.Message)
            {
                return reader.Message;
            }
        }

        Assert.IsTrue(false, "no message");
        return null;
    }

    private static DropReason DropOf(string hex)
    {
        FrameReader reader = new FrameReader(OwnId);
        byte[] line = Bytes.OfHex(hex);
        for (int i = 0; i < line.Length; i++)
        {
            if (reader.Push(line[i]) == ReadResult.Dropped)
            {
                return reader.LastDrop;
            }
        }

        return DropReason.None;
    }
}
