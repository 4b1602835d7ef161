using TWCManager.Core.Policy;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Whole;

/// <summary>What a civil clock does to control when somebody sets it: nothing but move the schedule.</summary>
public class ClockJumpTests
{
    private const int Day = 86400;

    [Fact]
    public void A_clock_that_jumps_all_the_time_disturbs_neither_bus_nor_limits()
    {
        var random = new Random(4);
        var machine = Charging(out var unit);
        machine.AfterStep = () => Assert.InRange(unit.StandingLimitCentiamps, 600, 1600);
        var stops = unit.FailSafeStops;
        var heartbeats = machine.Controller.Bus.HeartbeatsSent;
        for (var i = 0; i < 120; i++)
        {
            machine.Clock.UtcSeconds = random.Next(5) == 0 ? null : random.NextInt64(0, 4102444800);
            machine.Run(1);
        }

        Assert.True(machine.Controller.Bus.HeartbeatsSent - heartbeats >= 118);
        Assert.Equal(stops, unit.FailSafeStops);
        Assert.Equal(0, machine.Line.ForbiddenFrames);
    }

    [Theory]
    [InlineData(-365 * Day)]
    [InlineData(-3600)]
    [InlineData(3600)]
    [InlineData(365 * Day)]
    public void Charge_now_lasts_as_long_as_was_ordered_whatever_the_clock_does(int jumpSeconds)
    {
        var machine = Charging(out _);
        machine.Send("command/chargeNow", "{\"amps\":10,\"minutes\":5}");
        machine.Run(60);
        machine.Clock.UtcSeconds += jumpSeconds;
        machine.Run(235);
        Assert.Equal("chargeNow", machine.Controller.Decision.Name);
        machine.Run(10);
        Assert.Equal("fixed", machine.Controller.Decision.Name);
    }

    [Fact]
    public void Charge_now_that_is_stored_with_a_wrong_clock_is_given_up_rather_than_going_on_for_years()
    {
        var machine = Charging(out _);
        machine.Send("command/chargeNow", "{\"amps\":10,\"minutes\":1440}");
        machine.Run(10);
        machine.Clock.UtcSeconds -= 2L * 365 * Day;
        machine.PowerCut(3);
        machine.Run(5);
        Assert.Equal("fixed", machine.Controller.Decision.Name);
    }

    [Fact]
    public void The_schedule_follows_the_clock_as_soon_as_it_is_set()
    {
        var machine = Charging(out _);
        machine.Set("nonScheduledAction", "none");
        machine.Set("scheduledAmpsMax", "12");
        machine.Set("scheduledAmpsStart", "01:00");
        machine.Set("scheduledAmpsEnd", "02:00");
        machine.Set("scheduledAmpsDays", "all");
        foreach (var (hour, expected) in new[] { (1, "scheduled"), (3, "none"), (1, "scheduled"), (-1, "none"), (1, "scheduled") })
        {
            machine.Clock.UtcSeconds = hour < 0 ? null : 20000L * Day + hour * 3600 + 60;
            machine.Run(1);
            Assert.Equal(expected, machine.Controller.Decision.Name);
        }
    }

    private static Machine Charging(out SimulatedConnector unit)
    {
        var machine = new Machine();
        unit = machine.Add(0x2019);
        unit.PlugIn(Machine.Car());
        machine.Set("nonScheduledAction", "fixed");
        machine.Set("nonScheduledAmpsMax", "16");
        machine.Run(60);
        Assert.Equal(1600, unit.StandingLimitCentiamps);
        return machine;
    }
}
