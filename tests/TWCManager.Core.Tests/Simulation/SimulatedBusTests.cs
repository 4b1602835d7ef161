using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Simulation;

public class SimulatedBusTests
{
    private const string HeartbeatTo2019 = "C0 FB E0 77 77 20 19 00 00 00 00 00 00 00 00 00 07 C0";
    private const string AnswerOf2019 = "C0 FD E0 20 19 77 77 00 00 00 00 00 00 00 00 00 07 C0 FE";

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(10, 9)]
    [InlineData(18, 17)]
    [InlineData(19, 18)]
    [InlineData(500, 18)]
    public void Bytes_leave_one_by_one_at_9600_baud(int afterMs, int expectedBytes)
    {
        SimulatedBus bus = new SimulatedBus(1) { EchoesMaster = true };
        new HandMaster(bus).Send(HeartbeatTo2019);
        bus.Advance(afterMs);
        Assert.Equal(expectedBytes, bus.Line.Read(new byte[64], 0, 64));
    }

    [Fact]
    public void What_is_written_while_bytes_leave_follows_them_without_a_gap()
    {
        SimulatedBus bus = new SimulatedBus(1) { EchoesMaster = true };
        HandMaster master = new HandMaster(bus);
        master.Send("01 02 03");
        bus.Advance(2);
        master.Send("04 05");
        Assert.Equal("01 02 03 04 05", master.Hear(6));
    }

    [Fact]
    public void A_reply_starts_15_to_40_ms_after_the_request_and_takes_its_own_time()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            SimulatedBus bus = new SimulatedBus(seed);
            bus.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453));
            HandMaster master = new HandMaster(bus);
            master.Send(HeartbeatTo2019);
            Assert.Equal("", master.Hear(34));
            Assert.Equal(AnswerOf2019, master.Hear(80));
        }
    }

    [Fact]
    public void A_master_hears_nothing_while_it_speaks()
    {
        SimulatedBus bus = new SimulatedBus(1);
        HandMaster master = new HandMaster(bus);
        bus.Inject([1, 2, 3, 4, 5]);
        master.Send(HeartbeatTo2019);
        Assert.Equal("", master.Hear(100));
    }

    [Fact]
    public void A_master_hears_the_rest_of_what_outlasts_its_own_bytes()
    {
        SimulatedBus bus = new SimulatedBus(1);
        HandMaster master = new HandMaster(bus);
        bus.Inject([1, 2, 3, 4, 5]);
        master.Send("AA AA AA");
        Assert.Equal("04 05", master.Hear(100));
    }

    [Fact]
    public void A_frame_that_another_talks_into_is_not_answered()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453));
        HandMaster master = new HandMaster(bus);
        master.Send(HeartbeatTo2019);
        bus.Advance(5);
        bus.Inject([0x55, 0x55]);
        bus.Advance(500);
        Assert.Equal(0, connector.HeartbeatsHeard);
        Assert.True(bus.CollidedBytes >= 4, bus.CollidedBytes + " bytes");
    }

    [Fact]
    public void Two_at_once_are_heard_as_one_spoiled_stretch()
    {
        SimulatedBus bus = new SimulatedBus(1);
        byte[] first = [0x10, 0x20, 0x30];
        byte[] second = [0x11, 0x21, 0x31, 0x41, 0x51];
        bus.Inject(first);
        bus.Inject(second);
        byte[] heard = HandMaster.Bytes(new HandMaster(bus).Hear(100));
        Assert.Equal(5, heard.Length);
        Assert.NotEqual(first[0], heard[0]);
        Assert.NotEqual(first[2], heard[2]);
        Assert.Equal(second[3..], heard[3..]);
    }

    [Fact]
    public void Noise_on_every_byte_leaves_none_unchanged_and_no_frame_whole()
    {
        SimulatedBus bus = new SimulatedBus(1) { EchoesMaster = true, NoisePerByte = 1 };
        SimulatedConnector connector = bus.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453));
        HandMaster master = new HandMaster(bus);
        master.Send(HeartbeatTo2019);
        byte[] sent = HandMaster.Bytes(HeartbeatTo2019);
        byte[] heard = HandMaster.Bytes(master.Hear(30));
        Assert.Equal(sent.Length, heard.Length);
        for (int i = 0; i < sent.Length; i++)
        {
            Assert.NotEqual(sent[i], heard[i]);
        }

        Assert.Equal(0, connector.HeartbeatsHeard);
    }

    [Fact]
    public void Noise_comes_about_as_often_as_asked_for()
    {
        SimulatedBus bus = new SimulatedBus(1) { NoisePerByte = 0.01 };
        bus.Inject(new byte[100000]);
        bus.Advance(200000);
        Assert.InRange(bus.NoisyBytes, 850, 1150);
    }

    [Fact]
    public void A_pulled_adapter_takes_and_gives_nothing()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453));
        HandMaster master = new HandMaster(bus);
        master.Send(HeartbeatTo2019);
        bus.Advance(10);
        bus.Unplug();
        Assert.False(bus.Line.IsOpen);
        Assert.False(bus.Line.Write([1], 0, 1));
        bus.Inject([1, 2, 3]);
        Assert.Equal("", master.Hear(20000));
        Assert.Equal(0, connector.HeartbeatsHeard);
    }

    [Fact]
    public void A_replugged_adapter_works_again()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453));
        HandMaster master = new HandMaster(bus);
        bus.Unplug();
        bus.Advance(500);
        bus.Replug();
        Assert.Equal(AnswerOf2019, master.Beat(0x2019));
    }

    [Fact]
    public void A_receive_buffer_that_nobody_reads_is_wiped()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Inject(new byte[5000]);
        bus.Advance(10000);
        Assert.Equal(1, bus.MasterOverruns);
        Assert.Equal(5000 - 4096, bus.Line.Read(new byte[8192], 0, 8192));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_in_whatever_steps_time_goes()
    {
        string fine = HearOneMinute(5);
        Assert.True(fine.Length > 1000);
        Assert.Equal(fine, HearOneMinute(20));
        Assert.Equal(fine, HearOneMinute(100));
    }

    [Fact]
    public void A_pump_moves_the_same_bytes_as_the_line()
    {
        SimulatedBus bus = new SimulatedBus(1, 1000);
        bus.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453));
        bus.FromMaster(HandMaster.Bytes(HeartbeatTo2019), 1005);
        byte[] heard = new byte[64];
        Assert.Equal(0, bus.ToMaster(heard, 1020));
        int count = bus.ToMaster(heard, 1100);
        Assert.Equal(AnswerOf2019, HandMaster.Hex(heard[..count]));
    }

    [Fact]
    public void A_forbidden_frame_is_noticed_whoever_it_is_for()
    {
        SimulatedBus bus = new SimulatedBus(1);
        HandMaster master = new HandMaster(bus);
        master.Send("C0 FC A1 77 77 20 19 00 00 00 00 00 00 00 00 00 C8 C0");
        bus.Advance(100);
        Assert.Equal(1, bus.ForbiddenFrames);
        Assert.Equal("FCA1777720190000000000000000" + "00C8", bus.LastForbiddenFrame);
    }

    [Fact]
    public void A_frame_of_the_master_with_a_wrong_checksum_counts_as_malformed()
    {
        SimulatedBus bus = new SimulatedBus(1);
        HandMaster master = new HandMaster(bus);
        master.Send("C0 FB E0 77 77 20 19 00 00 00 00 00 00 00 00 00 08 C0");
        bus.Advance(100);
        Assert.Equal(1, bus.MalformedMasterFrames);
        Assert.Equal(0, bus.MasterFrames);
    }

    [Fact]
    public void Noise_is_never_the_masters_fault()
    {
        SimulatedBus bus = new SimulatedBus(1) { NoisePerByte = 0.05 };
        SimulatedConnector connector = bus.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453));
        new HandMaster(bus).BeatFor(2000, connector);
        Assert.True(bus.NoisyBytes > 1000, bus.NoisyBytes + " bytes");
        Assert.Equal(0, bus.MalformedMasterFrames);
        Assert.Equal(0, bus.ForbiddenFrames);
    }

    [Fact]
    public void The_highest_sum_sees_a_limit_that_was_raised_before_the_other_was_lowered()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453));
        bus.Add(new ConnectorSetup(0x1839, ConnectorModel.Firmware453));
        HandMaster master = new HandMaster(bus);
        master.Beat(0x2019, 0x09, 2000);
        master.Beat(0x1839, 0x09, 2000);
        master.Beat(0x2019, 0x09, 600);
        Assert.Equal(4000, bus.HighestStandingCentiamps);
        bus.ClearHighest();
        master.Beat(0x2019, 0x09, 700);
        Assert.Equal(2700, bus.HighestStandingCentiamps);
    }

    [Fact]
    public void The_highest_load_counts_a_draw_that_has_not_followed_yet()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453));
        connector.PlugIn(new SimulatedCar());
        HandMaster master = new HandMaster(bus);
        master.BeatFor(40, connector, 0x09, 1600);
        master.Beat(0x2019, 0x09, 600);
        bus.ClearHighest();
        master.Beat(0x2019);
        Assert.Equal(600, bus.HighestStandingCentiamps);
        Assert.InRange(bus.HighestLoadCentiamps, 1400, 1520);
    }

    private static string HearOneMinute(int stepMs)
    {
        SimulatedBus bus = new SimulatedBus(7) { NoisePerByte = 0.01 };
        bus.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453)).PlugIn(new SimulatedCar());
        bus.Add(new ConnectorSetup(0x032E, ConnectorModel.Protocol1)).Faults.IsBabbling = true;
        HandMaster master = new HandMaster(bus);
        string heard = "";
        for (int second = 1; second <= 60; second++)
        {
            master.Send("C0 FB E0 77 77 20 19 09 07 6C 00 00 00 00 00 00 83 C0");
            heard += master.Hear(second * 1000, stepMs) + " ";
        }

        return heard;
    }
}
