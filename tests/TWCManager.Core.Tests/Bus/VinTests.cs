using TWCManager.Core.Bus;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Bus;

public class VinTests
{
    private const string Red = "5YJ3E7EBXKF004711";
    private const int First = 0xFBEE;
    private const int Second = 0xFBEF;
    private const int Third = 0xFBF1;

    [Fact]
    public void The_parts_are_asked_for_in_order_one_at_a_time_five_to_ten_seconds_after_the_car_began()
    {
        var bench = new TappedBench();
        bench.Run(20);
        bench.Unit.PlugIn(Car(Red));
        var beganMs = 0L;
        while (beganMs == 0 && bench.NowMs < 90000)
        {
            bench.Run(0.01);
            beganMs = bench.Unit.DrawCentiamps >= 100 ? bench.NowMs : 0;
        }

        bench.Run(60);
        var asked = Questions(bench);
        Assert.Equal([0xEE, 0xEF, 0xF1], asked.Select(q => (int)q.Frame[1]));
        Assert.InRange(asked[0].AtMs - beganMs, 5000, 10500);
        Assert.True(asked[1].AtMs - asked[0].AtMs >= 100 && asked[2].AtMs - asked[1].AtMs >= 100);
        Assert.Equal(Red, bench.Connector.Vin.Text);
    }

    [Fact]
    public void Three_empty_parts_end_the_asking_until_the_next_car()
    {
        var bench = Charging(Car(""), out _);
        bench.Run(1200);
        Assert.Equal(3, Questions(bench).Count);
        Assert.Null(bench.Connector.Vin.Text);
        bench.Unit.Unplug();
        bench.Run(30);
        bench.Unit.PlugIn(Car(Red));
        bench.Run(60);
        Assert.Equal(6, Questions(bench).Count);
        Assert.Equal(Red, bench.Connector.Vin.Text);
    }

    [Fact]
    public void A_car_that_never_answers_the_third_part_is_asked_five_times_a_minute_apart()
    {
        var bench = Charging(Car(Red), out _, Third);
        bench.Run(1800);
        var asked = bench.SentOf(Third).ToList();
        Assert.Equal(5, asked.Count);
        for (var i = 1; i < asked.Count; i++)
        {
            Assert.InRange(asked[i].AtMs - asked[i - 1].AtMs, 60000, 70000);
        }

        Assert.Null(bench.Connector.Vin.Text);
    }

    [Fact]
    public void A_part_that_got_lost_is_asked_for_again_and_also_after_many_losses_the_next_car_is_asked()
    {
        var bench = Charging(Car(Red), out _, Second);
        bench.Run(130);
        Assert.Null(bench.Connector.Vin.Text);
        bench.Swallowed.Clear();
        bench.Run(70);
        Assert.Equal(Red, bench.Connector.Vin.Text);
        bench.Unit.Unplug();
        bench.Run(30);
        bench.Swallowed.Add(First);
        bench.Unit.PlugIn(Car(Red));
        bench.Run(600);
        Assert.Null(bench.Connector.Vin.Text);
        bench.Unit.Unplug();
        bench.Run(30);
        bench.Swallowed.Clear();
        bench.Unit.PlugIn(Car(Red));
        bench.Run(60);
        Assert.Equal(Red, bench.Connector.Vin.Text);
    }

    [Fact]
    public void A_number_that_can_be_none_is_asked_for_again_five_times_and_never_told()
    {
        var bench = Charging(Car("5YJ3E7EBXKF0047I1"), out _);
        bench.Run(1800);
        Assert.Equal(15, Questions(bench).Count);
        Assert.Null(bench.Connector.Vin.Text);
    }

    [Fact]
    public void Nobody_asks_before_a_car_draws()
    {
        var car = Car(Red);
        car.IsScheduled = true;
        var bench = new TappedBench();
        bench.Unit.PlugIn(car);
        bench.Run(300);
        Assert.Empty(Questions(bench));
    }

    [Theory]
    [InlineData("5YJ3E7EBXKF004711", true)]
    [InlineData("LRWYGCEK0PC000001", true)]
    [InlineData("5YJ3E7EBXKF00471", false)]
    [InlineData("5YJ3E7EBXKF0047111", false)]
    [InlineData("5YJ3E7EBXKFO04711", false)]
    [InlineData("5YJ3E7EBXKFI04711", false)]
    [InlineData("5YJ3E7EBXKFQ04711", false)]
    [InlineData("5yj3e7ebxkf004711", false)]
    [InlineData("5YJ3E7EB-KF004711", false)]
    [InlineData("", false)]
    public void A_number_has_17_characters_without_I_O_and_Q(string text, bool isGood)
    {
        Assert.Equal(isGood, VinReader.IsWellFormed(text));
    }

    private static List<(long AtMs, byte[] Frame)> Questions(TappedBench bench)
    {
        return bench.SentOf(First, Second, Third).ToList();
    }

    private static TappedBench Charging(SimulatedCar car, out SimulatedConnector unit, params int[] swallowed)
    {
        var bench = new TappedBench();
        bench.Swallowed.UnionWith(swallowed);
        unit = bench.Unit;
        unit.PlugIn(car);
        bench.Run(30);
        return bench;
    }

    private static SimulatedCar Car(string vin)
    {
        return new SimulatedCar { Vin = vin, SpeaksCan = vin.Length > 0, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0 };
    }
}
