using TWCManager.Core.Charging;
using TWCManager.Core.Tests.Bus;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

public class CounterCheckTests
{
    [Theory]
    [InlineData(924, false)]
    [InlineData(924, true)]
    [InlineData(4194304 + 180, false)]
    [InlineData(87329464, true)]
    public void A_counter_that_runs_like_our_energy_agrees_in_kWh_and_in_Wh_and_with_a_stuck_bit(long start, bool countsWattHours)
    {
        var bench = Site(start, countsWattHours, 3, out _);
        bench.Run(5 * 60);
        Assert.Equal(CounterCheck.Unknown, bench.Point(0x2019).Counter.Verdict);
        bench.Run(55 * 60);
        Assert.Equal(CounterCheck.Agrees, bench.Point(0x2019).Counter.Verdict);
    }

    [Fact]
    public void A_counter_that_counts_10_for_22_kWh_disagrees()
    {
        var bench = Site(924, false, 3, out var unit);
        unit.Faults.CounterPercent = 45;
        bench.Run(3600);
        Assert.Equal(CounterCheck.Disagrees, bench.Point(0x2019).Counter.Verdict);
    }

    [Fact]
    public void A_counter_that_jumped_is_compared_anew_and_agrees_again()
    {
        var bench = Site(924, false, 3, out var unit);
        bench.Run(1200);
        unit.Faults.CounterOffset = 4194304;
        bench.Run(1200);
        unit.Faults.CounterOffset = 0;
        bench.AfterStep = () => Assert.NotEqual(CounterCheck.Disagrees, bench.Point(0x2019).Counter.Verdict);
        bench.Run(3600);
        Assert.Equal(CounterCheck.Agrees, bench.Point(0x2019).Counter.Verdict);
    }

    [Fact]
    public void Phases_that_are_assumed_wrong_make_it_disagree()
    {
        // Firmware 4.4 tells volts of three phases and no currents; the car uses one.
        var bench = new Bench(32, 32) { GrantedAmps = 32 };
        bench.Line.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware44)).PlugIn(Car(1));
        bench.Run(3600);
        Assert.Equal(CounterCheck.Disagrees, bench.Point(0x2019).Counter.Verdict);
        bench.Set("numberOfPhases", "1");
        bench.Run(2 * 3600);
        Assert.Equal(CounterCheck.Agrees, bench.Point(0x2019).Counter.Verdict);
    }

    private static Bench Site(long start, bool countsWattHours, int phases, out SimulatedConnector unit)
    {
        var bench = new Bench(32, 32) { GrantedAmps = 32 };
        unit = bench.Line.Add(new ConnectorSetup(0x2019, ConnectorModel.Firmware453) { MeterCounter = start, CountsWattHours = countsWattHours });
        unit.PlugIn(Car(phases));
        return bench;
    }

    private static SimulatedCar Car(int phases)
    {
        return new SimulatedCar { MaximumCentiamps = 3200, PhaseCount = phases, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0 };
    }
}
