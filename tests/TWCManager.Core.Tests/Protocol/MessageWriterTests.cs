using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class MessageWriterTests(ITestOutputHelper output)
{
    private readonly MessageWriter _writer = new MessageWriter(0x7777, 0x77);

    [Theory]
    [InlineData("V08", 0x2019, 0, 0, 2)]
    [InlineData("V09", 0x4085, 9, 3200, 2)]
    [InlineData("V10", 0x022C, 5, 2200, 2)]
    [InlineData("V26", 0x02BB, 0, 0, 2)]
    [InlineData("V29", 0x032E, 5, 4000, 1)]
    [InlineData("V34", 0x2019, 9, 1900, 2)]
    [InlineData("V35", 0x2019, 9, 4800, 2)]
    [InlineData("V44", 0x032E, 5, 0, 1)]
    [InlineData("V45", 0x2019, 9, 600, 2)]
    [InlineData("V46", 0x2019, 6, 0, 2)]
    [InlineData("V47", 0x2019, 7, 0, 2)]
    public void Heartbeat_is_the_golden_frame(string golden, int to, int command, int limitCentiamps, int protocolVersion)
    {
        _writer.Heartbeat(to, command, limitCentiamps, protocolVersion);
        AssertWrote(golden);
    }

    [Theory]
    [InlineData("V50", Opcode.StartCharging)]
    [InlineData("V51", Opcode.StopCharging)]
    [InlineData("V53", Opcode.GetPlugState)]
    [InlineData("V55", Opcode.GetMeter)]
    [InlineData("V64", Opcode.GetVersion)]
    [InlineData("V65", Opcode.GetSerial)]
    [InlineData("V66", Opcode.GetVin1)]
    [InlineData("V67", Opcode.GetVin2)]
    [InlineData("V68", Opcode.GetVin3)]
    public void Query_is_the_golden_frame(string golden, int opcode)
    {
        _writer.Query(opcode, 0x2019);
        AssertWrote(golden);
    }

    [Theory]
    [InlineData("V02", Opcode.MasterLinkReady1, 0, 1)]
    [InlineData("V03", Opcode.MasterLinkReady2, 0, 1)]
    [InlineData("V63", Opcode.MasterLinkReady2, 3200, 2)]
    public void Link_ready_is_the_golden_frame(string golden, int opcode, int maxCentiamps, int protocolVersion)
    {
        _writer.LinkReady(opcode, maxCentiamps, protocolVersion);
        AssertWrote(golden);
    }

    [Fact]
    public void Link_ready_as_we_send_it_has_16_bytes_and_no_maximum()
    {
        _writer.LinkReady1();
        Assert.Equal("C0FCE17777770000000000000000000046C0", Written());
        _writer.LinkReady2();
        Assert.Equal("C0FBE27777770000000000000000000047C0", Written());
    }

    [Fact]
    public void Every_limit_comes_out_right_with_its_escapes()
    {
        int escaped = 0;
        for (int limit = 0; limit <= 0xFFFF; limit++)
        {
            byte[] expected = WireText.Frame($"FB E0 77 77 20 19 09 {limit >> 8:X2} {limit & 0xFF:X2} 00 00 00 00 00 00");
            _writer.Heartbeat(0x2019, 9, limit);
            Assert.True(expected.AsSpan().SequenceEqual(_writer.Buffer.AsSpan(0, _writer.Length)), limit.ToString());
            escaped += expected.Length > 18 ? 1 : 0;
        }

        output.WriteLine($"65536 limits, {escaped} of them with escapes");
    }

    [Fact]
    public void Every_id_comes_out_right_with_its_escapes()
    {
        for (int id = 0; id <= 0xFFFF; id++)
        {
            byte[] expected = WireText.Frame($"FB EB 77 77 {id >> 8:X2} {id & 0xFF:X2} 00 00 00 00 00 00 00 00 00");
            _writer.Query(Opcode.GetMeter, id);
            Assert.True(expected.AsSpan().SequenceEqual(_writer.Buffer.AsSpan(0, _writer.Length)), id.ToString("X4"));
        }
    }

    [Fact]
    public void A_frame_of_nothing_but_escapes_fits()
    {
        MessageWriter writer = new MessageWriter(0xC0DB, 0xDB);
        writer.Heartbeat(0xDBC0, 0xC0, 0xDBDB);
        Assert.Equal(WireText.Frame("FB E0 C0 DB DB C0 C0 DB DB 00 00 00 00 00 00"), writer.Buffer[..writer.Length]);
    }

    [Theory]
    [InlineData(-1, 9, 600, 2)]
    [InlineData(0x10000, 9, 600, 2)]
    [InlineData(0x2019, -1, 600, 2)]
    [InlineData(0x2019, 256, 600, 2)]
    [InlineData(0x2019, 9, -1, 2)]
    [InlineData(0x2019, 9, 65536 + 600, 2)]
    [InlineData(0x2019, 9, 600, 0)]
    [InlineData(0x2019, 9, 600, 3)]
    public void A_number_that_does_not_fit_is_refused_and_not_cut(int to, int command, int limitCentiamps, int protocolVersion)
    {
        Assert.Throws<ArgumentException>(() => _writer.Heartbeat(to, command, limitCentiamps, protocolVersion));
        Assert.Equal(0, _writer.Length);
    }

    [Fact]
    public void Only_questions_and_orders_can_be_written_as_queries()
    {
        int writable = 0;
        for (int opcode = 0; opcode <= 0xFFFF; opcode++)
        {
            try
            {
                _writer.Query(opcode, 0x2019);
                writable++;
            }
            catch (ArgumentException)
            {
                continue;
            }

            Assert.True(TransmitGuard.Allows(_writer.Buffer, _writer.Length), opcode.ToString("X4"));
        }

        Assert.Equal(9, writable);
    }

    private void AssertWrote(string golden)
    {
        Assert.Equal(GoldenFrames.Of(golden).Wire.Replace(" ", ""), Written());
    }

    private string Written()
    {
        return Convert.ToHexString(_writer.Buffer, 0, _writer.Length);
    }
}
