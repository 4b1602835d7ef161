using TWCManager.Core.Bus;
using TWCManager.Core.Protocol;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Bus;

public class BusMasterTests
{
    [Theory]
    [InlineData(ConnectorModel.Protocol1)]
    [InlineData(ConnectorModel.Firmware44)]
    [InlineData(ConnectorModel.Firmware453)]
    public void A_connector_is_linked_within_two_seconds_of_the_start(ConnectorModel model)
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, model);
        Assert.True(bench.RunUntil(() => unit.IsLinked, 2), $"not linked after {bench.NowMs} ms");
        bench.Run(1);
        Assert.Equal(LinkState.Online, bench.Master.Connectors[0].Link);
        Assert.Equal(model == ConnectorModel.Protocol1 ? 1 : 2, bench.Master.Connectors[0].ProtocolVersion);
    }

    [Fact]
    public void Three_connectors_hear_a_heartbeat_every_second()
    {
        var bench = new Bench();
        bench.Add(0x2019, ConnectorModel.Firmware453).PlugIn(Bench.Car());
        bench.Add(0x1839, ConnectorModel.Firmware44);
        bench.Add(0x032E, ConnectorModel.Protocol1);
        bench.GrantedAmps = 32;
        bench.Run(60);
        foreach (var unit in bench.Line.Connectors)
        {
            unit.ClearIntervals();
        }

        bench.Run(600);
        foreach (var unit in bench.Line.Connectors)
        {
            Assert.InRange(unit.HeartbeatIntervals.Count, 599, 601);
            Assert.InRange(unit.LongestGapMs, 1000, 1100);
        }
    }

    [Fact]
    public void Questions_are_answered_between_the_heartbeats()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        unit.PlugIn(new SimulatedCar { Vin = "5YJ3E7EBXKF004711", MaximumCentiamps = 1600 });
        bench.Add(0x1839, ConnectorModel.Firmware44);
        bench.Add(0x032E, ConnectorModel.Protocol1);
        bench.GrantedAmps = 16;
        Assert.True(bench.RunUntil(() => bench.Line.Connectors.All(each => each.IsLinked), 60));
        bench.Run(2);
        foreach (var each in bench.Line.Connectors)
        {
            each.ClearIntervals();
        }

        bench.Run(90);
        Assert.All(bench.Line.Connectors, each => Assert.InRange(each.LongestGapMs, 1000, 1100));
        var connector = bench.Master.Roster.Find(0x2019);
        Assert.Equal("4.5.3.2", connector.FirmwareVersion);
        Assert.EndsWith("2019", connector.SerialNumber);
        Assert.Equal("5YJ3E7EBXKF004711", connector.Vin.Text);
        Assert.InRange(connector.Energy.VoltsL1, 225, 235);
        Assert.Equal(1, connector.PlugState);
    }

    [Fact]
    public void Between_two_questions_to_one_connector_it_hears_a_heartbeat()
    {
        var bench = new TappedBench();
        bench.Unit.PlugIn(Bench.Car());
        bench.Run(90);
        var questions = bench.SentOf(Opcode.MasterHeartbeat, Opcode.GetVersion, Opcode.GetSerial, Opcode.GetMeter, Opcode.GetPlugState, Opcode.GetVin1, Opcode.GetVin2, Opcode.GetVin3)
            .Select(s => s.Frame[1] != 0xE0).ToList();
        Assert.True(questions.Count(q => q) > 15);
        Assert.DoesNotContain((true, true), questions.Zip(questions.Skip(1)));
    }

    [Fact]
    public void Nothing_is_sent_before_a_wiring_limit_is_set()
    {
        var bench = new Bench(allAmps: 0, eachAmps: 0);
        bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Run(60);
        Assert.Equal(0, bench.Line.MasterBytes);
        Assert.Equal(BusState.Silent, bench.Master.State);
        Assert.Equal(1, bench.Master.Count);
    }

    [Fact]
    public void A_port_that_vanishes_and_comes_back_is_served_again()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Run(10);
        bench.Line.Unplug();
        bench.Run(5);
        Assert.Equal(BusState.Silent, bench.Master.State);
        bench.Line.Replug();
        var heard = unit.HeartbeatsHeard;
        Assert.True(bench.RunUntil(() => unit.HeartbeatsHeard > heard, 2));
    }

    [Fact]
    public void Three_frames_of_another_master_silence_us_until_it_has_been_quiet_for_a_minute()
    {
        var bench = new Bench();
        bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Run(10);
        byte[] foreign = [0xC0, 0xFB, 0xE0, 0x4A, 0x21, 0x20, 0x19, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0x84, 0xC0];
        for (var i = 0; i < 3; i++)
        {
            bench.RunUntil(() => bench.NowMs % 1000 == 800, 2);
            bench.Line.Inject(foreign);
            bench.Run(0.5);
        }

        Assert.Equal(BusState.OtherMaster, bench.Master.State);
        Assert.Equal(0x4A21, bench.Master.SecondMasterId);
        var sent = bench.Line.MasterBytes;
        bench.Run(58);
        Assert.Equal(sent, bench.Line.MasterBytes);
        bench.Run(5);
        Assert.Equal(BusState.Running, bench.Master.State);
    }

    [Fact]
    public void An_adapter_that_echoes_is_no_second_master()
    {
        var bench = new Bench();
        bench.Line.EchoesMaster = true;
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Run(60);
        Assert.Equal(BusState.Running, bench.Master.State);
        Assert.True(unit.IsLinked);
        Assert.True(bench.Master.Counters.Echo > 50);
        Assert.Equal(0, bench.Master.IdConflicts);
        Assert.InRange(unit.LongestGapMs, 900, 1500);
    }

    [Fact]
    public void A_connector_with_our_id_is_made_to_choose_another_one()
    {
        var bench = new Bench();
        var twin = bench.Add(0x7777, ConnectorModel.Firmware453);
        var other = bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Run(60);
        Assert.NotEqual(0x7777, twin.Id);
        Assert.True(twin.IsLinked);
        Assert.InRange(other.LongestGapMs, 900, 1600);
    }

    [Fact]
    public void A_fourth_connector_is_turned_away_and_the_three_stay()
    {
        var bench = new Bench();
        bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Add(0x1839, ConnectorModel.Firmware44);
        bench.Add(0x032E, ConnectorModel.Protocol1);
        bench.Run(20);
        bench.Add(0x4085, ConnectorModel.Firmware453);
        bench.Run(60);
        Assert.Null(bench.Master.Roster.Find(0x4085));
        Assert.True(bench.Master.Roster.TurnedAway > 0);
        Assert.All(bench.Line.Connectors.Take(3), unit => Assert.True(unit.IsLinked));
    }

    [Fact]
    public void A_connector_that_was_taken_down_gives_its_place_to_a_new_one()
    {
        var bench = new Bench();
        var old = bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Add(0x1839, ConnectorModel.Firmware44);
        bench.Add(0x032E, ConnectorModel.Protocol1);
        bench.Run(20);
        old.PowerOff();
        bench.Run(70);
        var successor = bench.Add(0x4085, ConnectorModel.Firmware453);
        bench.Run(20);
        Assert.True(successor.IsLinked);
    }

    [Fact]
    public void A_power_cycled_connector_gets_its_limit_again()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        unit.PlugIn(Bench.Car(16));
        bench.GrantedAmps = 16;
        bench.Run(60);
        Assert.Equal(1600, unit.StandingLimitCentiamps);
        unit.PowerOff();
        bench.Run(8);
        unit.PowerOn();
        Assert.Equal(0, unit.StandingLimitCentiamps);
        bench.Run(90);
        Assert.Equal(1600, unit.StandingLimitCentiamps);
        Assert.True(unit.DrawCentiamps > 1000);
    }

    [Fact]
    public void A_silent_connector_is_lost_after_26_s_and_hears_nothing_until_it_announces_itself()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Run(10);
        unit.Faults.IsMute = true;
        bench.Run(12);
        Assert.Equal(LinkState.Offline, bench.Master.Connectors[0].Link);
        bench.Run(16);
        Assert.Equal(LinkState.Lost, bench.Master.Connectors[0].Link);
        var heard = unit.HeartbeatsHeard;
        bench.Run(60);
        Assert.Equal(heard, unit.HeartbeatsHeard);
        unit.Faults.IsMute = false;
        bench.Run(12);
        Assert.Equal(LinkState.Online, bench.Master.Connectors[0].Link);
    }

    [Fact]
    public void Late_and_lost_replies_cost_no_heartbeat_of_another_connector()
    {
        var bench = new Bench();
        var bad = bench.Add(0x2019, ConnectorModel.Firmware453);
        var good = bench.Add(0x1839, ConnectorModel.Firmware44);
        bench.Run(20);
        bad.Faults.DropEveryNthReply = 3;
        bad.Faults.DelayEveryNthReply = 5;
        bad.Faults.LateMs = 1500;
        good.ClearIntervals();
        bench.Run(300);
        Assert.InRange(good.LongestGapMs, 500, 2000);
        Assert.Equal(LinkState.Online, bench.Master.Roster.Find(0x2019).Link);
    }

    [Fact]
    public void Units_that_think_long_are_waited_for()
    {
        var bench = new Bench();
        foreach (var id in new[] { 0x2019, 0x1839, 0x4085 })
        {
            bench.Line.Add(new ConnectorSetup(id, ConnectorModel.Firmware453) { MinimumTurnaroundMs = 180, MaximumTurnaroundMs = 220 });
        }

        bench.Run(40);
        var answered = bench.Master.Connectors.Sum(connector => connector.HeartbeatsAnswered);
        var sent = bench.Master.HeartbeatsSent;
        bench.Run(100);
        answered = bench.Master.Connectors.Sum(connector => connector.HeartbeatsAnswered) - answered;
        sent = bench.Master.HeartbeatsSent - sent;
        Assert.InRange(answered * 100 / sent, 99, 101);
        Assert.All(bench.Line.Connectors, unit => Assert.InRange(unit.HeartbeatIntervals.LongestMs, 1000, 2000));
    }

    [Fact]
    public void A_babbling_unit_does_not_take_the_others_down()
    {
        var bench = new Bench();
        var good = bench.Add(0x2019, ConnectorModel.Firmware453);
        var babbler = bench.Add(0x1839, ConnectorModel.Firmware44);
        bench.Run(20);
        babbler.Faults.IsBabbling = true;
        bench.Run(120);
        Assert.True(bench.Master.Connectors.Take(2).Single(c => c.Id == 0x2019).Link <= LinkState.Stale);
        Assert.True(good.IsLinked);
    }

    [Fact]
    public void A_remembered_connector_that_still_charges_is_heard_without_announcing_itself()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        unit.PlugIn(Bench.Car());
        bench.GrantedAmps = 20;
        bench.Run(60);
        var stops = unit.FailSafeStops;
        bench.Restart(remember: true);
        Assert.True(bench.RunUntil(() => bench.Master.Connectors[0].HasAnswered, 3));
        bench.Run(30);
        Assert.Equal(stops, unit.FailSafeStops);
        Assert.Equal(2000, unit.StandingLimitCentiamps);
    }

    [Fact]
    public void On_a_line_with_one_percent_of_noise_a_lost_heartbeat_is_said_again_until_it_is_heard()
    {
        var bench = new Bench();
        bench.Add(0x2019, ConnectorModel.Firmware453).PlugIn(Bench.Car());
        bench.Add(0x1839, ConnectorModel.Firmware44).PlugIn(Bench.Car());
        bench.Add(0x032E, ConnectorModel.Protocol1).PlugIn(Bench.Car());
        bench.GrantedAmps = 32;
        Assert.True(bench.RunUntil(() => bench.Line.Connectors.All(unit => unit.IsLinked), 60));
        bench.Line.NoisePerByte = 0.01;
        bench.Run(10);
        foreach (var unit in bench.Line.Connectors)
        {
            unit.ClearIntervals();
        }

        bench.Run(600);
        // Without a second try every sixth second would pass without a heartbeat, and 500 of 600 would be heard.
        Assert.All(bench.Line.Connectors, unit => Assert.InRange(unit.HeartbeatIntervals.Count, 600, 1300));
        Assert.All(bench.Line.Connectors, unit => Assert.InRange(unit.LongestGapMs, 1000, 2000));
        Assert.All(bench.Master.Connectors, connector => Assert.InRange(connector.LongestGapMs, 1000, 2000));
    }

    [Fact]
    public void Counters_of_a_noisy_line_rise_and_heartbeats_go_on()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Line.NoisePerByte = 0.01;
        bench.Run(300);
        Assert.True(bench.Master.Counters.BadChecksum > 5);
        Assert.InRange(unit.HeartbeatsHeard, 280, 700);
        Assert.Equal(0, bench.Line.ForbiddenFrames);
    }
}
