using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Simulation;

public class SimulatedConnectorTests
{
    private static readonly ConnectorSetup s_newest = new ConnectorSetup(0x2019, ConnectorModel.Firmware453) { Trailer = ConnectorSetup.NoTrailer };
    private static readonly ConnectorSetup s_older = new ConnectorSetup(0x1839, ConnectorModel.Firmware44) { Trailer = 0xFC };
    private static readonly ConnectorSetup s_oldest = new ConnectorSetup(0x032E, ConnectorModel.Protocol1) { PhantomCentiamps = 25 };

    [Fact]
    public void An_idle_protocol_1_unit_answers_with_14_bytes_and_its_phantom_current()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_oldest);
        Assert.Equal("C0 FD E0 03 2E 77 77 00 00 00 00 19 00 00 18 C0 FE", new HandMaster(bus).Beat(0x032E));
    }

    [Fact]
    public void An_idle_protocol_2_unit_answers_with_16_bytes_and_its_trailer()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_older);
        Assert.Equal("C0 FD E0 18 39 77 77 00 00 00 00 00 00 00 00 00 1F C0 FC", new HandMaster(bus).Beat(0x1839));
    }

    [Fact]
    public void A_limit_is_repeated_at_once_and_escaped()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_newest);
        Assert.Equal("C0 FD E0 20 19 77 77 00 12 DB DC 00 00 00 00 00 00 D9 C0", new HandMaster(bus).Beat(0x2019, 0x09, 4800));
    }

    [Fact]
    public void Any_limit_is_repeated_however_absurd_and_noted_as_forbidden()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        Assert.Contains("20 19 77 77 00 FF FF", new HandMaster(bus).Beat(0x2019, 0x09, 65535));
        Assert.Equal(65535, connector.StandingLimitCentiamps);
        Assert.Equal(1, connector.ForbiddenFramesSeen);
    }

    [Fact]
    public void A_limit_up_to_the_rating_is_not_forbidden()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        new HandMaster(bus).Beat(0x2019, 0x09, 3200);
        Assert.Equal(0, connector.ForbiddenFramesSeen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(599)]
    public void Protocol_2_makes_6_A_of_any_lower_limit(int centiamps)
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        Assert.Contains("77 77 00 02 58 00 00", new HandMaster(bus).Beat(0x2019, 0x09, centiamps));
        Assert.Equal(600, connector.StandingLimitCentiamps);
    }

    [Fact]
    public void Protocol_1_takes_a_limit_of_nothing_for_nothing()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_oldest);
        HandMaster master = new HandMaster(bus);
        master.Beat(0x032E, 0x05, 1000);
        Assert.Equal(1000, connector.StandingLimitCentiamps);
        master.Beat(0x032E, 0x05, 0);
        Assert.Equal(0, connector.StandingLimitCentiamps);
    }

    [Fact]
    public void Protocol_1_does_not_know_command_09()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_oldest);
        new HandMaster(bus).Beat(0x032E, 0x09, 1000);
        Assert.Equal(0, connector.StandingLimitCentiamps);
    }

    [Fact]
    public void Without_a_master_it_announces_itself_every_ten_seconds()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_older);
        List<string> frames = new HandMaster(bus).HearFrames(100000);
        Assert.InRange(frames.Count, 9, 10);
        Assert.StartsWith("FD E2 18 39 " + connector.Sign.ToString("X2") + " 0C 80 00 00", frames[0]);
        Assert.All(frames, frame => Assert.Equal(frames[0], frame));
    }

    [Fact]
    public void A_linked_unit_does_not_announce_itself()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        HandMaster master = new HandMaster(bus);
        master.Beat(0x2019);
        int before = connector.LinkReadysSent;
        master.BeatFor(60, connector);
        Assert.Equal(before, connector.LinkReadysSent);
    }

    [Fact]
    public void Link_ready_frames_alone_do_not_link_it()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        HandMaster master = new HandMaster(bus);
        master.Send("C0 FC E1 77 77 77 00 00 00 00 00 00 00 00 46 C0");
        master.Hear(1000);
        Assert.False(connector.IsLinked);
    }

    [Fact]
    public void The_second_link_ready_2_brings_five_announcements_a_fifth_of_a_second_later()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_newest);
        HandMaster master = new HandMaster(bus);
        master.Send("C0 FB E2 77 77 77 00 00 00 00 00 00 00 00 47 C0");
        Assert.Empty(master.HearFrames(100));
        master.Send("C0 FB E2 77 77 77 00 00 00 00 00 00 00 00 47 C0");
        Assert.Empty(master.HearFrames(300));
        Assert.Equal(5, master.HearFrames(900).Count);
    }

    [Fact]
    public void The_announcements_of_several_units_destroy_each_other()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_newest);
        bus.Add(s_older);
        bus.Add(s_oldest);
        HandMaster master = new HandMaster(bus);
        master.Send("C0 FB E2 77 77 77 00 00 00 00 00 00 00 00 47 C0");
        master.Hear(100);
        master.Send("C0 FB E2 77 77 77 00 00 00 00 00 00 00 00 47 C0");
        string heard = master.Hear(900);
        Assert.True(bus.CollidedBytes > 200, bus.CollidedBytes + " bytes");
        Assert.True(heard.Length > 200);
        Assert.DoesNotContain("FD E2 18 39 " + bus.Connectors[1].Sign.ToString("X2") + " 0C 80 00 00 00 00 00 00 00 00", heard);
    }

    [Theory]
    [InlineData("C0 FB EE 77 77 20 19 00 00 00 00 00 00 15 C0")]
    [InlineData("C0 FB EE 77 77 20 19 00 00 00 00 00 00 00 15 C0")]
    [InlineData("C0 FB EE 77 77 20 19 00 00 00 00 00 00 00 00 15 C0")]
    [InlineData("C0 FB EE 77 77 20 19 00 00 00 00 00 00 00 00 00 15 C0")]
    public void Requests_of_13_to_16_bytes_are_answered(string request)
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_newest);
        HandMaster master = new HandMaster(bus);
        master.Send(request);
        Assert.Equal("C0 FD EE 20 19 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 27 C0", master.Hear(200));
    }

    [Theory]
    [InlineData("C0 FB EE 77 77 20 19 00 00 00 00 00 00 00 00 00 15 C0", "C0 FD EE 20 19 35 59 4A 33 45 37 45 00 00 00 00 00 00 00 00 F3 C0")]
    [InlineData("C0 FB EF 77 77 20 19 00 00 00 00 00 00 00 00 00 16 C0", "C0 FD EF 20 19 42 58 4B 46 30 30 34 00 00 00 00 00 00 00 00 E7 C0")]
    [InlineData("C0 FB F1 77 77 20 19 00 00 00 00 00 00 00 00 00 18 C0", "C0 FD F1 20 19 37 31 31 00 00 00 00 00 00 00 00 00 00 00 00 C3 C0")]
    [InlineData("C0 FB ED 77 77 20 19 00 00 00 00 00 00 00 00 00 14 C0", "C0 FD ED 20 19 41 31 38 46 30 30 30 32 30 31 39 00 00 00 00 72 C0")]
    [InlineData("C0 FB EC 77 77 20 19 00 00 00 00 00 00 00 00 00 13 C0", "C0 FD EC 20 19 04 05 03 02 00 00 00 00 00 00 00 33 C0")]
    [InlineData("C0 FB B4 77 77 20 19 00 00 00 00 00 00 00 00 00 DB DD C0", "C0 FD B4 20 19 03 00 00 00 00 00 00 00 00 00 00 F0 C0")]
    [InlineData("C0 FC B1 77 77 20 19 00 00 00 00 00 00 00 00 00 D8 C0", "C0 FD B1 20 19 00 00 00 00 00 00 00 00 00 00 00 EA C0")]
    [InlineData("C0 FC B2 77 77 20 19 00 00 00 00 00 00 00 00 00 D9 C0", "C0 FD B2 20 19 00 00 00 00 00 00 00 00 00 00 00 EB C0")]
    [InlineData("C0 FB 1B 00 00 00 00 00 00 00 00 00 00 00 00 00 1B C0", "C0 FD 1B 04 05 03 00 00 00 00 00 00 00 00 00 00 27 C0")]
    public void The_newest_firmware_answers_every_query(string request, string expected)
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_newest).PlugIn(new SimulatedCar { Vin = "5YJ3E7EBXKF004711" });
        HandMaster master = new HandMaster(bus);
        master.Send(request);
        Assert.Equal(expected, master.Hear(200));
    }

    [Theory]
    [InlineData("C0 FB EE 77 77 18 39 00 00 00 00 00 00 00 00 00 2D C0")]
    [InlineData("C0 FB ED 77 77 18 39 00 00 00 00 00 00 00 00 00 2C C0")]
    [InlineData("C0 FB EC 77 77 18 39 00 00 00 00 00 00 00 00 00 2B C0")]
    public void Firmware_4_4_keeps_silent_on_what_it_does_not_know(string request)
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_older);
        HandMaster master = new HandMaster(bus);
        master.Send(request);
        Assert.Equal("", master.Hear(200));
        Assert.Equal(1, bus.MasterFrames);
    }

    [Fact]
    public void The_meter_reply_of_the_newest_firmware_has_20_bytes_with_volts_and_half_amps()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar { PhaseCount = 2 });
        HandMaster master = new HandMaster(bus);
        master.BeatFor(40, connector, 0x09, 1600);
        Assert.Equal(1520, connector.DrawCentiamps);
        master.Send("C0 FB EB 77 77 20 19 00 00 00 00 00 00 00 00 00 12 C0");
        byte[] reply = HandMaster.Bytes(master.HearFrames(bus.NowMs + 200)[0]);
        Assert.Equal(20, reply.Length);
        Assert.Equal([0xFD, 0xEB, 0x20, 0x19, 0x00, 0x00, 0x03, 0x9C], reply[..8]);
        for (int phase = 0; phase < 3; phase++)
        {
            Assert.InRange(reply[8 + 2 * phase] << 8 | reply[9 + 2 * phase], 225, 235);
        }

        Assert.Equal([30, 30, 0, 0, 0], reply[14..19]);
    }

    [Fact]
    public void The_meter_reply_of_firmware_4_4_has_16_bytes()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_older);
        HandMaster master = new HandMaster(bus);
        master.Send("C0 FB EB 77 77 18 39 00 00 00 00 00 00 00 00 00 2A C0");
        byte[] reply = HandMaster.Bytes(master.HearFrames(200)[0]);
        Assert.Equal(16, reply.Length);
        Assert.Equal([0xFD, 0xEB, 0x18, 0x39, 0x00, 0x00, 0x03, 0x9C], reply[..8]);
    }

    [Fact]
    public void A_unit_with_the_masters_id_takes_another_after_the_second_link_ready_2()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(new ConnectorSetup(0x7777, ConnectorModel.Firmware453));
        int sign = connector.Sign;
        HandMaster master = new HandMaster(bus);
        master.Send("C0 FB E2 77 77 77 00 00 00 00 00 00 00 00 47 C0");
        master.Hear(100);
        Assert.Equal(0x7777, connector.Id);
        master.Send("C0 FB E2 77 77 77 00 00 00 00 00 00 00 00 47 C0");
        master.Hear(900);
        Assert.NotEqual(0x7777, connector.Id);
        Assert.NotEqual(sign, connector.Sign);
        Assert.Equal(5, connector.LinkReadysSent);
    }

    [Fact]
    public void After_a_restart_it_has_another_sign_and_no_limit()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        HandMaster master = new HandMaster(bus);
        master.Beat(0x2019, 0x09, 1600);
        int sign = connector.Sign;
        connector.PowerOff();
        connector.PowerOn();
        Assert.Equal("", master.Beat(0x2019));
        master.Hear(bus.NowMs + SimulatedConnector.BootMs + 1000);
        Assert.NotEqual(sign, connector.Sign);
        Assert.Contains("20 19 77 77 00 00 00", master.Beat(0x2019));
    }

    [Fact]
    public void The_error_command_is_answered_once_and_then_nothing_until_reset()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        HandMaster master = new HandMaster(bus);
        Assert.Contains("20 19 77 77 02", master.Beat(0x2019, 0x02));
        Assert.Equal("", master.Beat(0x2019));
        Assert.Equal(1, connector.ForbiddenFramesSeen);
        connector.PressReset();
        master.Hear(bus.NowMs + SimulatedConnector.BootMs + 1000);
        Assert.Contains("20 19 77 77 00", master.Beat(0x2019));
    }

    [Fact]
    public void A_frame_that_writes_the_id_destroys_it()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        HandMaster master = new HandMaster(bus);
        master.Send("C0 FC 19 77 77 20 19 00 00 00 00 00 00 00 00 00 40 C0");
        master.Hear(200);
        Assert.True(connector.IsBricked);
        Assert.Equal(1, connector.ForbiddenFramesSeen);
        Assert.Equal("", master.Beat(0x2019));
    }

    [Fact]
    public void Every_third_reply_can_be_dropped()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.Faults.DropEveryNthReply = 3;
        HandMaster master = new HandMaster(bus);
        Assert.NotEqual("", master.Beat(0x2019));
        Assert.NotEqual("", master.Beat(0x2019));
        Assert.Equal("", master.Beat(0x2019));
        Assert.NotEqual("", master.Beat(0x2019));
    }

    [Fact]
    public void A_reply_can_be_late()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.Faults.DelayEveryNthReply = 1;
        connector.Faults.LateMs = 2000;
        HandMaster master = new HandMaster(bus);
        Assert.Equal("", master.Beat(0x2019));
        Assert.Equal("", master.Hear(2018));
        Assert.StartsWith("C0 FD E0 20 19", master.Hear(2040));
    }

    [Fact]
    public void A_reply_can_carry_a_wrong_checksum()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_newest).Faults.CorruptEveryNthReply = 2;
        HandMaster master = new HandMaster(bus);
        Assert.EndsWith("07 C0", master.Beat(0x2019));
        Assert.EndsWith("08 C0", master.Beat(0x2019));
    }

    [Fact]
    public void A_babbling_unit_fills_the_line()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(s_newest).Faults.IsBabbling = true;
        Assert.True(new HandMaster(bus).Hear(5000).Length > 1000);
    }

    [Fact]
    public void The_id_is_escaped()
    {
        SimulatedBus bus = new SimulatedBus(1);
        bus.Add(new ConnectorSetup(0xC0DB, ConnectorModel.Firmware453));
        Assert.StartsWith("C0 FD E2 DB DC DB DD", new HandMaster(bus).Hear(11000));
    }

    [Fact]
    public void The_longest_gap_is_the_truth_about_heartbeats()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        HandMaster master = new HandMaster(bus);
        master.BeatFor(5, connector);
        Assert.Equal(1000, connector.LongestGapMs);
        master.Hear(bus.NowMs + 2000);
        Assert.InRange(connector.LongestGapMs, 2900, 3000);
        master.BeatFor(5, connector);
        Assert.Equal(3000, connector.HeartbeatIntervals.LongestMs);
        Assert.Equal(1, connector.HeartbeatIntervals.CountFrom(2000));
        Assert.Equal(9, connector.HeartbeatIntervals.Count);
    }
}
