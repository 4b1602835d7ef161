using TWCManager.Core.Ports;
using TWCManager.Host;
using TWCManager.Host.Adapters;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Adapters;

public sealed class MemoryWireTests
{
    [Fact]
    public void Every_byte_value_passes_both_ways_unchanged()
    {
        using MemoryWire wire = new MemoryWire();
        ISerialLine line = wire;
        byte[] all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        byte[] got = new byte[300];

        Assert.False(wire.WaitReadable(0));
        Assert.True(line.Write(all, 0, 256));
        Assert.True(wire.WaitReadable(0));
        Assert.Equal(256, wire.Read(got));
        Assert.Equal(all, got[..256]);
        Assert.False(wire.WaitReadable(0));

        Assert.Equal(256, wire.Write(all));
        Assert.Equal(200, line.Read(got, 0, 200));
        Assert.Equal(56, line.Read(got, 200, 100));
        Assert.Equal(all, got[..256]);
        Assert.Equal(0, line.Read(got, 0, 1));
    }

    [Fact]
    public void A_full_line_takes_no_part_of_a_frame()
    {
        using MemoryWire wire = new MemoryWire();
        ISerialLine line = wire;
        byte[] frame = new byte[44];
        int accepted = 0;
        while (line.Write(frame, 0, frame.Length))
        {
            accepted++;
        }

        byte[] got = new byte[5000];
        Assert.Equal(accepted * frame.Length, wire.Read(got));
        Assert.True(line.Write(frame, 0, frame.Length));
    }

    [Fact]
    public void The_simulated_site_is_joined_by_it_where_there_is_no_pseudo_terminal()
    {
        using SimulatedWire wire = new SimulatedWire(new ListLog(), hasPseudoTerminal: false);
        wire.SiteEnd.Write([1, 2, 3]);
        byte[] got = new byte[3];

        Assert.Equal(3, wire.Line.Read(got, 0, 3));
        Assert.Equal([1, 2, 3], got);
        Assert.True(wire.Line.IsOpen);
    }
}
