using TWCManager.Core.Charging;
using TWCManager.Core.Tests.Bus;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

/// <summary>What counts as a problem of a connector, and what does not.</summary>
public class ProblemTests
{
    private const int Id = 0x2019;

    [Fact]
    public void A_connector_has_a_problem_from_10_s_of_silence_on()
    {
        var bench = Charging(out var unit);
        Assert.False(bench.Point(Id).HasProblem);
        unit.Faults.IsMute = true;
        bench.Run(8);
        Assert.Equal(Core.Bus.LinkState.Stale, bench.Point(Id).Connector.Link);
        Assert.False(bench.Point(Id).HasProblem);
        bench.Run(4);
        Assert.True(bench.Point(Id).HasProblem);
        bench.Run(30);
        Assert.Equal(Core.Bus.LinkState.Lost, bench.Point(Id).Connector.Link);
        Assert.True(bench.Point(Id).HasProblem);
        unit.Faults.IsMute = false;
        bench.Run(30);
        Assert.False(bench.Point(Id).HasProblem);
    }

    [Fact]
    public void Stopping_a_car_by_silence_is_no_problem()
    {
        var bench = Charging(out _, "silence");
        bench.Order(0);
        Assert.True(bench.RunUntil(() => bench.Point(Id).Stop.State == StopState.Silencing, 200));
        bench.AfterStep = () => Assert.False(bench.Point(Id).HasProblem);
        Assert.True(bench.RunUntil(() => bench.Point(Id).Stop.State == StopState.Held, 60));
        bench.Run(10);
    }

    [Fact]
    public void A_contactor_that_is_open_on_our_order_is_no_problem()
    {
        var bench = Charging(out var unit, "contactor");
        bench.Order(0);
        bench.AfterStep = () => Assert.False(bench.Point(Id).HasProblem);
        Assert.True(bench.RunUntil(() => bench.Point(Id).Stop.State == StopState.Open, 200));
        bench.Run(30);
        Assert.Equal(0, unit.DrawCentiamps);
    }

    private static Bench Charging(out SimulatedConnector unit, string method = "hook")
    {
        var bench = new Bench();
        bench.Set("stopMethod", method);
        bench.Set("welcomeTime", "0");
        unit = bench.Add(Id, ConnectorModel.Firmware453);
        unit.PlugIn(Bench.Car());
        bench.GrantedAmps = 16;
        bench.Run(120);
        return bench;
    }
}
