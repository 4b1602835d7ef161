using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Bus;

public class StrangerTests
{
    [Fact]
    public void What_an_unknown_unit_draws_comes_off_the_wiring_limit()
    {
        var bench = new Bench(32, 32);
        var unit = bench.Add(0x2019, ConnectorModel.Firmware453);
        unit.PlugIn(Bench.Car());
        bench.GrantedAmps = 32;
        bench.Run(60);
        Assert.Equal(3200, unit.StandingLimitCentiamps);
        Speak(bench);
        Assert.Equal(2000, bench.Control.StrangerCentiamps);
        Assert.True(bench.RunUntil(() => unit.StandingLimitCentiamps <= 1200, 3));
        bench.Run(80);
        Assert.Equal(3200, unit.StandingLimitCentiamps);
    }

    [Fact]
    public void A_unit_that_answers_another_master_is_no_stranger_of_ours()
    {
        var bench = new Bench(32, 32);
        bench.Add(0x2019, ConnectorModel.Firmware453);
        bench.Run(20);
        bench.RunUntil(() => bench.NowMs % 1000 == 800, 2);
        bench.Line.Inject([0xC0, 0xFD, 0xE0, 0x40, 0x85, 0x4A, 0x21, 0x01, 0x07, 0xD0, 0x07, 0x80, 0, 0, 0, 0, 0x6F, 0xC0]);
        bench.Run(1);
        Assert.Equal(0, bench.Control.StrangerCentiamps);
    }

    // 4085 answers 7777: 20.00 A allowed, 19.20 A drawn.
    private static void Speak(Bench bench)
    {
        bench.RunUntil(() => bench.NowMs % 1000 == 800, 2);
        bench.Line.Inject([0xC0, 0xFD, 0xE0, 0x40, 0x85, 0x77, 0x77, 0x01, 0x07, 0xD0, 0x07, 0x80, 0, 0, 0, 0, 0xF2, 0xC0]);
        bench.Run(0.5);
    }
}
