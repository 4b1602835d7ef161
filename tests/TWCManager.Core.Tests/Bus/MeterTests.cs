using TWCManager.Core.Bus;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Bus;

public class MeterTests
{
    private const int GetMeter = 0xFBEB;

    [Fact]
    public void What_flowed_on_the_phases_is_forgotten_when_the_car_stops_and_soon_asked_again()
    {
        var bench = Charging();
        Assert.InRange(bench.Connector.Energy.HalfAmpsL1, 28, 33);
        bench.Unit.Unplug();
        RunUntil(bench, () => bench.Connector.ActualCentiamps == 0, 20);
        Assert.Equal(WallConnector.Unknown, bench.Connector.Energy.HalfAmpsL1);
        Assert.True(bench.Connector.Energy.VoltsL1 > 200);
        RunUntil(bench, () => bench.Connector.Energy.HalfAmpsL1 == 0, 15);
    }

    [Fact]
    public void What_flowed_before_the_car_is_not_told_for_what_the_car_draws()
    {
        var bench = new TappedBench();
        bench.Run(20);
        Assert.Equal(0, bench.Connector.Energy.HalfAmpsL1);
        bench.Unit.PlugIn(Bench.Car());
        RunUntil(bench, () => bench.Connector.IsDrawing, 30);
        Assert.Equal(WallConnector.Unknown, bench.Connector.Energy.HalfAmpsL1);
        RunUntil(bench, () => bench.Connector.Energy.HalfAmpsL1 > 0, 15);
    }

    [Fact]
    public void A_reading_is_present_for_two_and_a_half_minutes()
    {
        var bench = Charging();
        Assert.True(bench.Connector.Energy.IsPresent(bench.NowMs));
        bench.Swallowed.Add(GetMeter);
        bench.Run(130);
        Assert.True(bench.Connector.Energy.IsPresent(bench.NowMs));
        bench.Run(30);
        Assert.False(bench.Connector.Energy.IsPresent(bench.NowMs));
        Assert.Equal(LinkState.Online, bench.Connector.Link);
    }

    private static TappedBench Charging()
    {
        var bench = new TappedBench();
        bench.Run(20);
        bench.Unit.PlugIn(Bench.Car());
        bench.Run(90);
        Assert.True(bench.Connector.IsDrawing);
        return bench;
    }

    private static void RunUntil(TappedBench bench, Func<bool> condition, int seconds)
    {
        for (var endMs = bench.NowMs + seconds * 1000; bench.NowMs < endMs && !condition();)
        {
            bench.Run(0.01);
        }

        Assert.True(condition());
    }
}
