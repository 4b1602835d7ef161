using TWCManager.Core.Energy;
using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

public class EnergyBalanceTests
{
    private readonly FakeSource _fronius = new("fronius");
    private readonly FakeSource _homeAssistant = new("homeAssistant", isHandPicked: true);
    private readonly ChargerSettings _settings = new();
    private readonly EnergyBalance _balance;

    public EnergyBalanceTests()
    {
        _balance = new EnergyBalance([_fronius, _homeAssistant], _settings);
    }

    [Theory]
    [InlineData(0, -3000, 0, 3000)]       // all export is surplus
    [InlineData(3000, 0, 0, 3000)]        // the car takes all of it: still surplus
    [InlineData(3000, 500, 0, 2500)]      // and now a bit too much
    [InlineData(0, 700, 0, -700)]         // import shows as less than nothing
    [InlineData(3000, 0, 1000, 2000)]     // a third of it comes out of the house battery
    [InlineData(0, -1000, -2000, 1000)]   // what goes into the battery is not ours
    [InlineData(0, 0, 2000, -2000)]
    public void Surplus_is_charging_less_import_less_discharging(int charging, int grid, int battery, int expected)
    {
        Good(_fronius, 10000);
        _fronius.Grid.Set(grid, 10000);
        _fronius.Battery.Set(battery, 10000);

        _balance.Update(10000, charging);

        Assert.True(_balance.HasSurplus);
        Assert.Equal(expected, _balance.SurplusWatts);
        Assert.Null(_balance.SurplusProblem);
    }

    [Fact]
    public void The_reserve_is_kept_back_and_counts_at_once()
    {
        Good(_fronius, 10000);
        _fronius.Grid.Set(-3000, 10000);
        _balance.Update(10000, 0);
        Assert.Equal(3000, _balance.SurplusWatts);

        Set("greenEnergyReserveWatts", "500");
        _balance.Update(11000, 0);
        Assert.Equal(2500, _balance.SurplusWatts);

        Set("greenEnergyReserveWatts", "-500");
        _balance.Update(12000, 0);
        Assert.Equal(3500, _balance.SurplusWatts);
    }

    [Fact]
    public void Home_assistant_is_preferred_while_it_is_fresh()
    {
        Good(_fronius, 10000);
        Good(_homeAssistant, 10000);
        _fronius.Grid.Set(-1, 10000);
        _fronius.Solar.Set(1, 10000);
        _homeAssistant.Grid.Set(-2, 5000);

        _balance.Update(10000, 0);
        Assert.Equal(-2, _balance.GridWatts);
        Assert.Equal(1, _balance.SolarWatts);

        _fronius.Grid.Set(-3, 65000);
        _balance.Update(65001, 0);
        Assert.Equal(-3, _balance.GridWatts);
    }

    [Fact]
    public void The_order_of_the_sources_does_not_matter()
    {
        EnergyBalance balance = new([_homeAssistant, _fronius], _settings);
        _fronius.Grid.Set(-1, 10000);
        _homeAssistant.Grid.Set(-2, 10000);

        balance.Update(10000, 0);

        Assert.Equal(-2, balance.GridWatts);
    }

    [Theory]
    [InlineData(2000, 5000, null, -3000)]
    [InlineData(2000, 500, null, 1500)]
    [InlineData(2000, 500, 1500, 0)]
    [InlineData(2000, 5000, -2500, -500)]
    [InlineData(2000, -8, null, 2000)]    // noise of a sleeping inverter
    [InlineData(-5, 1000, null, -1000)]
    public void Without_a_meter_at_the_grid_it_is_house_less_solar_less_battery(int house, int solar, int? battery, int expected)
    {
        Good(_fronius, 10000);
        _fronius.House.Set(house, 10000);
        _fronius.Solar.Set(solar, 10000);
        if (battery.HasValue)
        {
            _fronius.Battery.Set(battery.Value, 10000);
        }

        _balance.Update(10000, 0);

        Assert.True(_balance.HasGrid);
        Assert.Equal(expected, _balance.GridWatts);
        Assert.True(_balance.HasSurplus);
    }

    [Fact]
    public void A_battery_that_was_there_once_must_be_known_for_the_sum()
    {
        Good(_fronius, 10000);
        _fronius.House.Set(1000, 10000);
        _fronius.Solar.Set(5000, 10000);
        _fronius.Battery.Set(-2000, 10000);
        _balance.Update(10000, 0);
        Assert.Equal(-2000, _balance.GridWatts);

        _fronius.Battery.Clear();
        _balance.Update(10000, 0);

        Assert.False(_balance.HasGrid);
        Assert.False(_balance.HasSurplus);
        Assert.Equal("no grid or battery reading", _balance.SurplusProblem);
    }

    [Fact]
    public void A_battery_on_stand_by_does_not_end_the_surplus()
    {
        Good(_fronius, 10000);
        _fronius.Grid.Set(-3000, 10000);
        _fronius.Battery.Set(500, 10000);
        _balance.Update(10000, 0);
        Assert.Equal(2500, _balance.SurplusWatts);

        Good(_fronius, 25000);
        _fronius.Grid.Set(-3000, 25000);
        _fronius.Battery.Clear();
        _balance.Update(25000, 0);

        Assert.True(_balance.HasSurplus);
        Assert.Equal(3000, _balance.SurplusWatts);
        Assert.False(_balance.HasBattery);
    }

    [Fact]
    public void A_battery_nobody_hears_of_any_more_ends_the_surplus()
    {
        Good(_fronius, 10000);
        _fronius.Battery.Set(500, 10000);
        for (long nowMs = 10000; nowMs <= 90000; nowMs += 1000)
        {
            _homeAssistant.Grid.Set(-3000, nowMs);
            _balance.Update(nowMs, 0);
            Assert.Equal(nowMs <= 70000, _balance.HasSurplus);
        }

        Assert.Equal("battery reading is 80 s old (limit 60 s)", _balance.SurplusProblem);

        _fronius.Battery.Clear();
        _balance.Update(90000, 0);
        Assert.False(_balance.HasSurplus);
        Assert.Equal("no battery reading", _balance.SurplusProblem);
    }

    [Fact]
    public void A_fresh_sum_is_better_than_an_old_meter()
    {
        Good(_homeAssistant, 100000);
        _homeAssistant.Grid.Set(-9000, 10000);
        _fronius.House.Set(1000, 100000);
        _fronius.Solar.Set(3000, 100000);

        _balance.Update(100000, 0);

        Assert.Equal(-2000, _balance.GridWatts);
        Assert.True(_balance.HasSurplus);
    }

    [Theory]
    [InlineData(0, true, true)]
    [InlineData(60000, true, true)]
    [InlineData(60001, false, true)]
    [InlineData(300000, false, true)]
    [InlineData(300001, false, false)]
    [InlineData(3000000, false, false)]
    public void Old_values_are_shown_for_five_minutes_and_count_for_one(int ageMs, bool counts, bool isShown)
    {
        Good(_fronius, 10000);
        _fronius.Grid.Set(-3000, 10000);
        _fronius.Solar.Set(4000, 10000);
        _fronius.House.Set(1000, 10000);
        _fronius.Battery.Set(0, 10000);
        _fronius.BatterySoc.Set(50, 10000);

        _balance.Update(10000 + ageMs, 0);

        Assert.Equal(counts, _balance.HasSurplus);
        Assert.Equal(counts ? 3000 : 0, _balance.SurplusWatts);
        Assert.Equal(isShown, _balance.HasGrid);
        Assert.Equal(isShown, _balance.HasSolar);
        Assert.Equal(isShown, _balance.HasHouse);
        Assert.Equal(isShown, _balance.HasBattery);
        Assert.Equal(isShown, _balance.HasSoc);
        Assert.Equal(isShown ? -3000 : 0, _balance.GridWatts);
        Assert.Equal(isShown ? 4000 : 0, _balance.SolarWatts);
        Assert.Equal(isShown ? 50 : 0, _balance.BatterySoc);
    }

    [Fact]
    public void The_age_limit_is_a_setting()
    {
        Set("energyMaxAgeSeconds", "600");
        Good(_fronius, 10000);
        _fronius.Grid.Set(-3000, 10000);

        _balance.Update(609000, 0);

        Assert.True(_balance.HasSurplus);
        Assert.True(_balance.HasGrid);
    }

    [Fact]
    public void The_age_of_the_surplus_is_that_of_its_oldest_reading()
    {
        Good(_fronius, 10000);
        _homeAssistant.House.Set(1000, 40000);
        _fronius.Solar.Set(3000, 20000);
        _fronius.Battery.Set(0, 30000);

        _balance.Update(50000, 0);

        Assert.Equal(20000, _balance.SurplusAtMs);
    }

    [Fact]
    public void Nothing_configured_is_said()
    {
        _balance.Update(0, 0);

        Assert.False(_balance.IsConfigured);
        Assert.False(_balance.HasSurplus);
        Assert.Equal("no energy source is configured", _balance.SurplusProblem);
    }

    [Fact]
    public void Waiting_is_said()
    {
        _fronius.State = SourceState.Waiting;

        _balance.Update(0, 0);

        Assert.True(_balance.IsConfigured);
        Assert.Equal("waiting for the first reading from fronius", _balance.SurplusProblem);
    }

    [Fact]
    public void A_source_that_has_never_answered_is_named()
    {
        _homeAssistant.State = SourceState.ConfigurationError;

        _balance.Update(0, 0);

        Assert.Equal("no reading from homeAssistant", _balance.SurplusProblem);
    }

    [Fact]
    public void Solar_alone_is_no_surplus()
    {
        Good(_fronius, 1000);
        _fronius.Solar.Set(5000, 1000);

        _balance.Update(1000, 0);

        Assert.False(_balance.HasSurplus);
        Assert.Equal("no grid or house reading: only solar is known", _balance.SurplusProblem);
    }

    [Fact]
    public void The_house_alone_is_no_surplus()
    {
        Good(_fronius, 1000);
        _fronius.House.Set(5000, 1000);

        _balance.Update(1000, 0);

        Assert.Equal("no grid or solar reading: only the house is known", _balance.SurplusProblem);
    }

    [Theory]
    [InlineData(61, "grid reading is 61 s old (limit 60 s)")]
    [InlineData(63, "grid reading is 61 s old (limit 60 s)")]
    [InlineData(65, "grid reading is 65 s old (limit 60 s)")]
    [InlineData(95, "grid reading is 95 s old (limit 60 s)")]
    [InlineData(99, "grid reading is 95 s old (limit 60 s)")]
    [InlineData(300, "grid reading is more than 5 min old (limit 60 s)")]
    [InlineData(86400, "grid reading is more than 5 min old (limit 60 s)")]
    public void An_old_reading_is_said_with_its_age(int ageSeconds, string expected)
    {
        Good(_fronius, 1000);
        _fronius.Grid.Set(-5000, 1000);

        _balance.Update(1000 + ageSeconds * 1000L, 0);

        Assert.Equal(expected, _balance.SurplusProblem);
    }

    [Fact]
    public void The_oldest_part_of_a_sum_is_named()
    {
        Good(_fronius, 1000);
        _homeAssistant.House.Set(1000, 100000);
        _fronius.Solar.Set(3000, 1000);

        _balance.Update(101000, 0);

        Assert.Equal("solar reading is 100 s old (limit 60 s)", _balance.SurplusProblem);
    }

    [Fact]
    public void A_car_that_ramps_up_is_not_added_back_before_the_meter_sees_it()
    {
        // 3 kW are exported; the car starts 2 s before the reading, whose meter has not seen it yet.
        Good(_fronius, 10000);
        for (long nowMs = 0; nowMs <= 8000; nowMs += 1000)
        {
            _balance.Update(nowMs, 0);
        }

        _balance.Update(9000, 3000);
        _fronius.Grid.Set(-3000, 10000);
        _balance.Update(10000, 3000);

        Assert.Equal(3000, _balance.SurplusWatts);
    }

    [Fact]
    public void Between_two_readings_the_surplus_stays_whatever_the_car_does()
    {
        Good(_fronius, 10000);
        _fronius.Grid.Set(-3000, 10000);
        for (long nowMs = 10000; nowMs <= 24000; nowMs += 500)
        {
            _balance.Update(nowMs, (int)(nowMs - 10000) / 4);
            Assert.Equal(3000, _balance.SurplusWatts);
        }

        // With the car's 3.5 kW the meter should show an import of 500 W. It does not say when it measured, so nothing is known to have changed.
        _fronius.Grid.Set(500, 24000);
        _balance.Update(24000, 3500);
        Assert.Equal(3000, _balance.SurplusWatts);

        // No draw of the last minute explains an import of 1000 W: the sun has become less.
        _fronius.Grid.Set(1000, 39000);
        _balance.Update(39000, 3500);
        Assert.Equal(2500, _balance.SurplusWatts);
    }

    [Fact]
    public void A_reading_that_repeats_its_value_is_a_new_one_all_the_same()
    {
        Set("meterLagSeconds", "2");
        Good(_fronius, 10000);
        _fronius.Grid.Set(0, 10000);
        _balance.Update(10000, 0);
        Assert.Equal(0, _balance.SurplusWatts);
        for (long nowMs = 11000; nowMs <= 25000; nowMs += 1000)
        {
            _balance.Update(nowMs, 2000);
        }

        _fronius.Grid.Set(0, 25000);
        _balance.Update(25000, 2000);

        Assert.Equal(2000, _balance.SurplusWatts);
    }

    [Fact]
    public void A_meter_that_lags_never_makes_the_surplus_larger_than_it_is()
    {
        Random random = new(42);
        int readings = 0;
        for (int day = 0; day < 200; day++)
        {
            FakeSource fronius = new("fronius") { State = SourceState.Ok };
            EnergyBalance balance = new([fronius], _settings);
            int trueSurplus = random.Next(-2000, 9000);
            int lagMs = random.Next(0, 4000);
            int[] draw = new int[400];
            for (int i = 1; i < draw.Length; i++)
            {
                draw[i] = Math.Clamp(draw[i - 1] + (random.Next(12) == 0 ? random.Next(-11000, 11000) : random.Next(-300, 300)), 0, 11000);
            }

            for (int i = 0; i < draw.Length; i++)
            {
                long nowMs = i * 500L;
                if (i % 30 == 29)
                {
                    fronius.Grid.Set(draw[(nowMs - lagMs) / 500] - trueSurplus, nowMs);
                    readings++;
                }

                balance.Update(nowMs, draw[i]);
                if (balance.HasSurplus)
                {
                    Assert.True(balance.SurplusWatts <= trueSurplus, "day " + day + " second " + i / 2);
                }
            }
        }

        Assert.Equal(200 * 13, readings);
    }

    [Fact]
    public void A_steady_car_is_added_back_whole()
    {
        Good(_fronius, 20000);
        for (long nowMs = 0; nowMs <= 20000; nowMs += 1000)
        {
            _balance.Update(nowMs, 7000);
        }

        _fronius.Grid.Set(250, 20000);
        _balance.Update(20000, 7000);

        Assert.Equal(6750, _balance.SurplusWatts);
    }

    [Fact]
    public void A_reading_from_before_our_memory_adds_nothing_back()
    {
        for (long nowMs = 0; nowMs <= 600000; nowMs += 1000)
        {
            _balance.Update(nowMs, 7000);
        }

        Set("energyMaxAgeSeconds", "600");
        Good(_fronius, 600000);
        _fronius.Grid.Set(-1000, 400000);
        _balance.Update(600000, 7000);

        Assert.Equal(1000, _balance.SurplusWatts);
    }

    [Fact]
    public void Updating_makes_no_garbage()
    {
        Good(_fronius, 1000);
        _fronius.Grid.Set(-5000, 1000);
        _balance.Update(1000, 0);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            // Through good and stale: the sentence is made when somebody asks for it.
            _balance.Update(1000 + i * 200, i);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Same(_balance.SurplusProblem, _balance.SurplusProblem);
    }

    [Fact]
    public void Poller_and_balance_together_go_from_waiting_to_surplus_to_stale()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        EnergyBalance balance = new(bench.Poller.Sources, bench.Settings);
        bench.Http.Answers = _ => null;
        bench.Run(0.1);
        balance.Update(bench.NowMs, 0);
        Assert.Equal("waiting for the first reading from fronius", balance.SurplusProblem);

        bench.Http.Finish(new FakeHttp.Answer(200, Documents.PowerFlow(grid: "-2500")));
        bench.Run(0.1);
        balance.Update(bench.NowMs, 0);
        Assert.Equal(2500, balance.SurplusWatts);

        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.FroniusCode("8"));
        bench.Run(90);
        balance.Update(bench.NowMs, 0);
        Assert.False(balance.HasSurplus);
        Assert.Equal("grid reading is 90 s old (limit 60 s)", balance.SurplusProblem);
    }

    private static void Good(FakeSource source, long atMs)
    {
        source.State = SourceState.Ok;
        source.LastOkMs = atMs;
    }

    private void Set(string name, string value)
    {
        Assert.True(_settings.TrySet(name, value, true, out string error), error);
    }
}
