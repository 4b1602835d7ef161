using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Tests.Bus;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

public class ChargeControlTests
{
    [Fact]
    public void A_charge_begins_at_the_minimum_and_is_raised_when_the_car_draws()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.GrantedAmps = 20;
        bench.Run(30);
        Assert.Equal(600, unit.StandingLimitCentiamps);
        Assert.Equal(OfferReason.Parked, bench.Point(0x2019).Offer.Reason);
        unit.PlugIn(Bench.Car());
        bench.Run(30);
        Assert.Equal(2000, unit.StandingLimitCentiamps);
        Assert.True(unit.DrawCentiamps > 1800);
    }

    [Fact]
    public void An_order_is_on_the_wire_with_the_next_heartbeat()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        unit.PlugIn(Bench.Car());
        bench.GrantedAmps = 8;
        bench.Run(60);
        bench.Order(16);
        Assert.True(bench.RunUntil(() => unit.LastLimitCentiamps == 1600, 1.1));
        bench.Order(7);
        Assert.True(bench.RunUntil(() => unit.LastLimitCentiamps == 700, 1.1));
        bench.Order(20);
        Assert.True(bench.RunUntil(() => unit.LastLimitCentiamps == 2000, 1.1));
    }

    [Fact]
    public void More_sun_is_on_the_wire_with_the_next_heartbeat_once_the_last_raise_has_settled()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        unit.PlugIn(Bench.Car());
        bench.IsSun = true;
        bench.GrantedAmps = 8;
        bench.Run(60);
        bench.GrantedAmps = 14;
        Assert.True(bench.RunUntil(() => unit.LastLimitCentiamps == 1400, 1.4));
    }

    [Fact]
    public void Nothing_granted_stops_protocol_1_and_leaves_6_A_with_protocol_2_and_says_so()
    {
        var bench = new Bench(40);
        var one = bench.Add(0x032E, ConnectorModel.Protocol1);
        var two = bench.Add(0x2019, ConnectorModel.Firmware453);
        one.PlugIn(Bench.Car());
        two.PlugIn(Bench.Car());
        bench.GrantedAmps = 30;
        bench.Run(150);
        Assert.True(one.DrawCentiamps > 1000 && two.DrawCentiamps > 1000);
        bench.Order(0);
        bench.Run(20);
        Assert.Equal(0, one.StandingLimitCentiamps);
        Assert.Equal(0, one.DrawCentiamps);
        Assert.Equal(600, two.StandingLimitCentiamps);
        Assert.Equal(OfferReason.AskedToStop, bench.Point(0x2019).Offer.Reason);
        bench.Run(60);
        Assert.Equal(OfferReason.CannotStop, bench.Point(0x2019).Offer.Reason);
        Assert.Equal(600, two.StandingLimitCentiamps);
        Assert.Equal(OfferReason.PolicyGrantsNothing, bench.Point(0x032E).Offer.Reason);
    }

    [Theory]
    [InlineData(10.0)]
    [InlineData(10.2)]
    [InlineData(10.4)]
    [InlineData(10.6)]
    [InlineData(10.8)]
    public void A_relay_that_closes_again_takes_current_from_the_other_car_once(double seconds)
    {
        var bench = new Bench(40);
        var one = bench.Add(0x032E, ConnectorModel.Protocol1);
        var two = bench.Add(0x2019, ConnectorModel.Firmware453);
        one.PlugIn(Bench.Car());
        two.PlugIn(Bench.Car());
        bench.GrantedAmps = 26;
        bench.Run(150);
        bench.Run(seconds - 10);
        bench.Order(0);
        bench.Run(30);
        bench.Order(26);
        bench.Run(10);
        var limits = new List<int> { two.StandingLimitCentiamps };
        bench.AfterStep = () =>
        {
            if (limits[^1] != two.StandingLimitCentiamps)
            {
                limits.Add(two.StandingLimitCentiamps);
            }
        };
        bench.Run(80);
        Assert.Equal(1300, one.StandingLimitCentiamps);
        Assert.Equal([2600, 1300], limits);
    }

    [Fact]
    public void A_stopped_protocol_1_unit_hears_its_stop_in_every_heartbeat()
    {
        var bench = new Bench();
        var unit = bench.Add(0x032E, ConnectorModel.Protocol1);
        unit.PlugIn(Bench.Car());
        bench.GrantedAmps = 10;
        bench.Run(90);
        bench.Order(0);
        bench.Run(5);
        var closes = unit.ContactorCloses;
        for (var i = 0; i < 30; i++)
        {
            bench.Run(1);
            Assert.Equal(5, unit.LastCommand);
            Assert.Equal(0, unit.LastLimitCentiamps);
        }

        Assert.Equal(closes, unit.ContactorCloses);
    }

    [Theory]
    [InlineData(ConnectorModel.Firmware453, 600)]
    [InlineData(ConnectorModel.Protocol1, 0)]
    public void A_connector_that_hears_us_and_never_answers_is_lowered_too(ConnectorModel model, int lowest)
    {
        var bench = new Bench(32, 32);
        var unit = bench.Add(0x2019, model);
        unit.PlugIn(Bench.Car());
        bench.GrantedAmps = 16;
        bench.Run(90);
        Assert.Equal(1600, unit.StandingLimitCentiamps);
        unit.Faults.DropEveryNthReply = 1;
        Assert.True(bench.RunUntil(() => bench.Point(0x2019).Connector.Link == LinkState.Lost, 40));
        bench.Order(0);
        bench.Run(45);
        Assert.True(unit.StandingLimitCentiamps <= lowest, unit.StandingLimitCentiamps.ToString());
        Assert.Equal(0, bench.Line.ForbiddenFrames);
        unit.Faults.DropEveryNthReply = 0;
        bench.Order(16);
        Assert.True(bench.RunUntil(() => unit.StandingLimitCentiamps == 1600, 120));
    }

    [Fact]
    public void A_test_gets_its_current_beside_a_connector_that_is_not_heard_and_may_hold_more_than_its_floor()
    {
        var bench = new Bench(40, 32);
        var one = bench.Add(0x032E, ConnectorModel.Protocol1);
        var two = bench.Add(0x2019, ConnectorModel.Firmware453);
        var deaf = bench.Add(0x1839, ConnectorModel.Firmware44);
        one.PlugIn(Bench.Car());
        two.PlugIn(Bench.Car());
        deaf.PlugIn(Bench.Car());
        bench.GrantedAmps = 39;
        bench.Run(90);
        Assert.Equal(1300, deaf.StandingLimitCentiamps);
        deaf.Faults.IsDeaf = true;
        bench.Control.Try(bench.Point(0x032E).Connector, 0);
        bench.Run(90);
        Assert.Equal(0, one.StandingLimitCentiamps);
        bench.Control.Try(bench.Point(0x032E).Connector, 600);
        Assert.True(bench.RunUntil(() => one.StandingLimitCentiamps == 600, 60), bench.Point(0x032E).Offer.Reason.ToString());
    }

    [Fact]
    public void A_connector_that_loses_its_room_is_lowered_before_it_is_left()
    {
        var bench = new Bench(32, 32);
        var first = bench.Add(0x2019, ConnectorModel.Firmware453);
        var second = bench.Add(0x1839, ConnectorModel.Firmware44);
        first.PlugIn(Bench.Car());
        second.PlugIn(Bench.Car());
        bench.GrantedAmps = 32;
        bench.Run(90);
        Assert.Equal(3200, first.StandingLimitCentiamps + second.StandingLimitCentiamps);
        bench.Set("wiringMaxAmpsAllTWCs", "10");
        bench.Run(2);
        Assert.Equal(1200, first.StandingLimitCentiamps + second.StandingLimitCentiamps);
        bench.Run(38);
        Assert.Equal(1000, first.StandingLimitCentiamps + second.StandingLimitCentiamps);
        Assert.Equal([OfferReason.SharedLimit, OfferReason.NoRoom], bench.Control.Points.Take(2).Select(p => p.Offer.Reason).Order());
    }

    [Fact]
    public void Others_are_lowered_before_one_is_raised()
    {
        var bench = new Bench(32, 32);
        var first = bench.Add(0x2019, ConnectorModel.Firmware453);
        var second = bench.Add(0x1839, ConnectorModel.Firmware44);
        first.PlugIn(Bench.Car());
        bench.GrantedAmps = 32;
        bench.Run(60);
        Assert.Equal(2600, first.StandingLimitCentiamps);
        bench.AfterStep = () =>
        {
            Assert.True(first.StandingLimitCentiamps + second.StandingLimitCentiamps <= 3200);
            Assert.True(first.DrawCentiamps + second.DrawCentiamps <= 3200);
        };
        second.PlugIn(Bench.Car());
        bench.Run(60);
        Assert.Equal(1600, first.StandingLimitCentiamps);
        Assert.Equal(1600, second.StandingLimitCentiamps);
    }

    [Fact]
    public void A_connector_for_which_the_wiring_has_no_room_hears_nothing()
    {
        var bench = new Bench(10, 10);
        bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Add(0x1839, ConnectorModel.Firmware44);
        bench.GrantedAmps = 10;
        bench.Run(120);
        Assert.Equal(1, bench.Line.Connectors.Count(unit => unit.HeartbeatsHeard > 0));
        var heldBack = bench.Control.Points.Take(2).Single(p => p.Connector.IsHeldBack);
        Assert.Equal(OfferReason.NoRoom, heldBack.Offer.Reason);
        Assert.Contains(bench.Line.Connectors, unit => unit.LinkReadysSent > 5);
    }

    [Fact]
    public void A_share_of_a_lost_connector_stays_reserved_until_it_has_stopped_by_itself()
    {
        var bench = new Bench(32, 32);
        var lost = bench.Add(0x2019, ConnectorModel.Firmware453);
        var other = bench.Add(0x1839, ConnectorModel.Firmware44);
        lost.PlugIn(Bench.Car());
        other.PlugIn(Bench.Car());
        bench.GrantedAmps = 32;
        bench.Run(90);
        Assert.Equal(1600, lost.StandingLimitCentiamps);
        lost.Faults.IsMute = true;
        bench.AfterStep = () => Assert.True(lost.StandingLimitCentiamps + other.StandingLimitCentiamps <= 3200);
        bench.Run(55);
        Assert.Equal(1600, other.StandingLimitCentiamps);
        Assert.True(bench.RunUntil(() => lost.StandingLimitCentiamps == 0, 40));
        Assert.True(bench.RunUntil(() => other.StandingLimitCentiamps == 3200, 60));
    }

    [Fact]
    public void A_stop_waits_until_the_minimum_on_time_has_passed()
    {
        var bench = new Bench();
        bench.Set("startStopDelay", "0");
        var unit = bench.Add(0x032E, ConnectorModel.Protocol1);
        bench.IsSun = true;
        bench.Run(70);
        unit.PlugIn(Bench.Car());
        bench.GrantedAmps = 10;
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps > 300, 60));
        var startMs = bench.NowMs;
        bench.GrantedAmps = 0;
        Assert.True(bench.RunUntil(() => unit.StandingLimitCentiamps == 0, 120));
        Assert.InRange(bench.NowMs - startMs, 30000, 62000);
    }

    [Fact]
    public void A_cloud_shorter_than_the_delay_does_not_stop_a_car()
    {
        var bench = new Bench();
        bench.Set("startStopDelay", "120");
        var unit = bench.Add(0x032E, ConnectorModel.Protocol1);
        unit.PlugIn(Bench.Car());
        bench.IsSun = true;
        bench.GrantedAmps = 12;
        bench.Run(300);
        var closes = unit.ContactorCloses;
        for (var i = 0; i < 5; i++)
        {
            bench.GrantedAmps = 2;
            bench.Run(100);
            Assert.True(unit.DrawCentiamps > 400);
            Assert.Equal(OfferReason.StopDelay, bench.Point(0x032E).Offer.Reason);
            bench.GrantedAmps = 12;
            bench.Run(60);
        }

        Assert.Equal(closes, unit.ContactorCloses);
    }

    [Fact]
    public void Flex_keeps_a_car_at_its_minimum_but_starts_none()
    {
        var bench = new Bench();
        bench.Set("startStopDelay", "10");
        var unit = bench.Add(0x032E, ConnectorModel.Protocol1);
        unit.PlugIn(Bench.Car());
        bench.IsSun = true;
        bench.FlexAmps = 2;
        bench.GrantedAmps = 5;
        bench.Run(200);
        Assert.Equal(0, unit.DrawCentiamps);
        bench.GrantedAmps = 8;
        bench.Run(100);
        bench.GrantedAmps = 5;
        bench.Run(200);
        Assert.Equal(600, unit.StandingLimitCentiamps);
        bench.GrantedAmps = 3;
        bench.Run(100);
        Assert.Equal(0, unit.StandingLimitCentiamps);
    }

    [Fact]
    public void A_car_that_disobeys_costs_the_others_their_current()
    {
        var bench = new Bench(32, 32);
        var rude = bench.Add(0x2019, ConnectorModel.Firmware453);
        var other = bench.Add(0x1839, ConnectorModel.Firmware44);
        rude.PlugIn(new SimulatedCar { MaximumCentiamps = 3200, BatteryWattHours = 1e7, TargetWattHours = 9e6, ShortfallCentiamps = -400 });
        other.PlugIn(Bench.Car());
        bench.GrantedAmps = 32;
        bench.Run(120);
        Assert.True(bench.Point(0x2019).Car.IsOverdrawing);
        Assert.True(rude.DrawCentiamps + other.StandingLimitCentiamps <= 3200, $"{rude.DrawCentiamps} + {other.StandingLimitCentiamps}");
    }

    [Fact]
    public void A_restart_without_memory_never_starts_a_charge_at_full()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        unit.PlugIn(Bench.Car());
        bench.GrantedAmps = 32;
        bench.Run(60);
        bench.IsMasterStopped = true;
        bench.Run(40);
        Assert.Equal(0, unit.DrawCentiamps);
        bench.Restart();
        bench.IsMasterStopped = false;
        Assert.True(bench.RunUntil(() => unit.StandingLimitCentiamps > 0, 15));
        Assert.Equal(600, unit.StandingLimitCentiamps);
        bench.Run(8);
        Assert.Equal(600, unit.StandingLimitCentiamps);
    }

    [Fact]
    public void Two_reductions_that_no_limit_asks_for_stand_five_seconds_apart_and_say_why()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        unit.PlugIn(Bench.Car());
        bench.IsSun = true;
        bench.GrantedAmps = 20;
        bench.Run(60);
        bench.GrantedAmps = 15;
        Assert.True(bench.RunUntil(() => unit.LastLimitCentiamps == 1500, 2));
        var firstMs = bench.NowMs;
        bench.GrantedAmps = 10;
        bench.Run(2.5);
        Assert.Equal(OfferReason.LowerDelay, bench.Point(0x2019).Offer.Reason);
        Assert.True(bench.RunUntil(() => unit.LastLimitCentiamps == 1000, 10));
        Assert.InRange(bench.NowMs - firstMs, 4900, 6200);
    }

    [Fact]
    public void Energy_is_what_power_and_time_make_it()
    {
        var bench = new Bench();
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        unit.PlugIn(Bench.Car());
        bench.GrantedAmps = 16;
        bench.Run(3600);
        var point = bench.Point(0x2019);
        Assert.InRange(point.Energy.SessionWattHours, unit.MeterWattHours * 0.97, unit.MeterWattHours * 1.03);
        Assert.InRange(point.Car.PowerWatts, unit.DrawWatts * 0.96, unit.DrawWatts * 1.04);
    }
}
