using TWCManager.Core.Charging;
using TWCManager.Core.Tests.Bus;
using TWCManager.Core.Tests.Mqtt;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

/// <summary>Stopping and starting again, over the simulated line in virtual time. Each test tells the story of one car.</summary>
public class StoppingTests
{
    private const int Id = 0x2019;

    [Fact]
    public void Somebody_who_is_asked_stops_the_car_and_starts_it_again()
    {
        var bench = Charging(out var unit, out var hook, "hook");
        bench.Order(0);
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps == 0, 10));
        bench.Run(300);
        Assert.Equal(StopState.Stopped, bench.Point(Id).Stop.State);
        Assert.Equal(OfferReason.StoppedByCar, bench.Point(Id).Offer.Reason);
        Assert.Equal("stop", Assert.Single(hook.Asked).Wish);
        bench.Order(16);
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps > 1400, 60));
        Assert.Equal(["stop", "start"], hook.Asked.Select(a => a.Wish));
        Assert.Equal(StopState.Free, bench.Point(Id).Stop.State);
        Assert.Equal(0, unit.Interruptions);
    }

    [Fact]
    public void Who_does_not_answer_is_asked_again_ever_more_seldom_and_the_car_stays_at_the_minimum()
    {
        var bench = Charging(out var unit, out var hook, "hook");
        hook.DelayMs = -1;
        bench.Order(0);
        var startMs = bench.NowMs;
        bench.Run(7200);
        var pauses = hook.Asked.Skip(1).Zip(hook.Asked, (b, a) => (b.AtMs - a.AtMs + 500) / 1000 / 60);
        Assert.Equal([1, 2, 4, 8, 15, 15, 15, 15, 15, 15], pauses);
        Assert.InRange(hook.Asked[0].AtMs - startMs, 0, 500);
        Assert.Equal(OfferReason.CannotStop, bench.Point(Id).Offer.Reason);
        Assert.Equal(600, unit.StandingLimitCentiamps);
        Assert.True(unit.DrawCentiamps > 400);
        bench.Order(16);
        Assert.True(bench.RunUntil(() => unit.StandingLimitCentiamps == 1600, 1.1));
        bench.Run(130);
        Assert.Equal("start", hook.Asked[^1].Wish);
        Assert.Equal(StopState.Free, bench.Point(Id).Stop.State);
    }

    [Fact]
    public void A_stop_that_is_carried_out_late_is_taken_back()
    {
        var bench = Charging(out var unit, out var hook, "hook");
        hook.DelayMs = -1;
        bench.Order(0);
        bench.Run(20);
        bench.Order(16);
        bench.Run(5);
        // The automation was slow, and does what it was told before it hears of the change.
        unit.Car!.IsStoppedByOwner = true;
        hook.DelayMs = 3000;
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps == 0, 20));
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps > 1400, 60));
        Assert.Equal(["stop", "start"], hook.Asked.Select(a => a.Wish));
    }

    [Fact]
    public void The_contactor_opens_only_after_somebody_had_a_minute_to_stop_the_car_and_closes_again()
    {
        var bench = Charging(out var unit, out var hook, "contactor", speaksCan: false);
        hook.DelayMs = -1;
        bench.Order(0);
        bench.Run(59);
        Assert.Equal(0, unit.StopOrders);
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps == 0, 5));
        bench.Run(600);
        Assert.False(unit.IsContactorClosed);
        Assert.Equal(1, unit.StopOrders);
        Assert.Equal(OfferReason.ContactorOpen, bench.Point(Id).Offer.Reason);
        Assert.Equal(1, bench.Point(Id).Stop.Interruptions);
        bench.Order(16);
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps > 1400, 60));
        Assert.Equal(StopState.Free, bench.Point(Id).Stop.State);
        Assert.Equal(0, bench.Line.ForbiddenFrames);
    }

    [Fact]
    public void An_opened_contactor_rests_a_minute_before_it_closes()
    {
        var bench = Charging(out var unit, out var hook, "contactor", speaksCan: false);
        hook.DelayMs = -1;
        bench.Order(0);
        Assert.True(bench.RunUntil(() => !unit.IsContactorClosed, 70));
        var openMs = bench.NowMs;
        bench.Order(16);
        bench.Run(30);
        Assert.Equal(OfferReason.RelayRest, bench.Point(Id).Offer.Reason);
        Assert.True(bench.RunUntil(() => unit.IsContactorClosed, 60));
        Assert.InRange(bench.NowMs - openMs, 60000, 75000);
    }

    [Fact]
    public void A_unit_that_obeys_orders_without_a_word_is_judged_by_its_draw()
    {
        var bench = Charging(out var unit, out var hook, "contactor", speaksCan: false);
        hook.DelayMs = -1;
        unit.Faults.IsSilentOnOrders = true;
        bench.Order(0);
        bench.Run(90);
        Assert.Equal(StopState.Open, bench.Point(Id).Stop.State);
        bench.Order(16);
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps > 1400, 90));
    }

    [Fact]
    public void An_order_without_effect_is_tried_twice_and_not_again_before_the_unit_announces_itself()
    {
        var bench = Charging(out var unit, out var hook, "contactor", speaksCan: false);
        hook.DelayMs = -1;
        unit.Faults.IgnoresOrders = true;
        bench.Set("interruptionsPerPlugIn", "20");
        bench.Order(0);
        bench.Run(3600);
        Assert.Equal(6, unit.StopOrders);
        Assert.True(bench.Point(Id).Stop.IsWithoutEffect);
        Assert.Equal(OfferReason.CannotStop, bench.Point(Id).Offer.Reason);
        Assert.True(unit.DrawCentiamps > 400);
        unit.Faults.IgnoresOrders = false;
        unit.PressReset();
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps > 400, 120));
        Assert.True(bench.RunUntil(() => bench.Point(Id).Stop.State == StopState.Open, 400));
    }

    [Fact]
    public void A_car_that_takes_an_open_contactor_for_a_fault_is_said_to_need_a_replug()
    {
        var bench = Charging(out var unit, out var hook, "contactor", speaksCan: true);
        hook.DelayMs = -1;
        bench.Order(0);
        bench.Run(120);
        Assert.Equal(2, unit.State);
        bench.Order(16);
        bench.Run(1200);
        Assert.True(bench.Point(Id).Stop.NeedsReplug);
        Assert.Equal(OfferReason.DidNotStart, bench.Point(Id).Offer.Reason);
        var car = unit.Car!;
        unit.Unplug();
        bench.Run(30);
        Assert.Equal(StopState.Free, bench.Point(Id).Stop.State);
        Assert.Equal(0, bench.Point(Id).Stop.Interruptions);
        unit.PlugIn(car);
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps > 1400, 60));
    }

    [Fact]
    public void Silence_stops_one_car_and_leaves_the_others_alone()
    {
        var bench = new Bench(48);
        bench.Set("stopMethod", "hook,2019=silence");
        var silent = bench.Add(Id, ConnectorModel.Firmware44);
        var other = bench.Add(0x1839, ConnectorModel.Firmware453);
        silent.PlugIn(Bench.Car());
        other.PlugIn(Bench.Car());
        bench.GrantedAmps = 40;
        bench.Run(200);
        // Enough for one of the two.
        bench.Order(8);
        var stopped = silent;
        bench.AfterStep = () => Assert.True(other.LongestGapMs < 2000);
        Assert.True(bench.RunUntil(() => bench.Point(Id).Stop.State != StopState.Free || bench.Point(0x1839).Stop.State != StopState.Free, 2));
        bench.Order(0);
        Assert.True(bench.RunUntil(() => stopped.DrawCentiamps == 0, 120));
        Assert.Equal(OfferReason.Silenced, bench.Point(Id).Offer.Reason);
        Assert.True(bench.RunUntil(() => bench.Point(Id).Stop.State == StopState.Held, 30));
        bench.Run(600);
        Assert.Equal(StopState.Held, bench.Point(Id).Stop.State);
        Assert.True(stopped.IsLinked);
        Assert.Equal(0, stopped.StandingLimitCentiamps);
        Assert.Equal(1, stopped.FailSafeStops);
        Assert.Equal(OfferReason.HeldWithoutLimit, bench.Point(Id).Offer.Reason);
        bench.Order(40);
        Assert.True(bench.RunUntil(() => stopped.DrawCentiamps > 1400, 60));
        Assert.True(other.DrawCentiamps > 1400);
    }

    [Theory]
    [InlineData(ConnectorModel.Firmware453)]
    [InlineData(ConnectorModel.Protocol1)]
    public void Of_stopped_cars_only_those_come_back_that_the_grant_is_enough_for(ConnectorModel model)
    {
        var bench = new Bench(48);
        var units = new[] { bench.Add(Id, model), bench.Add(0x1839, model) };
        var hooks = units.Select(unit => new HookPeer(() => bench.Point(unit.Id), unit)).ToArray();
        foreach (var unit in units)
        {
            unit.PlugIn(Bench.Car());
        }

        bench.GrantedAmps = 40;
        bench.Run(200);
        bench.AfterStep = () => Array.ForEach(hooks, hook => hook.Step(bench.NowMs));
        bench.Order(0);
        bench.Run(200);
        Assert.All(units, unit => Assert.Equal(0, unit.DrawCentiamps));
        bench.AfterStep = () =>
        {
            Array.ForEach(hooks, hook => hook.Step(bench.NowMs));
            Assert.True(bench.Control.Points.Take(2).Count(p => p.Switch.IsOn) <= 1, "both were started for the same grant");
        };
        bench.IsSun = true;
        bench.GrantedAmps = 9;
        bench.Run(600);
        Assert.Single(units, unit => unit.DrawCentiamps > 700);
    }

    [Fact]
    public void Of_two_cars_that_cannot_go_lower_the_one_with_a_grant_goes_on()
    {
        var bench = new Bench(48);
        var units = new[] { bench.Add(Id, ConnectorModel.Firmware453), bench.Add(0x1839, ConnectorModel.Firmware453) };
        var hooks = units.Select(unit => new HookPeer(() => bench.Point(unit.Id), unit)).ToArray();
        foreach (var unit in units)
        {
            unit.PlugIn(Bench.Car());
        }

        bench.GrantedAmps = 40;
        bench.Run(200);
        bench.AfterStep = () => Array.ForEach(hooks, hook => hook.Step(bench.NowMs));
        bench.Order(9);
        bench.Run(200);
        Assert.Single(units, unit => unit.DrawCentiamps == 0);
        Assert.Single(units, unit => unit.DrawCentiamps > 700);
        Assert.Equal(1, hooks.Sum(hook => hook.Asked.Count));
    }

    [Fact]
    public void A_unit_that_starts_by_itself_after_a_silence_is_silenced_twice_and_then_left_alone()
    {
        var bench = Charging(out var unit, out var hook, "silence");
        hook.DelayMs = -1;
        unit.Faults.KeepsLimit = true;
        bench.Order(0);
        bench.Run(1200);
        Assert.Equal(2, unit.FailSafeStops);
        Assert.True(bench.Point(Id).Stop.IsWithoutEffect);
        Assert.Equal(OfferReason.CannotStop, bench.Point(Id).Offer.Reason);
        Assert.Equal(600, unit.StandingLimitCentiamps);
    }

    [Fact]
    public void A_unit_that_holds_a_limit_after_a_silence_is_told_a_lower_one()
    {
        var bench = Charging(out _, out _, "silence");
        var point = bench.Point(Id);
        point.Stop.Restore(StopState.Held, point.Stop.Interruptions, bench.NowMs);
        Assert.Equal(1600, bench.Control.Gate.OfferFor(point.Connector, bench.NowMs));
        point.Connector.Reported.TakeHeartbeat(point.Connector.State, 0, point.Connector.ActualCentiamps);
        Assert.Equal(0, bench.Control.Gate.OfferFor(point.Connector, bench.NowMs));
    }

    [Fact]
    public void After_three_interruptions_the_car_stays_at_the_minimum_until_it_is_plugged_in_anew()
    {
        foreach (var method in new[] { "silence", "contactor" })
        {
            var bench = Charging(out var unit, out var hook, method, speaksCan: false);
            hook.DelayMs = -1;
            for (var i = 0; i < 5; i++)
            {
                bench.Order(0);
                bench.Run(300);
                Assert.Equal(i < 3, unit.DrawCentiamps == 0);
                bench.Order(16);
                bench.Run(300);
                Assert.True(unit.DrawCentiamps > 1400, $"{method}, round {i}");
            }

            Assert.Equal(3, unit.Interruptions);
            var car = unit.Car!;
            unit.Unplug();
            bench.Run(30);
            car.InterruptionsLeft = 3;
            unit.PlugIn(car);
            bench.Run(30);
            bench.Order(0);
            bench.Run(300);
            Assert.Equal(0, unit.DrawCentiamps);
            Assert.Equal(1, bench.Point(Id).Stop.Interruptions);
        }
    }

    [Fact]
    public void A_car_that_just_came_is_left_at_the_minimum_for_the_welcome_time()
    {
        var bench = new Bench();
        bench.Set("stopMethod", "silence");
        bench.Set("welcomeTime", "200");
        var unit = bench.Add(Id, ConnectorModel.Firmware453);
        bench.Run(100);
        var hook = new HookPeer(() => bench.Point(Id), unit) { DelayMs = -1 };
        bench.AfterStep = () => hook.Step(bench.NowMs);
        unit.PlugIn(Bench.Car());
        bench.Run(195);
        Assert.Empty(hook.Asked);
        Assert.Equal(OfferReason.Welcome, bench.Point(Id).Offer.Reason);
        Assert.True(unit.DrawCentiamps > 400);
        bench.Run(20);
        Assert.Single(hook.Asked);
        Assert.Equal(0, unit.FailSafeStops);
        Assert.True(bench.RunUntil(() => unit.FailSafeStops == 1, 100));
    }

    [Fact]
    public void A_car_that_starts_by_itself_is_left_alone_for_a_minute_even_without_a_welcome()
    {
        var bench = new Bench();
        bench.Set("welcomeTime", "0");
        var unit = bench.Add(Id, ConnectorModel.Firmware453);
        bench.Run(60);
        var hook = new HookPeer(() => bench.Point(Id), unit);
        bench.AfterStep = () => hook.Step(bench.NowMs);
        unit.PlugIn(Bench.Car());
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps > 100, 20));
        bench.Run(58);
        Assert.Empty(hook.Asked);
        bench.Run(5);
        Assert.Single(hook.Asked);
    }

    [Fact]
    public void A_protocol_1_unit_that_obeys_its_limit_of_0_is_never_asked_for()
    {
        var bench = Charging(out var unit, out var hook, "silence", model: ConnectorModel.Protocol1);
        bench.Order(0);
        bench.Run(600);
        Assert.Equal(0, unit.DrawCentiamps);
        Assert.Empty(hook.Asked);
        Assert.Equal(0, unit.FailSafeStops);
        Assert.Equal(OfferReason.PolicyGrantsNothing, bench.Point(Id).Offer.Reason);
    }

    [Fact]
    public void A_car_that_goes_on_at_a_limit_of_0_is_stopped_as_with_protocol_2()
    {
        var bench = Charging(out var unit, out var hook, "hook", model: ConnectorModel.Protocol1, minimumCentiamps: 0);
        unit.Car!.OwnLimitCentiamps = 8000;
        bench.Order(0);
        Assert.True(bench.RunUntil(() => hook.Asked.Count == 1, 60));
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps == 0, 20));
        Assert.Equal("stop", hook.Asked[0].Wish);
    }

    [Fact]
    public void A_car_that_is_told_no_limit_for_too_long_is_said_to_need_a_replug()
    {
        var bench = Charging(out var unit, out var hook, "silence", limitPatienceMs: 60000);
        hook.DelayMs = -1;
        bench.Order(0);
        bench.Run(400);
        Assert.Equal(2, unit.State);
        Assert.Equal(StopState.Held, bench.Point(Id).Stop.State);
        bench.Order(16);
        bench.Run(1200);
        Assert.True(bench.Point(Id).Stop.NeedsReplug);
    }

    [Fact]
    public void A_sunny_day_with_clouds_asks_at_most_twice_a_minute()
    {
        var bench = Charging(out var unit, out var hook, "hook");
        bench.Set("startStopDelay", "0");
        bench.IsSun = true;
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            bench.GrantedAmps = random.Next(2) * 10;
            bench.Run(random.Next(1, 60));
            hook.DelayMs = random.Next(3) == 0 ? -1 : random.Next(9000);
        }

        bench.GrantedAmps = 10;
        hook.DelayMs = 2000;
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps > 800, 1200));
        Assert.True(hook.Asked.Count > 20, $"{hook.Asked.Count} requests: too dull a day");
        Assert.All(hook.Asked.Zip(hook.Asked.Skip(1)), pair => Assert.True(pair.Second.AtMs - pair.First.AtMs >= 29000, $"{pair}"));
    }

    private static Bench Charging(out SimulatedConnector unit, out HookPeer hook, string method, bool speaksCan = true,
        ConnectorModel model = ConnectorModel.Firmware453, int limitPatienceMs = 0, int minimumCentiamps = 500)
    {
        var bench = new Bench();
        bench.Set("stopMethod", method);
        unit = bench.Add(Id, model);
        unit.PlugIn(new SimulatedCar
        {
            MaximumCentiamps = 3200, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0, SpeaksCan = speaksCan,
            LimitPatienceMs = limitPatienceMs, MinimumCentiamps = minimumCentiamps, ShortfallCentiamps = minimumCentiamps == 0 ? -300 : 80,
        });
        bench.GrantedAmps = 16;
        bench.Run(200);
        Assert.True(unit.DrawCentiamps > 1400);
        var peer = new HookPeer(() => bench.Point(Id), unit);
        bench.AfterStep = () => peer.Step(bench.NowMs);
        hook = peer;
        return bench;
    }
}
