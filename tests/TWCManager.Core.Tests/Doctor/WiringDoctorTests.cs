using TWCManager.Core.Doctor;
using TWCManager.Core.Tests.Whole;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Doctor;

/// <summary>Every finding is provoked on the line, byte by byte; nobody sets a counter.</summary>
public class WiringDoctorTests
{
    private const int First = 0x2019;
    private const int Second = 0x1839;
    private const int Third = 0x032E;

    [Fact]
    public void A_good_line_has_no_finding()
    {
        var machine = Linked();
        machine.Run(120);
        Assert.Empty(machine.Findings);
        Assert.True(machine.Controller.Doctor.IsOk);
        Assert.Equal("No fault found.", machine.Controller.Doctor.FirstSentence());
    }

    [Fact]
    public void A_port_that_is_gone_is_told_and_nothing_else()
    {
        var machine = Linked();
        machine.Line.Unplug();
        machine.Run(150);
        Assert.Equal(["noPort"], machine.Findings);
        machine.Line.Replug();
        machine.Run(60);
        Assert.Empty(machine.Findings);
    }

    [Fact]
    public void A_bus_without_a_byte_is_told()
    {
        var machine = Linked();
        Each(machine, unit => unit.PowerOff());
        machine.Run(40);
        Assert.DoesNotContain("nothingReceived", machine.Findings);
        machine.Run(60);
        Assert.Equal(["nothingReceived"], machine.Findings);
    }

    [Fact]
    public void Power_that_comes_back_to_all_at_once_is_no_finding()
    {
        var machine = new Machine();
        var units = new[] { machine.Add(First), machine.Add(Second), machine.Add(Third) };
        foreach (var unit in units)
        {
            unit.PowerOff();
            unit.PowerOn();
        }

        var seen = Watch(machine);
        machine.Run(300);
        Assert.Empty(seen);
    }

    [Fact]
    public void Swapped_wires_are_told_from_the_announcements_alone()
    {
        var machine = new Machine();
        machine.Line.Receiver = BadReceivers.Swapped();
        machine.Add(First);
        machine.Add(Second);
        machine.Run(130);
        Assert.Equal(["onlyGarbage"], machine.Findings);
        machine.Line.Receiver = null;
        machine.Run(60);
        Assert.Empty(machine.Findings);
    }

    [Fact]
    public void An_adapter_that_hears_nobody_but_itself_is_not_suspected()
    {
        var machine = Linked();
        machine.Line.EchoesMaster = true;
        Each(machine, unit => unit.PowerOff());
        machine.Run(120);
        Assert.Equal(["nothingReceived"], machine.Findings);
        Assert.Contains("the adapter works", machine.Controller.Doctor.FirstSentence());
    }

    [Fact]
    public void An_echo_is_good_to_know_and_no_fault()
    {
        var machine = Linked();
        machine.Line.EchoesMaster = true;
        machine.Run(100);
        Assert.Equal(["echo"], machine.Findings);
        Assert.True(machine.Controller.Doctor.IsOk);
    }

    [Fact]
    public void When_nobody_hears_us_the_adapter_is_named()
    {
        var machine = new Machine();
        machine.Add(First).Faults.IsDeaf = true;
        machine.Add(Second).Faults.IsDeaf = true;
        machine.Run(130);
        Assert.Equal(["nobodyHearsUs"], machine.Findings);
        Assert.Contains("driver enable", machine.Controller.Doctor.FirstSentence());
    }

    [Fact]
    public void A_single_connector_that_is_deaf_leaves_both_causes_open()
    {
        var machine = new Machine();
        machine.Add(First).Faults.IsDeaf = true;
        machine.Run(130);
        Assert.Equal(["nobodyHearsUs"], machine.Findings);
        Assert.Contains("does not reach the bus", machine.Controller.Doctor.FirstSentence());
        Assert.Contains("own receiver", machine.Controller.Doctor.FirstSentence());
    }

    [Fact]
    public void One_connector_that_does_not_hear_us_is_named()
    {
        var machine = Linked();
        machine.Line.Find(Second)!.Faults.IsDeaf = true;
        machine.Run(150);
        Assert.Equal(["doesNotHearUs 1839"], machine.Findings);
        machine.Line.Find(Second)!.Faults.IsDeaf = false;
        machine.Run(70);
        Assert.Empty(machine.Findings);
    }

    // Some of its announcements meet heartbeats and are lost, whatever the luck of the start.
    [Fact]
    public void One_connector_that_does_not_hear_us_is_named_within_90_seconds_at_every_site()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var machine = Linked(seed);
            machine.Line.Find(Second)!.Faults.IsDeaf = true;
            machine.Run(90);
            Assert.Equal(["doesNotHearUs 1839"], machine.Findings);
        }
    }

    [Fact]
    public void One_connector_that_hears_us_and_is_not_heard_is_named()
    {
        var machine = Linked();
        machine.Line.Find(Second)!.Faults.IsMute = true;
        machine.Run(180);
        Assert.Equal(["notHeard 1839"], machine.Findings);
        Assert.Contains("it hears us and its sender is broken", machine.Controller.Doctor.FirstSentence());
    }

    [Fact]
    public void One_connector_that_is_switched_off_and_on_again_is_no_finding()
    {
        var machine = Linked();
        var seen = Watch(machine);
        machine.Line.Find(Second)!.PowerOff();
        machine.Run(30);
        machine.Line.Find(Second)!.PowerOn();
        machine.Run(120);
        Assert.True(machine.Line.Find(Second)!.IsLinked);
        Assert.Empty(seen);
    }

    [Fact]
    public void A_second_master_is_told_at_once_with_its_id()
    {
        var machine = Linked();
        for (var i = 0; i < 6; i++)
        {
            // Not in our rhythm: each might else meet the same heartbeat of ours.
            machine.Line.Inject(Frame(0xFB, 0xE0, 0x4A, 0x21, 0x20, 0x19, 0x00));
            machine.Run(1.33);
        }

        Assert.Equal("secondMaster", machine.Findings[0]);
        Assert.Contains("4A21", machine.Controller.Doctor.FirstSentence());
        machine.Run(150);
        Assert.DoesNotContain("secondMaster", machine.Findings);
    }

    [Fact]
    public void Idle_frames_of_a_master_are_told()
    {
        var machine = Linked();
        for (var i = 0; i < 3; i++)
        {
            machine.Line.Inject(Frame(0xFC, 0x1D));
            machine.Run(1.37);
        }

        machine.Run(40);
        Assert.Equal(["masterSeen"], machine.Findings);
        machine.Run(700);
        Assert.Empty(machine.Findings);
    }

    [Fact]
    public void A_unit_that_broadcasts_is_not_in_position_f()
    {
        var machine = Linked();
        machine.AfterStep = () =>
        {
            if (machine.NowMs % 2130 == 0)
            {
                machine.Line.Inject(Frame(0xFD, 0xEC, 0x60, 0x90, 0x04, 0x05, 0x03, 0x02));
            }
        };
        machine.Run(130);
        Assert.Equal(["standAlone"], machine.Findings);
        Assert.Contains("6090", machine.Controller.Doctor.FirstSentence());
    }

    [Fact]
    public void Two_units_with_one_id_show_by_their_signs()
    {
        var machine = new Machine { HasLimits = false };
        machine.PowerCut(0);
        machine.Add(First);
        machine.Run(3.3);
        machine.Add(First);
        machine.Run(90);
        Assert.Equal(["sameId 2019"], machine.Findings);
    }

    [Fact]
    public void Two_linked_units_with_one_id_show_by_damage_at_this_one_and_both_causes_are_named()
    {
        var machine = new Machine();
        machine.Add(First);
        machine.Add(First);
        machine.Add(Second);
        machine.Run(200);
        Assert.NotEmpty(machine.Findings);
        Assert.All(machine.Findings, finding => Assert.EndsWith("2019", finding));
        Assert.Contains("Two units", machine.Controller.Doctor.FirstSentence(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Somebody_who_keeps_our_id_is_told()
    {
        var machine = Linked();
        machine.AfterStep = () =>
        {
            if (machine.NowMs % 10070 == 0)
            {
                machine.Line.Inject(Frame(0xFD, 0xE2, 0x77, 0x77, 0x12, 0x0C, 0x80));
            }
        };
        machine.Run(70);
        Assert.Equal(["idConflict"], machine.Findings);
        Assert.Contains("7777", machine.Controller.Doctor.FirstSentence());
    }

    [Fact]
    public void A_connector_with_our_id_that_picks_another_by_itself_is_no_finding()
    {
        var machine = new Machine();
        machine.Add(0x7777);
        var seen = Watch(machine);
        machine.Run(150);
        Assert.NotEqual(0x7777, machine.Line.Connectors[0].Id);
        Assert.Empty(seen);
    }

    [Theory]
    [InlineData(0xF8)]
    [InlineData(0xF0)]
    [InlineData(0xFE)]
    public void Frames_without_their_first_bits_mean_bias(byte heard)
    {
        var machine = Linked();
        var clip = BadReceivers.ClippedStart(heard);
        var count = 0;
        machine.Line.Receiver = (value, pauseUs) => pauseUs > 5000 && ++count % 3 == 0 ? clip(value, pauseUs) : [value];
        machine.Run(130);
        Assert.Equal(["clippedStart"], machine.Findings);
        machine.Line.Receiver = null;
        machine.Run(130);
        Assert.Empty(machine.Findings);
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xF8)]
    public void Frames_without_their_end_are_told(byte heard)
    {
        var machine = Linked();
        var clip = BadReceivers.ClippedEnd(heard);
        var isClipped = false;
        // Exactly every third one would be the same connector's answer again and again, and that one would be named.
        var random = new Random(1);
        machine.Line.Receiver = (value, pauseUs) =>
        {
            isClipped = pauseUs > 5000 ? random.Next(3) == 0 : isClipped;
            var heardBytes = clip(value, pauseUs);
            return isClipped ? heardBytes : [value];
        };
        machine.Run(130);
        Assert.Equal(["clippedEnd"], machine.Findings);
    }

    [Fact]
    public void Frames_that_end_in_ones_mean_two_at_once()
    {
        var machine = Linked();
        var tail = BadReceivers.OnesTail(11);
        var isSpoiled = false;
        var count = 0;
        machine.Line.Receiver = (value, pauseUs) =>
        {
            isSpoiled = pauseUs > 5000 ? ++count % 3 == 0 : isSpoiled;
            var heardBytes = tail(value, pauseUs);
            return isSpoiled ? heardBytes : [value];
        };
        machine.Run(130);
        Assert.Equal(["collision"], machine.Findings);
    }

    [Fact]
    public void Bytes_that_get_lost_inside_mean_a_buffer()
    {
        var machine = Linked();
        machine.Line.Receiver = BadReceivers.MissingByte();
        machine.Run(130);
        Assert.Equal(["bytesMissing"], machine.Findings);
    }

    [Fact]
    public void Noise_everywhere_is_told_for_the_line_and_a_bad_stub_for_its_connector()
    {
        var machine = Linked();
        machine.Line.NoisePerByte = 0.01;
        machine.Run(130);
        Assert.Equal(["damaged"], machine.Findings);
        machine.Line.NoisePerByte = 0;
        machine.Run(200);
        Assert.Empty(machine.Findings);
        machine.Line.Find(Third)!.Faults.CorruptEveryNthReply = 3;
        machine.Run(130);
        Assert.Equal(["damaged 032E"], machine.Findings);
        Assert.Contains("032E", machine.Controller.Doctor.FirstSentence());
    }

    [Fact]
    public void Answers_that_stay_away_without_a_trace_are_told()
    {
        var machine = Linked();
        machine.Line.Find(First)!.Faults.DropEveryNthReply = 3;
        machine.Run(130);
        Assert.Equal(["missingAnswers 2019"], machine.Findings);
    }

    [Fact]
    public void Bytes_between_the_frames_mean_a_floating_line()
    {
        var machine = Linked();
        var busyMs = 0L;
        machine.AfterStep = () =>
        {
            busyMs = machine.Line.IsBusy ? machine.NowMs : busyMs;
            if (machine.NowMs - busyMs is 130 or 180 or 230)
            {
                machine.Line.Inject([0x00, 0xFF, 0xFC]);
            }
        };
        machine.Run(130);
        Assert.Contains("floatingLine", machine.Findings);
    }

    [Fact]
    public void A_unit_that_never_stops_talking_is_told()
    {
        var machine = Linked();
        machine.Line.Find(Second)!.Faults.IsBabbling = true;
        machine.Run(150);
        Assert.Contains("babble", machine.Findings);
        Assert.DoesNotContain("floatingLine", machine.Findings);
    }

    [Fact]
    public void A_connector_too_many_is_told()
    {
        var machine = Linked();
        machine.Add(0x4085);
        machine.Run(70);
        Assert.Equal(["tooMany"], machine.Findings);
    }

    [Fact]
    public void A_connector_that_loses_us_again_and_again_is_told()
    {
        var machine = Linked();
        var unit = machine.Line.Find(First)!;
        machine.AfterStep = () => unit.Faults.IsDeaf = machine.NowMs % 28000 < 12000;
        machine.Run(200);
        Assert.Contains("linkDrops 2019", machine.Findings);
    }

    [Fact]
    public void A_stranger_that_answers_us_is_told()
    {
        var machine = Linked();
        machine.AfterStep = () =>
        {
            if (machine.NowMs % 3070 == 0)
            {
                machine.Line.Inject(Frame(0xFD, 0xE0, 0x43, 0x21, 0x77, 0x77, 0x01, 0x02, 0x58, 0x02, 0x10));
            }
        };
        machine.Run(20);
        Assert.Equal(["stranger"], machine.Findings);
        Assert.Contains("4321", machine.Controller.Doctor.FirstSentence());
    }

    [Fact]
    public void A_voltage_that_no_mains_has_is_told_with_its_value()
    {
        var machine = new Machine();
        machine.Line.Add(new ConnectorSetup(First, ConnectorModel.Firmware453) { Volts = 143 });
        machine.Run(170);
        Assert.Equal(["voltage 2019"], machine.Findings);
        Assert.Contains("14", machine.Controller.Doctor.FirstSentence());
    }

    [Fact]
    public void A_car_that_draws_more_than_its_offer_is_told()
    {
        var machine = Linked();
        machine.Line.Find(First)!.PlugIn(new SimulatedCar { ShortfallCentiamps = -400, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0 });
        Assert.True(machine.RunUntil(() => machine.Findings.Contains("overdraw 2019"), 90));
    }

    [Fact]
    public void A_connector_in_error_is_told()
    {
        var machine = Linked();
        var unit = machine.Line.Find(First)!;
        unit.PlugIn(Machine.Car());
        machine.Run(40);
        // It may collide with what the master says.
        for (var i = 0; i < 5 && unit.State != 2; i++)
        {
            machine.Line.Inject(Frame(0xFC, 0xB2, 0x77, 0x77, 0x20, 0x19));
            machine.Run(0.37);
        }

        machine.Run(40);
        Assert.Contains("connectorError 2019", machine.Findings);
    }

    [Fact]
    public void A_contactor_that_is_open_on_our_order_is_no_error()
    {
        var machine = Linked();
        var unit = machine.Line.Find(First)!;
        unit.PlugIn(Machine.Car());
        machine.Set("stopMethod", "contactor");
        machine.Set("nonScheduledAction", "fixed");
        machine.Set("nonScheduledAmpsMax", "10");
        machine.Run(200);
        machine.Set("nonScheduledAction", "none");
        machine.Run(200);
        Assert.False(unit.IsContactorClosed);
        Assert.Equal(2, unit.State);
        Assert.DoesNotContain("connectorError 2019", machine.Findings);
    }

    [Fact]
    public void A_connector_that_ignores_its_limit_is_told()
    {
        var machine = Linked();
        var unit = machine.Line.Find(First)!;
        unit.PlugIn(Machine.Car());
        machine.Run(20);
        machine.Line.Receiver = new StubbornLimit(First).Hear;
        machine.Send("command/chargeNow", "{\"amps\":20}");
        machine.Run(70);
        Assert.Contains("limitNotTaken 2019", machine.Findings);
    }

    [Fact]
    public void Two_percent_of_lost_frames_say_nothing()
    {
        var machine = Linked();
        machine.Line.NoisePerByte = 0.0012;
        var seen = Watch(machine);
        machine.Run(3600);
        Assert.True(machine.Controller.Bus.Counters.Lost > 150);
        Assert.Empty(seen);
    }

    [Fact]
    public void What_comes_and_goes_is_in_the_log_once_each()
    {
        var machine = Linked();
        var before = machine.Mqtt.All.Count;
        machine.Line.Find(Second)!.Faults.IsDeaf = true;
        machine.Run(150);
        machine.Line.Find(Second)!.Faults.IsDeaf = false;
        machine.Run(80);
        var lines = machine.Mqtt.All.Skip(before).Where(m => m.Topic.EndsWith("/log")).Select(m => m.Payload).Where(p => p.Contains("Doctor")).ToList();
        Assert.Equal(2, lines.Count);
        Assert.StartsWith("error: Doctor, doesNotHearUs: Connector 1839", lines[0]);
        Assert.Equal("info: Doctor, doesNotHearUs at 1839 is over", lines[1]);
    }

    [Fact]
    public void Judging_allocates_nothing()
    {
        var machine = Linked();
        machine.Run(70);
        var doctor = machine.Controller.Doctor;
        var nowMs = machine.NowMs;
        doctor.Tick(nowMs += 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
        {
            doctor.Tick(nowMs += 1000);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Every_finding_has_a_word_of_its_own_and_a_sentence()
    {
        var machine = Linked();
        var connector = machine.Controller.Bus.Connectors[0];
        var words = Enumerable.Range(0, Finding.Count).Select(FindingText.Word).ToList();
        Assert.Equal(Finding.Count, words.Distinct().Count());
        foreach (var code in Enumerable.Range(0, Finding.Count))
        {
            var sentence = FindingText.Sentence(code, connector, machine.Controller.Bus);
            Assert.EndsWith(".", sentence);
            Assert.InRange(sentence.Length, 40, 230);
        }
    }

    internal static Machine Linked(int seed = 1)
    {
        var machine = new Machine(seed);
        machine.Add(First);
        machine.Line.Add(new ConnectorSetup(Second, ConnectorModel.Firmware44) { Trailer = 0xFC });
        machine.Line.Add(new ConnectorSetup(Third, ConnectorModel.Protocol1) { Trailer = 0xF8, PhantomCentiamps = 25 });
        Assert.True(machine.RunUntil(() => machine.Line.Connectors.All(c => c.IsLinked) && machine.Controller.Bus.Count == 3, 60));
        machine.Run(5);
        return machine;
    }

    internal static byte[] Frame(params byte[] begin)
    {
        var content = new byte[15];
        begin.CopyTo(content, 0);
        var wire = new byte[WireBytes.Longest];
        var length = WireBytes.Frame(content, wire);
        return wire[..length];
    }

    private static void Each(Machine machine, Action<SimulatedConnector> what)
    {
        foreach (var unit in machine.Line.Connectors)
        {
            what(unit);
        }
    }

    private static SortedSet<string> Watch(Machine machine)
    {
        var seen = new SortedSet<string>();
        machine.AfterStep = () => seen.UnionWith(machine.Findings);
        return seen;
    }

    /// <summary>Makes every heartbeat of one connector repeat 6 A, checksum and all.</summary>
    private sealed class StubbornLimit(int id)
    {
        private readonly List<byte> _frame = [];

        public byte[] Hear(byte value, long pauseUs)
        {
            if (pauseUs > 5000)
            {
                _frame.Clear();
            }

            _frame.Add(value);
            if (_frame.Count < 18)
            {
                return [];
            }

            if (_frame.Count == 18 && _frame[2] == 0xE0 && (_frame[3] << 8 | _frame[4]) == id)
            {
                var change = 0x02 + 0x58 - _frame[8] - _frame[9];
                _frame[8] = 0x02;
                _frame[9] = 0x58;
                _frame[16] = (byte)(_frame[16] + change);
            }

            return _frame.Count == 18 ? _frame.ToArray() : [value];
        }
    }
}
