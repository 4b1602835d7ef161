using System.Text.Json;
using TWCManager.Core.Tests.Mqtt;
using TWCManager.Core.Tests.Whole;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Doctor;

/// <summary>A recorded session, played back to a master that has never seen it.</summary>
public class ReplayTests
{
    private const int Minutes = 4;

    // The order to sniff is taken at the end of the first tick.
    private const int FirstTickMs = 10;

    [Fact]
    public void A_replayed_session_makes_the_master_do_and_say_the_same()
    {
        LineRecorder? recorder = null;
        var live = new Machine(3, machine => recorder = new LineRecorder(machine.Line.Line, () => machine.NowMs));
        Populate(live);
        var seen = Follow(live);

        LineReplay? replay = null;
        var again = new Machine(99, machine => replay = new LineReplay(recorder!.Recording, () => machine.NowMs));
        var seenAgain = Follow(again);

        Assert.True(replay!.IsOver);
        Assert.Contains(seen, line => line.Contains("doesNotHearUs 1839"));
        Assert.Equal(seen, seenAgain);
        var sent = recorder!.Recording.All.Where(one => one.IsSent).Select(one => one.AtMs + " " + Convert.ToHexString(one.Bytes));
        Assert.Equal(sent, replay.Sent.All.Select(one => one.AtMs + " " + Convert.ToHexString(one.Bytes)));
    }

    [Fact]
    public void What_was_sniffed_over_mqtt_can_be_replayed_too()
    {
        var live = new Machine(8);
        live.Send("command/sniff", "{\"seconds\":600,\"raw\":true}");
        live.Run(0.02);
        Populate(live);
        var seen = Follow(live);
        var frames = live.Controller.Bus.Counters.Frames;
        live.Send("command/sniffEnd", "");
        live.Run(3);
        var lines = live.Mqtt.All.Where(m => m.Topic.EndsWith("main/sniff")).Select(m => m.Payload).ToList();
        Assert.Contains("\"ended\":true", lines[^1]);
        Assert.Contains("\"lost\":0", lines[^1]);

        LineReplay? replay = null;
        var again = new Machine(99, machine => replay = new LineReplay(LineRecording.Parse(lines), () => Math.Max(0, machine.NowMs - FirstTickMs)));
        again.Run(0.02);
        var seenAgain = Follow(again);

        Assert.True(replay!.IsOver);
        // Stretches begin at whole milliseconds: the master asks a little later or earlier, and can count more answers than it asked for.
        Assert.All(seen[^1].Split(';')[0].Split(", "), finding => Assert.Contains(finding, seenAgain[^1]));
        Assert.InRange(again.Controller.Bus.Counters.Frames, frames - 1, frames + 1);
    }

    [Fact]
    public void A_recording_that_is_no_json_is_refused()
    {
        Assert.ThrowsAny<JsonException>(() => LineRecording.Parse(["C0 FD"]));
    }

    private static void Populate(Machine machine)
    {
        machine.Add(0x2019).PlugIn(Machine.Car());
        machine.Add(0x1839, ConnectorModel.Firmware44);
        machine.Add(0x032E, ConnectorModel.Protocol1).Faults.CorruptEveryNthReply = 4;
        machine.AfterStep = () => machine.Line.Connectors[1].Faults.IsDeaf = machine.NowMs > 60000;
    }

    // What the doctor said and what was known of each connector, every ten seconds.
    private static List<string> Follow(Machine machine)
    {
        var seen = new List<string>();
        for (var i = 0; i < Minutes * 6; i++)
        {
            machine.Run(10);
            var bus = machine.Controller.Bus;
            var connectors = bus.Connectors.Take(bus.Count).Select(c => c.IdText + " " + c.State + " " + c.ActualCentiamps + " " + c.HeartbeatsAnswered + " " + c.DamagedAnswers);
            seen.Add(string.Join(", ", machine.Findings) + "; " + string.Join(", ", connectors) + "; " + bus.Counters.Frames + " " + bus.Counters.Lost);
        }

        return seen;
    }
}
