using TWCManager.Core.Tests.Mqtt;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Bus;

/// <summary>What differs for cars of other makes (setting carKind).</summary>
public class OtherMakeTests
{
    private const int Heartbeat = 0xFBE0;
    private const int LinkReady1 = 0xFCE1;
    private const int LinkReady2 = 0xFBE2;

    [Theory]
    [InlineData(ConnectorModel.Firmware453)]
    [InlineData(ConnectorModel.Protocol1)]
    public void They_are_told_their_current_in_every_heartbeat(ConnectorModel model)
    {
        var bench = Charging(model, "tesla,2019=other");
        var from = bench.NowMs;
        bench.Run(60);
        var heartbeats = bench.SentOf(Heartbeat).Where(s => s.AtMs > from).ToList();
        Assert.True(heartbeats.Count > 50);
        Assert.All(heartbeats, s => Assert.Equal((5, 1600), ((int)s.Frame[6], s.Frame[7] << 8 | s.Frame[8])));
        Assert.Equal(1600, bench.Unit.StandingLimitCentiamps);
        Assert.True(bench.Unit.DrawCentiamps > 1400);
    }

    [Theory]
    [InlineData("tesla")]
    [InlineData("tesla,1839=other")]
    public void Teslas_are_told_it_once(string kind)
    {
        var bench = Charging(ConnectorModel.Firmware453, kind);
        var from = bench.NowMs;
        bench.Run(60);
        Assert.All(bench.SentOf(Heartbeat).Where(s => s.AtMs > from), s => Assert.Equal(0, s.Frame[6]));
    }

    [Fact]
    public void A_change_and_a_stop_reach_them_like_a_Tesla()
    {
        var bench = Charging(ConnectorModel.Firmware453, "other");
        bench.GrantedAmps = 10;
        bench.Run(10);
        Assert.Equal(1000, bench.Unit.StandingLimitCentiamps);
        Assert.Contains(bench.Sent, s => s.Frame[1] == 0xE0 && s.Frame[6] == 9 && (s.Frame[7] << 8 | s.Frame[8]) == 1000);
        var old = Charging(ConnectorModel.Protocol1, "other");
        old.GrantedAmps = 0;
        old.Run(90);
        Assert.Equal(0, old.Unit.StandingLimitCentiamps);
    }

    [Fact]
    public void They_are_never_asked_for_their_number()
    {
        var bench = Charging(ConnectorModel.Firmware453, "other");
        bench.Run(600);
        Assert.Empty(bench.SentOf(0xFBEE, 0xFBEF, 0xFBF1));
        Assert.NotEmpty(bench.SentOf(0xFBEB));
    }

    [Theory]
    [InlineData("tesla", 0)]
    [InlineData("tesla,2019=other", 2400)]
    public void Our_announcement_says_what_each_could_be_given_where_there_are_any(string kind, int expected)
    {
        var bench = new TappedBench(ConnectorModel.Firmware453, "carKind", kind);
        bench.Run(3);
        var announcements = bench.SentOf(LinkReady1, LinkReady2).ToList();
        Assert.True(announcements.Count > 5);
        Assert.All(announcements, s => Assert.Equal((0x77, expected), ((int)s.Frame[4], s.Frame[5] << 8 | s.Frame[6])));
    }

    [Theory]
    [InlineData(ConnectorModel.Firmware453)]
    [InlineData(ConnectorModel.Firmware44)]
    [InlineData(ConnectorModel.Protocol1)]
    public void Their_coming_and_going_is_seen(ConnectorModel model)
    {
        var bench = Charging(model, "other");
        Assert.True(bench.Control.Points[0].Car.IsPlugged && bench.Control.Points[0].Car.IsCharging);
        bench.Unit.Unplug();
        bench.Run(30);
        Assert.False(bench.Control.Points[0].Car.IsPlugged);
        bench.Unit.PlugIn(Car());
        bench.Run(60);
        Assert.True(bench.Control.Points[0].Car.IsCharging);
    }

    private static TappedBench Charging(ConnectorModel model, string kind)
    {
        var bench = new TappedBench(model, "carKind", kind);
        bench.Run(15);
        bench.Unit.PlugIn(Car());
        bench.Run(90);
        return bench;
    }

    private static SimulatedCar Car()
    {
        return new SimulatedCar { SpeaksCan = false, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0 };
    }
}
