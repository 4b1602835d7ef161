using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Whole;

/// <summary>Stopping as the world sees it: over MQTT, and over restarts.</summary>
public class StoppingWholeTests
{
    private const string Requests = "twcmanager/main/twc/2019/request";

    [Fact]
    public void Somebody_is_asked_over_mqtt_and_the_document_says_whether_the_car_is_wanted()
    {
        var machine = Charging(out var unit, "hook");
        Assert.Equal("ON", Json(machine).GetProperty("wanted").GetString());
        machine.Send("command/stop", "");
        machine.Run(2);
        var request = Assert.Single(machine.Mqtt.All, m => m.Topic == Requests);
        Assert.Equal("stop", request.Payload);
        Assert.False(request.IsRetained);
        Assert.Equal("OFF", Json(machine).GetProperty("wanted").GetString());
        Assert.Equal("asking", Json(machine).GetProperty("stop").GetString());
        unit.Car!.IsStoppedByOwner = true;
        machine.Run(100);
        Assert.Equal("stopped", Json(machine).GetProperty("stop").GetString());
        Assert.Single(machine.Mqtt.All, m => m.Topic == Requests);
        machine.Send("command/resume", "");
        machine.Run(2);
        Assert.Equal("start", machine.Mqtt.All.Last(m => m.Topic == Requests).Payload);
        unit.Car.IsStoppedByOwner = false;
        machine.Run(60);
        Assert.Equal("free", Json(machine).GetProperty("stop").GetString());
        Assert.Equal(2, machine.Mqtt.All.Count(m => m.Topic == Requests));
    }

    [Fact]
    public void A_request_that_the_broker_missed_is_told_when_it_is_back_unless_it_no_longer_holds()
    {
        var machine = Charging(out var unit, "hook");
        machine.Mqtt.Disconnect();
        machine.Set("nonScheduledAction", "none");
        machine.Run(20);
        machine.Mqtt.Connect();
        machine.Run(5);
        Assert.Equal("stop", Assert.Single(machine.Mqtt.All, m => m.Topic == Requests).Payload);
        machine.Mqtt.Disconnect();
        machine.Run(70);
        unit.Car!.IsStoppedByOwner = true;
        machine.Run(20);
        machine.Mqtt.Connect();
        machine.Run(5);
        Assert.Single(machine.Mqtt.All, m => m.Topic == Requests);
    }

    [Fact]
    public void One_connector_gets_a_method_of_its_own_over_mqtt()
    {
        var machine = Charging(out var unit, "hook");
        machine.Send("twc/2019/settings/stopMethod/set", "silence");
        machine.Run(2);
        Assert.Equal("silence", Json(machine).GetProperty("stopMethod").GetString());
        machine.Send("command/stop", "");
        Assert.True(machine.RunUntil(() => unit.FailSafeStops == 1, 110));
        Assert.DoesNotContain(machine.Mqtt.All, m => m.Topic == "twcmanager/main/twc/2019/status" && m.Payload == "offline");
        Assert.Equal("OFF", Json(machine).GetProperty("problem").GetString());
        Assert.Equal(1, Json(machine).GetProperty("interruptions").GetInt32());
    }

    [Theory]
    [InlineData("hook", 5)]
    [InlineData("contactor", 5)]
    [InlineData("silence", 5)]
    [InlineData("hook", 25)]
    [InlineData("contactor", 25)]
    [InlineData("silence", 25)]
    public void A_stopped_car_stays_stopped_over_a_restart_and_comes_back_when_it_may(string method, int cutSeconds)
    {
        var machine = Charging(out var unit, method);
        var answers = method == "hook";
        machine.AfterStep = () => Answer(machine, unit, answers);
        machine.Send("command/stop", "");
        Assert.True(machine.RunUntil(() => unit.DrawCentiamps == 0, 150));
        machine.Run(60);
        machine.PowerCut(cutSeconds);
        for (var i = 0; i < 60; i++)
        {
            machine.Run(2);
            Assert.Equal(0, unit.DrawCentiamps);
        }

        Assert.Equal(method == "hook" ? 0 : 1, machine.Point(0x2019).Stop.Interruptions);
        machine.Send("command/resume", "");
        Assert.True(machine.RunUntil(() => unit.DrawCentiamps > 1400, 120));
        Assert.Equal(StopState.Free, machine.Point(0x2019).Stop.State);
    }

    [Fact]
    public void A_restart_does_not_refill_the_budget()
    {
        var machine = Charging(out var unit, "contactor");
        for (var i = 0; i < 6; i++)
        {
            machine.Send("command/stop", "");
            machine.Run(200);
            machine.Send("command/resume", "");
            machine.Run(100);
            machine.PowerCut(4);
            machine.Run(10);
        }

        Assert.Equal(3, unit.Interruptions);
        Assert.True(unit.DrawCentiamps > 1400);
    }

    [Fact]
    public void A_restart_in_the_middle_of_any_step_loses_no_car()
    {
        foreach (var method in new[] { "contactor", "silence" })
        {
            for (var seconds = 0; seconds < 150; seconds += 9)
            {
                var machine = Charging(out var unit, method);
                machine.Send("command/stop", "");
                machine.Run(seconds);
                machine.PowerCut(3);
                machine.Run(20);
                machine.Send("command/resume", "");
                Assert.True(machine.RunUntil(() => unit.DrawCentiamps > 1400, 200), $"{method} after {seconds} s: {machine.Point(0x2019).Stop.State}");
            }
        }
    }

    [Theory]
    [InlineData("contactor", StopState.Opening)]
    [InlineData("contactor", StopState.Open)]
    [InlineData("silence", StopState.Silencing)]
    [InlineData("silence", StopState.Held)]
    public void A_power_cut_right_after_a_step_loses_no_car_although_something_was_just_stored(string method, StopState step)
    {
        var machine = Charging(out var unit, method);
        machine.Send("command/stop", "");
        Assert.True(machine.RunUntil(() => machine.Point(0x2019).Stop.State == StopState.Asking, 60));
        machine.Run(58.8);
        machine.Send("command/chargeNowEnd", "");
        machine.Send("command/stop", "");
        Assert.True(machine.RunUntil(() => machine.Point(0x2019).Stop.State == step, 60));
        machine.Run(0.5);
        machine.PowerCut(3);
        machine.Run(60);
        machine.Send("command/resume", "");
        Assert.True(machine.RunUntil(() => unit.DrawCentiamps > 1400, 200), $"{machine.Point(0x2019).Stop.State}");
    }

    [Fact]
    public void A_car_that_does_what_was_asked_for_around_a_restart_is_asked_to_start_again()
    {
        foreach (var isStoppedMeanwhile in new[] { true, false })
        {
            var machine = Charging(out var unit, "hook");
            machine.Send("command/stop", "");
            machine.Run(70);
            unit.Car!.IsStoppedByOwner = isStoppedMeanwhile;
            machine.PowerCut(4);
            machine.Run(10);
            unit.Car.IsStoppedByOwner = true;
            machine.Run(60);
            Assert.Equal("stopped", Json(machine).GetProperty("stop").GetString());
            machine.Send("command/resume", "");
            machine.Run(5);
            Assert.Equal("start", machine.Mqtt.All.Last(m => m.Topic == Requests).Payload);
        }
    }

    [Fact]
    public void A_car_found_after_a_restart_is_welcomed_before_it_is_cut_off()
    {
        var machine = Charging(out var unit, "contactor");
        machine.Set("welcomeTime", "200");
        machine.Send("command/stop", "");
        Assert.True(machine.RunUntil(() => machine.Point(0x2019).Stop.State == StopState.Asking, 250));
        machine.Run(8);
        machine.PowerCut(4);
        machine.Run(190);
        Assert.Equal(0, unit.Interruptions);
        machine.Run(60);
        Assert.Equal(1, unit.Interruptions);
    }

    [Fact]
    public void A_connector_whose_own_limit_is_below_the_floor_says_that_and_not_that_the_others_leave_no_room()
    {
        var machine = Charging(out _, "hook");
        machine.Send("settings/wiringMaxAmpsPerTWC/set", "5");
        machine.Run(10);
        Assert.Equal("noRoom", Json(machine).GetProperty("reasonCode").GetString());
        Assert.Equal("Not served: it cannot be held below 6 A, and the lowest of rating and wiring limits is 5 A.", Json(machine).GetProperty("reason").GetString());
    }

    [Fact]
    public void A_connector_that_announces_itself_but_whose_answers_are_lost_is_not_called_parked()
    {
        var machine = Charging(out var unit, "hook");
        unit.Faults.DropEveryNthReply = 1;
        var moments = 0;
        machine.AfterStep = () =>
        {
            var point = machine.Point(0x2019);
            if (point.Connector.Link == LinkState.Linking && machine.NowMs - point.Connector.AnnouncedMs > 3000)
            {
                moments++;
                Assert.Equal(OfferReason.NotHeard, point.Offer.Reason);
            }
        };
        machine.Run(200);
        Assert.True(moments > 0);
        // It hears us: what nobody can check goes on at the least.
        Assert.InRange(unit.DrawCentiamps, 400, 700);
    }

    private static System.Text.Json.JsonElement Json(Machine machine)
    {
        return System.Text.Json.JsonDocument.Parse(machine.Mqtt.All.Last(m => m.Topic == "twcmanager/main/twc/2019").Payload).RootElement;
    }

    private static void Answer(Machine machine, SimulatedConnector unit, bool answers)
    {
        var last = machine.Mqtt.All.LastOrDefault(m => m.Topic == Requests);
        if (answers && last != null)
        {
            unit.Car!.IsStoppedByOwner = last.Payload == "stop";
        }
    }

    private static Machine Charging(out SimulatedConnector unit, string method)
    {
        var machine = new Machine();
        unit = machine.Add(0x2019);
        unit.PlugIn(new SimulatedCar { MaximumCentiamps = 3200, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0, SpeaksCan = false });
        machine.Set("nonScheduledAction", "fixed");
        machine.Set("nonScheduledAmpsMax", "16");
        machine.Set("stopMethod", method);
        machine.Set("welcomeTime", "0");
        machine.Run(90);
        Assert.Equal(1600, unit.StandingLimitCentiamps);
        return machine;
    }
}
