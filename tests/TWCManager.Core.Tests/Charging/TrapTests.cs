using TWCManager.Core.Charging;
using TWCManager.Core.Tests.Bus;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

public class TrapTests
{
    [Theory]
    [InlineData("off")]
    [InlineData("off,1839=on")]
    public void Without_the_cure_a_trapped_car_stays_at_6_A(string cure)
    {
        var bench = Site(10, cure, out var unit);
        bench.Run(600);
        Assert.Equal(1000, unit.StandingLimitCentiamps);
        Assert.InRange(unit.DrawCentiamps, 500, 660);
        Assert.Empty(Spikes(bench, unit, 600));
    }

    [Theory]
    [InlineData(32, 32, 1700, 10)]
    [InlineData(32, 16, 1600, 10)]
    [InlineData(80, 40, 2100, 14)]
    public void A_trapped_car_is_offered_the_threshold_for_some_seconds_and_then_draws_what_it_may(int rated, int each, int threshold, int granted)
    {
        var bench = Site(granted, "off,2019=on", out var unit, rated, 48, each, threshold);
        var spikes = Spikes(bench, unit, 400);
        Assert.Equal(threshold, Assert.Single(spikes).Centiamps);
        Assert.InRange(spikes[0].Ms, 5000, 10000);
        Assert.Equal(granted * 100, unit.StandingLimitCentiamps);
        Assert.InRange(unit.DrawCentiamps, granted * 100 - 150, granted * 100);
    }

    [Fact]
    public void A_car_that_follows_its_limit_is_left_alone()
    {
        var bench = Site(10, "on", out var unit, trap: 0);
        Assert.Empty(Spikes(bench, unit, 600));
        bench.GrantedAmps = 14;
        Assert.Empty(Spikes(bench, unit, 600));
    }

    [Theory]
    [InlineData(16, 32, "the group carries 16 A and another connector may draw 6 of them")]
    [InlineData(32, 15, "the connector carries 15 A")]
    public void Where_the_wiring_has_no_room_nothing_happens(int all, int each, string why)
    {
        var bench = Site(10, "on", out var unit, 32, all, each);
        bench.Add(0x1839, ConnectorModel.Firmware453);
        bench.AfterStep = () =>
        {
            Assert.True(bench.Line.Connectors.Sum(u => u.StandingLimitCentiamps) <= all * 100, why);
            Assert.True(unit.StandingLimitCentiamps <= 1000, "raised a little, which is what traps it");
            Assert.True(bench.NowMs < 60000 || bench.Point(0x2019).Offer.Reason is OfferReason.Granted or OfferReason.SharedLimit, "asks for what it cannot have");
        };
        Assert.Empty(Spikes(bench, unit, 600));
        Assert.InRange(unit.DrawCentiamps, 500, 660);
    }

    [Fact]
    public void It_costs_no_other_car_anything()
    {
        var bench = Site(26, "off,2019=on", out var unit, 32, 30, 32);
        var other = bench.Add(0x1839, ConnectorModel.Firmware453);
        other.PlugIn(Bench.Car());
        bench.Run(60);
        var least = int.MaxValue;
        bench.AfterStep = () =>
        {
            least = Math.Min(least, other.StandingLimitCentiamps);
            Assert.True(bench.Line.Connectors.Sum(u => u.StandingLimitCentiamps) <= 3000);
        };
        Assert.Single(Spikes(bench, unit, 400));
        Assert.Equal(1300, least);
    }

    [Fact]
    public void A_car_that_does_not_get_free_is_tried_three_times_and_then_said_to_stay()
    {
        // Its owner limited it to 6 A: it looks the same.
        var bench = Site(10, "on", out var unit, trap: 0, ownLimit: 600);
        Assert.Equal(3, Spikes(bench, unit, 4 * 3600).Count);
        Assert.Equal(OfferReason.CarStays, bench.Point(0x2019).Offer.Reason);
    }

    [Fact]
    public void A_car_that_is_trapped_again_and_again_is_freed_at_most_three_times_an_hour()
    {
        var bench = Site(10, "on", out var unit);
        var starts = new List<long>();
        for (var minute = 0; minute < 240; minute++)
        {
            // Each raise traps it anew.
            bench.GrantedAmps = minute % 4 < 2 ? 10 : 14;
            starts.AddRange(Spikes(bench, unit, 60).Select(s => s.AtMs));
        }

        Assert.InRange(starts.Count, 8, 12);
        for (var i = 3; i < starts.Count; i++)
        {
            Assert.True(starts[i] - starts[i - 3] >= 3600000, $"four within {starts[i] - starts[i - 3]} ms");
        }
    }

    [Fact]
    public void A_car_of_another_make_is_never_treated()
    {
        var bench = Site(10, "on", out var unit);
        bench.Set("carKind", "tesla,2019=other");
        Assert.Empty(Spikes(bench, unit, 600));
    }

    private static List<(int Centiamps, int Ms, long AtMs)> Spikes(Bench bench, SimulatedConnector unit, int seconds)
    {
        var spikes = new List<(int Centiamps, int Ms, long AtMs)>();
        var sinceMs = -1L;
        var highest = 0;
        var before = bench.AfterStep;
        bench.AfterStep = () =>
        {
            before?.Invoke();
            if (unit.StandingLimitCentiamps >= 1600)
            {
                sinceMs = sinceMs < 0 ? bench.NowMs : sinceMs;
                highest = Math.Max(highest, unit.StandingLimitCentiamps);
            }
            else if (sinceMs >= 0)
            {
                spikes.Add((highest, (int)(bench.NowMs - sinceMs), sinceMs));
                sinceMs = -1;
            }
        };
        bench.Run(seconds);
        bench.AfterStep = before;
        return spikes;
    }

    private static Bench Site(int granted, string cure, out SimulatedConnector unit, int rated = 32, int all = 48, int each = 32, int trap = 1600, int ownLimit = 8000)
    {
        var bench = new Bench(all, each) { GrantedAmps = granted };
        bench.Set("trapCure", cure);
        unit = bench.Add(0x2019, ConnectorModel.Firmware453, rated);
        unit.PlugIn(new SimulatedCar
        {
            TrapCentiamps = trap,
            OwnLimitCentiamps = ownLimit,
            MaximumCentiamps = 4800,
            BatteryWattHours = 1e7,
            TargetWattHours = 9e6,
            StoredWattHours = 0,
        });
        return bench;
    }
}
