using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Tests.Bus;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

public class PhaseTests
{
    private static readonly int[] s_ids = [0x2019, 0x1839, 0x4085];

    [Fact]
    public void Connectors_on_different_conductors_get_the_whole_limit_each()
    {
        var bench = Site(16, "l1l2l3,2019=l1,1839=l2,4085=l3", 1, 48);
        bench.Run(120);
        Assert.All(bench.Line.Connectors, unit => Assert.Equal(1600, unit.StandingLimitCentiamps));
    }

    [Fact]
    public void A_single_phase_car_at_a_connector_with_three_phases_counts_on_all_of_them()
    {
        // The next car that is plugged in may use three phases at once, up to the limit that stands then.
        var bench = Site(24, "l1l2l3", 3, 72, phases: 1);
        bench.AfterStep = () => Assert.True(bench.Line.Connectors.Sum(u => u.StandingLimitCentiamps) <= 2400);
        bench.Run(120);
        Assert.All(bench.Line.Connectors, unit => Assert.Equal(800, unit.StandingLimitCentiamps));
    }

    [Fact]
    public void A_declaration_that_the_meter_contradicts_does_not_count()
    {
        var bench = Site(24, "l1l2l3,2019=l1,1839=l2,4085=l3", 3, 72);
        bench.Run(120);
        Assert.All(bench.Control.Points, point => Assert.Equal(7, point.Limits.Conductors));
        Assert.Equal(WallConnector.Unknown, PhaseLoad.CentiampsOn(0, bench.Control));
        Assert.True(bench.Line.Connectors.Sum(u => u.StandingLimitCentiamps) <= 2400);
    }

    [Theory]
    [InlineData("l1l2l3", 1, "16 0 0")]
    [InlineData("l2l3l1", 1, "0 16 0")]
    [InlineData("l3l1l2", 2, "16 0 16")]
    [InlineData("l3l2l1", 3, "16 16 16")]
    public void Currents_are_told_for_the_conductors_of_the_supply(string wiring, int phases, string expected)
    {
        var bench = Site(16, wiring, 3, 16, phases, 1);
        bench.Run(120);
        Assert.Equal(expected, Phases(bench));
    }

    [Fact]
    public void Two_terminals_between_which_a_car_hangs_carry_the_same_current()
    {
        var bench = Site(16, "l2l3", 1, 16, 1, 1);
        bench.Run(120);
        Assert.Equal("0 16 16", Phases(bench));
    }

    [Fact]
    public void Currents_per_conductor_are_unknown_as_long_as_those_of_one_car_are()
    {
        var bench = Site(32, "l1l2l3", 3, 32, 3, 1);
        bench.Add(0x032E, ConnectorModel.Protocol1).PlugIn(Bench.Car());
        bench.Run(120);
        Assert.True(bench.Point(0x032E).Car.IsCharging);
        Assert.Equal(WallConnector.Unknown, PhaseLoad.CentiampsOn(0, bench.Control));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_phases_of_a_car_are_known_soon_after_it_began_and_forgotten_when_it_leaves(int phases)
    {
        var bench = Site(16, "l1l2l3", 3, 16, phases, 1);
        var unit = bench.Line.Connectors.First();
        Assert.True(bench.RunUntil(() => unit.DrawCentiamps >= 100, 60));
        Assert.True(bench.RunUntil(() => bench.Point(0x2019).Car.PhasePattern != 0, 25));
        bench.Run(60);
        Assert.InRange(bench.Point(0x2019).Car.PowerWatts, unit.DrawWatts * 0.97, unit.DrawWatts * 1.03);
        unit.Unplug();
        bench.Run(25);
        Assert.Equal(0, bench.Point(0x2019).Car.PhasePattern);
    }

    [Fact]
    public void Of_the_sun_nothing_is_left_that_makes_a_whole_ampere()
    {
        // Each of the three cars draws 0.8 A less than it is offered: 2.4 A, 1.6 kW, would go to the grid.
        var bench = Site(60, "l1l2l3", 3, 30);
        bench.IsSun = true;
        bench.Run(240);
        Assert.InRange(bench.Line.Connectors.Sum(u => u.DrawCentiamps), 2900, 3000);
        var changes = bench.Line.Connectors.Sum(u => u.LastLimitCentiamps);
        bench.AfterStep = () => Assert.Equal(changes, bench.Line.Connectors.Sum(u => u.LastLimitCentiamps));
        bench.Run(300);
    }

    [Fact]
    public void What_a_person_granted_is_not_stretched()
    {
        var bench = Site(60, "l1l2l3", 3, 30);
        bench.Run(90);
        bench.AfterStep = () => Assert.True(bench.Line.Connectors.Sum(u => u.LastLimitCentiamps) <= 3000);
        bench.Run(240);
        Assert.Equal(3000, bench.Control.OfferedTotalCentiamps);
    }

    private static string Phases(Bench bench)
    {
        return string.Join(' ', Enumerable.Range(0, 3).Select(i => (PhaseLoad.CentiampsOn(i, bench.Control) + 99) / 100));
    }

    private static Bench Site(int allAmps, string wiring, int wiredPhases, int grantedAmps, int phases = 3, int units = 3)
    {
        var bench = new Bench(allAmps, 32) { GrantedAmps = grantedAmps };
        bench.Set("phaseRotation", wiring);
        foreach (var id in s_ids.Take(units))
        {
            bench.Line.Add(new ConnectorSetup(id, ConnectorModel.Firmware453) { WiredPhases = wiredPhases })
                .PlugIn(new SimulatedCar { MaximumCentiamps = 3200, PhaseCount = phases, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0 });
        }

        return bench;
    }
}
