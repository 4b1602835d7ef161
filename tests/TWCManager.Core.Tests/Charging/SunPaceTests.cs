using TWCManager.Core.Tests.Bus;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

/// <summary>When a charge from the sun starts, stops and changes: one cut to whole amperes, a stop after an energy, a further car after a longer time.</summary>
public class SunPaceTests
{
    private const int Delay = 60;

    [Theory]
    [InlineData(0, 120, "nothing: twice the delay")]
    [InlineData(3, 240, "half the least power: four times the delay")]
    [InlineData(5, 720, "a sixth is missing: twelve times the delay")]
    public void A_car_stops_when_the_sun_has_missed_its_least_power_for_twice_the_delay(int granted, int seconds, string why)
    {
        (Bench bench, SimulatedConnector unit) = Charging(shortfall: 0);
        bench.GrantedAmps = granted;

        long fromMs = bench.NowMs;
        Assert.True(bench.RunUntil(() => unit.StandingLimitCentiamps == 0, 2000), why);
        Assert.InRange((bench.NowMs - fromMs) / 1000, seconds - 2, seconds + 5);
    }

    [Fact]
    public void Sun_that_is_over_gives_back_what_was_missing()
    {
        (Bench bench, SimulatedConnector unit) = Charging();
        for (int i = 0; i < 10; i++)
        {
            bench.GrantedAmps = 0;
            bench.Run(100);
            Assert.Equal(600, unit.StandingLimitCentiamps);
            bench.GrantedAmps = 12;
            bench.Run(100);
        }

        Assert.Equal(1, unit.ContactorCloses);
    }

    [Fact]
    public void Sun_that_only_just_suffices_gives_nothing_back()
    {
        (Bench bench, SimulatedConnector unit) = Charging(shortfall: 0);
        bench.GrantedAmps = 0;
        bench.Run(100);
        bench.GrantedAmps = 6;
        bench.Run(100);
        bench.GrantedAmps = 0;
        bench.Run(30);
        Assert.Equal(0, unit.StandingLimitCentiamps);
    }

    [Fact]
    public void While_the_sun_is_not_known_a_stop_waits_no_longer_than_the_delay()
    {
        (Bench bench, SimulatedConnector unit) = Charging();
        bench.GrantedAmps = 0;
        bench.IsSure = false;

        long fromMs = bench.NowMs;
        Assert.True(bench.RunUntil(() => unit.StandingLimitCentiamps == 0, 200));
        Assert.InRange((bench.NowMs - fromMs) / 1000, Delay - 1, Delay + 5);
    }

    [Theory]
    [InlineData(14, 5 * Delay, "the first car can take it")]
    [InlineData(40, Delay, "it cannot")]
    public void A_further_car_waits_longer_while_the_first_can_take_the_sun(int granted, int seconds, string why)
    {
        (Bench bench, SimulatedConnector first) = Charging();
        bench.GrantedAmps = 6;
        SimulatedConnector second = bench.Add(0x1839, ConnectorModel.Protocol1);
        bench.Run(130);
        second.PlugIn(Bench.Car(16));
        bench.Run(10);
        bench.GrantedAmps = granted;

        long fromMs = bench.NowMs;
        Assert.True(bench.RunUntil(() => second.DrawCentiamps > 400, 600), why);
        Assert.InRange((bench.NowMs - fromMs) / 1000, seconds - 1, seconds + 30);
        Assert.True(first.DrawCentiamps > 400);
    }

    [Theory]
    [InlineData(1099, 11, "the car leaves 0.8 A of its offer, so 11 A draw what 10.2 A of sun give")]
    [InlineData(1021, 11, "the least for 11 A")]
    [InlineData(1010, 11, "within the dead band below it")]
    [InlineData(1000, 10, "below the dead band")]
    public void The_sun_is_cut_to_whole_amperes_once_after_what_the_car_leaves(int granted, int offered, string why)
    {
        (Bench bench, SimulatedConnector unit) = Charging();
        bench.GrantedCentiamps = 1060;
        bench.Run(120);
        Assert.Equal(1100, unit.StandingLimitCentiamps);
        bench.GrantedCentiamps = granted;
        bench.Run(120);
        Assert.True(offered * 100 == unit.StandingLimitCentiamps, why + ": " + unit.StandingLimitCentiamps);
    }

    [Fact]
    public void A_grant_that_wavers_about_an_ampere_changes_nothing()
    {
        (Bench bench, SimulatedConnector unit) = Charging();
        bench.GrantedCentiamps = 1030;
        bench.Run(120);
        bench.AfterStep = () => Assert.Equal(1100, unit.StandingLimitCentiamps);
        Random random = new(1);
        for (int i = 0; i < 200; i++)
        {
            bench.GrantedCentiamps = 1020 + random.Next(-10, 11);
            bench.Run(5);
        }
    }

    private static (Bench Bench, SimulatedConnector Unit) Charging(int shortfall = 80)
    {
        Bench bench = new(48, 16);
        bench.Set("startStopDelay", Delay.ToString());
        SimulatedConnector unit = bench.Add(0x032E, ConnectorModel.Protocol1);
        unit.PlugIn(new SimulatedCar { MaximumCentiamps = 1600, BatteryWattHours = 1e7, TargetWattHours = 9e6, ShortfallCentiamps = shortfall });
        bench.IsSun = true;
        bench.GrantedAmps = 12;
        bench.Run(300);
        Assert.True(unit.DrawCentiamps > 1000);
        return (bench, unit);
    }
}
