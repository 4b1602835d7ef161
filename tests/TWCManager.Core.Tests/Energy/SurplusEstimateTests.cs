using TWCManager.Core.Energy;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

/// <summary>The surplus behind a meter that is late by an unknown time.</summary>
public class SurplusEstimateTests(ITestOutputHelper output)
{
    private const int PollSeconds = 15;

    [Fact]
    public void A_constant_sun_moves_the_surplus_only_towards_the_truth_however_late_the_meter_is_and_whatever_the_cars_do()
    {
        int readings = 0;
        int wrong = 0;
        int over = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            Meter meter = new(lag: random.Next(63));
            int truth = random.Next(-3000, 12000);
            for (int second = 0; second < 1800; second++)
            {
                if (random.Next(20) == 0)
                {
                    meter.DrawWatts = random.Next(11000);
                }

                int before = meter.Surplus.Watts;
                if (meter.Tick(second, truth))
                {
                    readings++;
                    bool isWorse = Math.Abs(meter.Surplus.Watts - truth) > Math.Abs(before - truth) + Tolerance;
                    wrong += isWorse && second > PollSeconds ? 1 : 0;
                    over = Math.Max(over, meter.Surplus.Watts - truth);
                }
            }
        }

        // Cars that move as wildly as here make a wrong lag fit for some readings, about once in a day of them.
        output.WriteLine(readings + " readings of meters 0 to 62 s late, " + wrong + " moved away from the truth, " + over + " W too much at most");
        Assert.InRange(wrong, 0, readings / 10000);
        Assert.InRange(over, 0, 500);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(60)]
    public void The_lag_is_learned_from_the_steps_of_the_cars(int lag)
    {
        Random random = new(lag);
        Meter meter = new(lag);
        int house = 0;
        for (int second = 0; second < 3600; second++)
        {
            house = Math.Clamp(house + random.Next(-30, 31), -500, 500);
            meter.DrawWatts = second / 137 % 2 == 0 ? 4000 : 7000 + second % 5 * 400;
            meter.Tick(second, 6000 + house);
        }

        output.WriteLine(lag + " s late, learned " + meter.Surplus.LeastLagSeconds + " to " + meter.Surplus.MostLagSeconds + " s");
        Assert.InRange(lag, meter.Surplus.LeastLagSeconds, meter.Surplus.MostLagSeconds);
        Assert.True(meter.Surplus.MostLagSeconds - meter.Surplus.LeastLagSeconds < 40, "Nothing was learned.");
    }

    [Fact]
    public void A_lag_that_the_owner_knows_counts_from_the_first_reading()
    {
        Meter meter = new(lag: 20, known: 20);
        meter.Tick(0, 5000);
        meter.DrawWatts = 4000;
        for (int second = 1; second <= 60; second++)
        {
            meter.Tick(second, 8000);
        }

        Assert.InRange(meter.Surplus.Watts, 8000 - Tolerance, 8000 + Tolerance);
    }

    [Fact]
    public void A_lag_that_is_no_longer_given_is_learned_from_the_beginning()
    {
        SurplusEstimate surplus = new();
        surplus.AddDraw(0, 0);
        surplus.AddReading(0, -3000, false, 20);
        Assert.Equal((18, 22), (surplus.LeastLagSeconds, surplus.MostLagSeconds));
        surplus.AddReading(15000, -3000, false, 0);
        Assert.Equal((0, 62), (surplus.LeastLagSeconds, surplus.MostLagSeconds));
    }

    [Theory]
    [InlineData(-32768, "the least number of 16 bits")]
    [InlineData(-65535, "the most number of 16 bits, exported")]
    [InlineData(-12000, "twice a large roof")]
    public void One_wild_reading_raises_nothing_and_the_next_good_one_goes_on(int gridWatts, string why)
    {
        SurplusEstimate surplus = new();
        Read(surplus, 0, -3000);
        Read(surplus, 15, gridWatts);
        Assert.True(surplus.Watts == 3000, why);
        Read(surplus, 30, -3200);
        Assert.Equal(3200, surplus.Watts);
    }

    [Fact]
    public void A_rise_that_is_seen_twice_is_true()
    {
        SurplusEstimate surplus = new();
        Read(surplus, 0, -1000);
        Read(surplus, 15, -11000);
        Assert.Equal(1000, surplus.Watts);
        Read(surplus, 30, -10500);
        Assert.Equal(10500, surplus.Watts);
    }

    [Fact]
    public void Every_second_reading_wild_raises_nothing()
    {
        SurplusEstimate surplus = new();
        for (int i = 0; i < 100; i++)
        {
            Read(surplus, i * 15, i % 2 == 0 ? -3000 : -32768);
            Assert.Equal(3000, surplus.Watts);
        }
    }

    [Fact]
    public void A_fall_counts_at_once_and_the_way_back_from_a_single_one_too()
    {
        SurplusEstimate surplus = new();
        Read(surplus, 0, -9000);
        Read(surplus, 15, -9000);
        Read(surplus, 30, 32767);
        Assert.Equal(-32767, surplus.Watts);
        Read(surplus, 45, -9000);
        Assert.Equal(9000, surplus.Watts);
    }

    [Fact]
    public void Cars_that_charge_already_are_no_wild_rise_after_a_restart()
    {
        SurplusEstimate surplus = new();
        surplus.AddDraw(0, 9660);
        Read(surplus, 0, -100, 9660);
        Assert.InRange(surplus.Watts, 9660, 9760);
    }

    [Fact]
    public void A_pause_of_ours_makes_no_surplus_of_what_nobody_watched()
    {
        SurplusEstimate surplus = new();
        surplus.AddDraw(0, 7000);
        surplus.AddDraw(600000, 0);
        surplus.AddReading(400000, -1000, false, 0);
        surplus.Update(-1000);
        Assert.Equal(1000, surplus.Watts);
    }

    // The history counts in steps of 4 W, and a car moves within a second.
    private const int Tolerance = 8;

    private static void Read(SurplusEstimate surplus, int second, int gridWatts, int drawWatts = 0)
    {
        surplus.AddDraw(second * 1000L, drawWatts);
        surplus.AddReading(second * 1000L, gridWatts, false, 0);
        surplus.Update(gridWatts);
    }

    private sealed class Meter(int lag, int known = 0)
    {
        private readonly List<int> _grid = [];

        public SurplusEstimate Surplus { get; } = new();

        public int DrawWatts { get; set; }

        public bool Tick(int second, int trueSurplus)
        {
            Surplus.AddDraw(second * 1000L, DrawWatts);
            _grid.Add(DrawWatts - trueSurplus);
            bool isRead = second % PollSeconds == 0;
            if (isRead)
            {
                Surplus.AddReading(second * 1000L, _grid[Math.Max(0, second - lag)], false, known);
            }

            Surplus.Update(_grid[Math.Max(0, second - second % PollSeconds - lag)]);
            return isRead;
        }
    }
}
