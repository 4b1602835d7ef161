using System.Text;
using TWCManager.Core.Bus;
using TWCManager.Core.Policy;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Whole;

public class RestartTests
{
    private static readonly int[] s_ids = [0x2019, 0x1839, 0x4085];

    [Fact]
    public void After_a_short_power_cut_cars_go_on_at_what_they_had()
    {
        var machine = Charging(out var unit, 16);
        var stops = unit.FailSafeStops;
        machine.PowerCut(6);
        Assert.True(machine.RunUntil(() => machine.Controller.Bus.HeartbeatsSent > 0, 2));
        machine.AfterStep = () => Assert.InRange(unit.StandingLimitCentiamps, 600, 1600);
        machine.Run(60);
        Assert.Equal(stops, unit.FailSafeStops);
        Assert.True(unit.DrawCentiamps > 1000);
    }

    [Fact]
    public void After_a_long_power_cut_a_charge_begins_at_the_minimum()
    {
        var machine = Charging(out var unit, 30);
        machine.PowerCut(60);
        Assert.Equal(0, unit.DrawCentiamps);
        Assert.True(machine.RunUntil(() => unit.StandingLimitCentiamps > 0, 15));
        var firstMs = machine.NowMs;
        Assert.Equal(600, unit.StandingLimitCentiamps);
        Assert.True(machine.RunUntil(() => unit.StandingLimitCentiamps > 600, 60));
        Assert.True(machine.NowMs - firstMs >= 10000, $"raised after {machine.NowMs - firstMs} ms");
    }

    [Fact]
    public void A_power_cut_never_lets_the_sum_exceed_the_wiring_limit()
    {
        var machine = new Machine(3);
        foreach (var id in new[] { 0x2019, 0x1839, 0x4085 })
        {
            machine.Add(id).PlugIn(Machine.Car());
        }

        machine.Set("nonScheduledAction", "fixed");
        machine.Set("nonScheduledAmpsMax", "40");
        machine.AfterStep = () => Assert.True(machine.Line.Connectors.Sum(u => u.StandingLimitCentiamps) <= 4000);
        machine.Run(90);
        var cuts = 0;
        for (var seconds = 1; seconds < 45; seconds += 3, cuts++)
        {
            machine.PowerCut(seconds);
            machine.Run(40);
        }

        Console.WriteLine($"restart: {cuts} power cuts of 1 to 43 s, no limit broken");
        Assert.Equal(0, machine.Line.ForbiddenFrames);
    }

    [Fact]
    public void A_stop_order_outlives_a_power_cut()
    {
        var machine = Charging(out _, 16);
        machine.Send("command/stop", "");
        machine.Run(8);
        machine.PowerCut(3);
        machine.Run(5);
        Assert.Equal("stopped", machine.Controller.Decision.Name);
        machine.Send("command/resume", "");
        machine.Run(8);
        machine.PowerCut(3);
        machine.Run(5);
        Assert.Equal("fixed", machine.Controller.Decision.Name);
    }

    [Fact]
    public void A_charge_now_order_outlives_a_power_cut_until_its_end()
    {
        var machine = Charging(out _, 10);
        machine.Send("command/chargeNow", "{\"amps\":20,\"minutes\":10}");
        machine.Run(10);
        machine.PowerCut(30);
        machine.Run(5);
        Assert.Equal("chargeNow", machine.Controller.Decision.Name);
        Assert.InRange(machine.Controller.Manual.ChargeNowEndsMs - machine.NowMs, 540000, 570000);
        machine.PowerCut(600);
        machine.Run(5);
        Assert.Equal("fixed", machine.Controller.Decision.Name);
    }

    [Fact]
    public void Energy_goes_on_from_what_was_saved_and_never_falls_while_it_runs()
    {
        var machine = Charging(out _, 16);
        machine.Run(1300);
        machine.Controller.Stop(machine.NowMs);
        var before = machine.Point(0x2019).Energy.TotalWattHours;
        Assert.True(before > 3000);
        machine.PowerCut(5);
        machine.Run(60);
        Assert.True(machine.Point(0x2019).Energy.TotalWattHours >= before);
    }

    [Fact]
    public void No_state_file_whatever_is_in_it_stops_the_start()
    {
        const int Cases = 3000;
        var random = new Random(11);
        var machine = Charging(out _, 16);
        machine.Controller.Stop(machine.NowMs);
        var good = machine.Storage.Files["state.json"];
        for (var i = 0; i < Cases; i++)
        {
            machine.Storage.Files["state.json"] = Damage(good, random);
            machine.Storage.Files["state.bak"] = Damage(good, random);
            machine.PowerCut(0.02);
            machine.Run(0.05);
            Assert.InRange(machine.Controller.Bus.Count, 0, Controller.UsualConnectors);
        }

        Console.WriteLine($"state file: {Cases} damaged pairs, every start went through");
    }

    [Fact]
    public void A_settings_file_that_cannot_be_read_is_said_and_leaves_the_bus_silent()
    {
        var machine = new Machine { HasLimits = false };
        machine.Add(0x2019);
        machine.Storage.Files["settings.json"] = Encoding.ASCII.GetBytes("{\"wiringMaxAmpsAllTWCs\":32,");
        machine.PowerCut(1);
        machine.Run(30);
        Assert.Equal(0, machine.Line.MasterBytes);
        Assert.Contains(machine.Mqtt.All, m => m.Topic.EndsWith("/log", StringComparison.Ordinal) && m.Payload.Contains("settings.json"));
    }

    [Fact]
    public void A_damaged_settings_file_is_said_although_it_is_written_anew_at_once()
    {
        var machine = new Machine();
        machine.Storage.Files["settings.json"] = Encoding.ASCII.GetBytes("{\"wiringMaxAmpsAllTWCs\":32,");
        machine.PowerCut(1);
        machine.Run(5);
        Assert.Contains(machine.Mqtt.All, m => m.Topic.EndsWith("/log", StringComparison.Ordinal) && m.Payload.Contains("settings.json is no whole JSON object"));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void Whatever_a_restart_finds_no_connector_holds_more_than_before_or_the_minimum(string found, int seconds)
    {
        var machine = new Machine(5);
        foreach (var id in s_ids)
        {
            machine.Add(id).PlugIn(Machine.Car());
        }

        machine.Set("nonScheduledAction", "fixed");
        machine.Set("nonScheduledAmpsMax", found == "a low offer" ? "20" : "40");
        machine.Run(80);
        Find(machine, found);
        var before = machine.Line.Connectors.Select(unit => unit.StandingLimitCentiamps).ToArray();
        Assert.True(before.Sum() > 1500);
        machine.PowerCut(seconds);
        var startMs = machine.NowMs;
        machine.AfterStep = () =>
        {
            var units = machine.Line.Connectors;
            Assert.True(units.Sum(unit => unit.StandingLimitCentiamps) <= 4000);
            for (var i = 0; i < units.Count; i++)
            {
                // From then on the policy may raise, step by step.
                var limit = machine.NowMs - startMs < 12000 ? Math.Max(before[i], 600) : 4000;
                Assert.True(units[i].StandingLimitCentiamps <= limit, $"{units[i].Id:X4} held {before[i]}, and {units[i].StandingLimitCentiamps} after {machine.NowMs - startMs} ms");
            }
        };
        // A stranger in the list keeps its place and its share until it is lost for sure.
        machine.Run(found == "no state" ? 60 : found == "the state of another site" ? 150 : 40);
        Assert.Equal(machine.HasLimits, machine.Line.Connectors.All(unit => unit.DrawCentiamps > 300));
        Assert.Equal(0, machine.Line.ForbiddenFrames);
    }

    public static TheoryData<string, int> Cuts
    {
        get
        {
            var cuts = new TheoryData<string, int>();
            foreach (var found in new[] { "a high offer", "a low offer", "a reduction under way", "a raise under way", "no state", "the state of another site", "no settings", "no limits" })
            {
                cuts.Add(found, 2);
                cuts.Add(found, 16);
                cuts.Add(found, 45);
            }

            return cuts;
        }
    }

    private static void Find(Machine machine, string found)
    {
        switch (found)
        {
            case "a reduction under way":
                machine.Send("settings/nonScheduledAmpsMax/set", "18");
                machine.Run(0.4);
                break;
            case "a raise under way":
                machine.Send("settings/nonScheduledAmpsMax/set", "18");
                machine.Run(30);
                machine.Send("settings/nonScheduledAmpsMax/set", "40");
                machine.Run(0.4);
                break;
            case "no state":
                machine.Storage.Files.Remove("state.json");
                machine.Storage.Files.Remove("state.bak");
                break;
            case "the state of another site":
                machine.Storage.Files["state.json"] = Encoding.ASCII.GetBytes("{\"stopped\":false,\"connectors\":[{\"id\":\"0815\",\"protocol\":2,\"ratedCentiamps\":3200,\"linked\":true},{\"id\":\"1839\",\"protocol\":1,\"ratedCentiamps\":8000,\"linked\":true}]}");
                machine.Storage.Files.Remove("state.bak");
                break;
            case "no limits":
                machine.HasLimits = false;
                machine.Storage.Files.Clear();
                break;
            case "no settings":
                machine.Storage.Files.Remove("settings.json");
                machine.Storage.Files.Remove("settings.bak");
                break;
        }
    }

    private static Machine Charging(out SimulatedConnector unit, int amps)
    {
        var machine = new Machine();
        unit = machine.Add(0x2019);
        unit.PlugIn(Machine.Car());
        machine.Set("nonScheduledAction", "fixed");
        machine.Set("nonScheduledAmpsMax", amps.ToString());
        machine.Run(60);
        Assert.Equal(amps * 100, unit.StandingLimitCentiamps);
        return machine;
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        var bad = random.Next(3) == 0 ? good[..random.Next(good.Length)] : [.. good];
        for (var n = random.Next(4); n > 0 && bad.Length > 0; n--)
        {
            bad[random.Next(bad.Length)] = (byte)random.Next(256);
        }

        // Now and then as if somebody had edited it: nothing tells that it is damaged but its content.
        return random.Next(4) == 0 ? Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(bad).Replace("checksum", "remark")) : bad;
    }
}
