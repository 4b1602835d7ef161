using TWCManager.Host.Adapters;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Adapters;

public sealed class SerialPortLineTests
{
    private readonly ListLog _log = new ListLog();

    [Fact]
    public void Every_byte_value_passes_both_ways_unchanged()
    {
        using PseudoTerminal wire = new PseudoTerminal();
        using SerialPortLine line = new SerialPortLine(wire.Path, _log);
        Wait.Until(() => line.IsOpen, "open");
        byte[] all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();

        // In halves, since a frame is never longer than 128 bytes.
        Assert.True(line.Write(all, 0, 128));
        Assert.True(line.Write(all, 128, 128));
        Assert.Equal(all, Drain(wire, all.Length));

        Assert.Equal(all.Length, wire.Write(all));
        Assert.Equal(all, Drain(line, all.Length));
    }

    [Fact]
    public void An_open_line_reads_nothing_while_nothing_comes_and_stays_open()
    {
        using PseudoTerminal wire = new PseudoTerminal();
        using SerialPortLine line = new SerialPortLine(wire.Path, _log);
        Wait.Until(() => line.IsOpen, "open");

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(0, line.Read(new byte[16], 0, 16));
        }

        Assert.True(line.IsOpen);
    }

    [Fact]
    public void What_lay_in_the_driver_before_opening_is_not_read()
    {
        using PseudoTerminal wire = new PseudoTerminal();
        wire.Write([1, 2, 3]);
        using SerialPortLine line = new SerialPortLine(wire.Path, _log);
        Wait.Until(() => line.IsOpen, "open");

        wire.Write([9]);
        Assert.Equal(new byte[] { 9 }, Drain(line, 1));
    }

    [Fact]
    public void A_device_that_vanishes_is_opened_again_when_it_is_back()
    {
        using TemporaryDirectory directory = new TemporaryDirectory();
        string device = directory.File("tty");
        PseudoTerminal first = new PseudoTerminal();
        File.CreateSymbolicLink(device, first.Path);
        using SerialPortLine line = new SerialPortLine(device, _log);
        Wait.Until(() => line.IsOpen, "open");

        // Another pair, made before the first is gone, so that the two do not share a name.
        using PseudoTerminal second = new PseudoTerminal();
        File.Delete(device);
        first.Dispose();
        Wait.Until(() => line.Read(new byte[1], 0, 1) == 0 && !line.IsOpen, "noticed by reading");
        Assert.False(line.Write([1], 0, 1));
        Wait.Until(() => _log.Count("cannot be opened") == 1, "says that it is missing");

        File.CreateSymbolicLink(device, second.Path);
        Wait.Until(() => line.IsOpen, "open again");
        Assert.True(line.Write([7], 0, 1));
        Assert.Equal(new byte[] { 7 }, Drain(second, 1));
    }

    [Fact]
    public void A_device_that_vanishes_is_noticed_by_writing()
    {
        PseudoTerminal wire = new PseudoTerminal();
        using SerialPortLine line = new SerialPortLine(wire.Path, _log);
        Wait.Until(() => line.IsOpen, "open");

        wire.Dispose();
        Wait.Until(() => !line.Write([1], 0, 1), "refused");
        Wait.Until(() => !line.IsOpen, "closed");
    }

    [Fact]
    public void A_missing_device_is_told_once_and_tried_on()
    {
        using SerialPortLine line = new SerialPortLine("/dev/no-such-port", _log);

        Wait.Until(() => _log.Count("/dev/no-such-port cannot be opened: No such file or directory") == 1, "told");
        Assert.False(line.IsOpen);
        Assert.False(line.Write([1], 0, 1));
        Assert.Equal(0, line.Read(new byte[1], 0, 1));
    }

    [Fact]
    public void A_file_that_is_no_terminal_is_refused_with_a_reason()
    {
        using TemporaryDirectory directory = new TemporaryDirectory();
        File.WriteAllText(directory.File("plain"), "");
        using SerialPortLine line = new SerialPortLine(directory.File("plain"), _log);

        Wait.Until(() => _log.Count("cannot be set to 9600 8N1") == 1, "told");
        Assert.False(line.IsOpen);
    }

    [Fact]
    public void Two_masters_cannot_have_the_same_port()
    {
        using PseudoTerminal wire = new PseudoTerminal();
        using SerialPortLine first = new SerialPortLine(wire.Path, _log);
        Wait.Until(() => first.IsOpen, "open");
        using SerialPortLine second = new SerialPortLine(wire.Path, _log);

        Wait.Until(() => _log.Count("is in use by another program") == 1, "told");
        Assert.False(second.IsOpen);
    }

    [Fact]
    public void A_port_that_takes_nothing_never_waits_and_cuts_no_frame()
    {
        using PseudoTerminal wire = new PseudoTerminal();
        using SerialPortLine line = new SerialPortLine(wire.Path, _log);
        Wait.Until(() => line.IsOpen, "open");
        byte[] frame = Enumerable.Range(1, 44).Select(value => (byte)value).ToArray();

        // Nobody reads, so the driver's buffer fills up; a write that waited would never come back.
        int accepted = 0;
        while (line.Refused == 0)
        {
            accepted += line.Write(frame, 0, frame.Length) ? 1 : 0;
        }

        // What was taken comes out whole, the remainder of the last frame by calls that follow.
        byte[] all = new byte[accepted * frame.Length];
        int got = 0;
        Wait.Until(
            () =>
            {
                line.Read(new byte[1], 0, 1);
                got += wire.Read(all.AsSpan(got));
                return got == all.Length;
            },
            "all accepted frames");
        Assert.True(accepted > 10);
        Assert.All(Enumerable.Range(0, all.Length), i => Assert.Equal(frame[i % frame.Length], all[i]));
    }

    private static byte[] Drain(PseudoTerminal wire, int count)
    {
        byte[] got = new byte[count];
        int length = 0;
        Wait.Until(() => (length += wire.Read(got.AsSpan(length))) == count, count + " bytes");
        return got;
    }

    private static byte[] Drain(SerialPortLine line, int count)
    {
        byte[] got = new byte[count];
        int length = 0;
        Wait.Until(() => (length += line.Read(got, length, count - length)) == count, count + " bytes");
        return got;
    }
}
