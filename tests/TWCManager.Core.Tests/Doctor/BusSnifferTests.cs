using System.Text.Json;
using TWCManager.Core.Doctor;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;
using TWCManager.Core.Tests.Whole;
using Xunit;

namespace TWCManager.Core.Tests.Doctor;

/// <summary>What goes over the bus, on demand: whole, in order, bounded.</summary>
public class BusSnifferTests
{
    [Fact]
    public void Every_stretch_of_both_directions_comes_with_time_bytes_and_frames()
    {
        var machine = WiringDoctorTests.Linked();
        machine.Send("command/sniff", "{\"seconds\":20}");
        machine.Run(25);
        var lines = Sniffed(machine);
        Assert.Contains("\"seconds\":20", machine.Mqtt.All.Last(m => m.Topic.EndsWith("/response")).Payload);
        var sent = lines.Where(l => l.GetProperty("ms").GetInt64() > 0 && Is(l, "tx")).ToList();
        var heard = lines.Where(l => Is(l, "rx")).ToList();
        Assert.InRange(sent.Count, 60, 90);
        Assert.InRange(heard.Count, 60, 90);
        Assert.Contains(sent, l => Types(l).SequenceEqual(["MasterHeartbeat"]));
        Assert.Contains(heard, l => Types(l).SequenceEqual(["SlaveHeartbeat"]) && l.GetProperty("hex").GetString()!.EndsWith("C0 FE"));
        Assert.All(lines.SkipLast(1), l => Assert.Equal(1, l.GetProperty("frames").GetArrayLength()));
        Assert.Equal(lines.Select(l => l.GetProperty("ms").GetInt64()).Order(), lines.Select(l => l.GetProperty("ms").GetInt64()));
        Assert.True(lines[^1].GetProperty("ended").GetBoolean());
        Assert.Equal(lines.Count - 1, lines[^1].GetProperty("stretches").GetInt32());
        Assert.Equal(0, lines[^1].GetProperty("lost").GetInt32());
        Assert.All(machine.Mqtt.All.Where(m => m.Topic.EndsWith("main/sniff")), m => Assert.False(m.IsRetained));
    }

    [Fact]
    public void Raw_leaves_the_decoding_out()
    {
        var machine = WiringDoctorTests.Linked();
        machine.Send("command/sniff", "{\"raw\":true,\"seconds\":3}");
        machine.Run(6);
        Assert.All(Sniffed(machine).SkipLast(1), l => Assert.Equal(["ms", "endMs", "dir", "hex"], l.EnumerateObject().Select(p => p.Name)));
    }

    [Fact]
    public void It_ends_by_itself_on_order_and_when_the_broker_goes()
    {
        var machine = WiringDoctorTests.Linked();
        machine.Send("command/sniff", "");
        machine.Run(5);
        machine.Send("command/sniffEnd", "");
        machine.Run(2);
        Assert.True(Sniffed(machine)[^1].GetProperty("ended").GetBoolean());
        var count = Sniffed(machine).Count;
        machine.Run(10);
        Assert.Equal(count, Sniffed(machine).Count);
        machine.Send("command/sniff", "");
        machine.Run(5);
        machine.Mqtt.Disconnect();
        machine.Run(1);
        machine.Mqtt.Connect();
        count = Sniffed(machine).Count;
        machine.Run(10);
        Assert.Equal(count, Sniffed(machine).Count);
    }

    [Theory]
    [InlineData("{\"seconds\":0}")]
    [InlineData("{\"seconds\":601}")]
    [InlineData("{\"minutes\":1}")]
    [InlineData("60")]
    [InlineData("{\"raw\":1}")]
    [InlineData("{\"seconds\":5}x")]
    public void Anything_else_is_refused_with_the_form(string payload)
    {
        var machine = WiringDoctorTests.Linked();
        machine.Send("command/sniff", payload);
        machine.Run(1);
        var receipt = machine.Mqtt.All.Last(m => m.Topic.EndsWith("/response")).Payload;
        Assert.Contains("\"ok\":false", receipt);
        Assert.Contains("from 1 to 600", receipt);
        Assert.Empty(Sniffed(machine));
    }

    [Fact]
    public void What_finds_no_room_is_counted_and_told()
    {
        var line = new EndlessLine();
        var sniffer = new BusSniffer(line);
        ISerialLine port = sniffer;
        sniffer.Start(60000, false, BusSniffer.UsualBytes);
        var buffer = new byte[32];
        for (var i = 0; i < 200; i++)
        {
            sniffer.NowMs += 100;
            port.Read(buffer, 0, 32);
        }

        var lines = Drain(sniffer);
        Assert.InRange(lines.Count, 40, 60);
        Assert.Equal(199, lines.Count + lines[0].GetProperty("lost").GetInt32());
    }

    [Fact]
    public void Too_much_text_ends_it()
    {
        var sniffer = new BusSniffer(new EndlessLine());
        ISerialLine port = sniffer;
        sniffer.Start(600000, false, 3000);
        var json = new JsonWriter(4096);
        var buffer = new byte[32];
        var bytes = 0;
        for (var i = 0; i < 200 && sniffer.IsRunning; i++)
        {
            sniffer.NowMs += 100;
            port.Read(buffer, 0, 32);
            bytes += sniffer.TryWriteNext(json) ? json.Length : 0;
        }

        Assert.False(sniffer.IsRunning);
        Assert.InRange(bytes, 3000, 3600);
    }

    [Fact]
    public void Copying_allocates_nothing()
    {
        var sniffer = new BusSniffer(new EndlessLine());
        ISerialLine port = sniffer;
        sniffer.Start(600000, false, BusSniffer.UsualBytes);
        var buffer = new byte[32];
        port.Read(buffer, 0, 32);
        port.Write(buffer, 0, 18);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++)
        {
            sniffer.NowMs += 10;
            port.Read(buffer, 0, 32);
            port.Write(buffer, 0, 18);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Sniffing_changes_nothing_on_the_bus()
    {
        static List<string> Session(bool isSniffed)
        {
            TWCManager.Simulation.LineRecorder? recorder = null;
            var machine = new Machine(5, m => recorder = new TWCManager.Simulation.LineRecorder(m.Line.Line, () => m.NowMs));
            machine.Add(0x2019).PlugIn(Machine.Car());
            machine.Run(1);
            if (isSniffed)
            {
                machine.Send("command/sniff", "{\"seconds\":600}");
            }

            machine.Run(60);
            return recorder!.Recording.All.Select(one => one.AtMs + " " + Convert.ToHexString(one.Bytes)).ToList();
        }

        Assert.Equal(Session(false), Session(true));
    }

    private static List<JsonElement> Sniffed(Machine machine) =>
        machine.Mqtt.All.Where(m => m.Topic.EndsWith("main/sniff")).Select(m => JsonDocument.Parse(m.Payload).RootElement).ToList();

    private static bool Is(JsonElement line, string direction) => line.TryGetProperty("dir", out var dir) && dir.GetString() == direction;

    private static IEnumerable<string?> Types(JsonElement line) => line.GetProperty("frames").EnumerateArray().Select(f => f.GetProperty("type").GetString());

    private static List<JsonElement> Drain(BusSniffer sniffer)
    {
        var json = new JsonWriter(4096);
        var lines = new List<JsonElement>();
        while (sniffer.TryWriteNext(json))
        {
            lines.Add(JsonDocument.Parse(json.Buffer[..json.Length]).RootElement);
        }

        return lines;
    }

    private sealed class EndlessLine : ISerialLine
    {
        public bool IsOpen => true;

        public int Read(byte[] buffer, int offset, int count) => count;

        public bool Write(byte[] buffer, int offset, int count) => true;
    }
}
