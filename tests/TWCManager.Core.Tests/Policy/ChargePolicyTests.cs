using TWCManager.Core.Energy;
using TWCManager.Core.Policy;
using Xunit;

namespace TWCManager.Core.Tests.Policy;

public class ChargePolicyTests(ITestOutputHelper output)
{
    // A Monday noon with 3200 W of surplus, a schedule from 22:00 and charge now until 13:00 unless said otherwise.
    public static TheoryData<string, bool, bool, string, string, int, string> Ranking => new()
    {
        { "2026-03-23 23:00", true, true, "green", "stopped", 0, "a stop beats all" },
        { "2026-03-23 23:00", false, true, "green", "chargeNow", 2000, "charge now beats the schedule" },
        { "2026-03-23 23:00", false, false, "green", "scheduled", 1600, "the schedule beats the surplus" },
        { "2026-03-23 12:00", false, false, "green", "green", 1391, "outside the schedule: the surplus" },
        { "2026-03-23 12:00", false, false, "fixed", "fixed", 1000, "or a fixed rate" },
        { "2026-03-23 12:00", false, false, "none", "none", 0, "or nothing" },
        { "2026-03-23 23:00", false, false, "none", "scheduled", 1600, "the schedule beats nothing" },
        { "2026-03-23 12:00", false, true, "none", "chargeNow", 2000, "charge now beats nothing" },
    };

    [Theory]
    [MemberData(nameof(Ranking))]
    public void The_first_wish_that_matches_wins(string local, bool isStopped, bool isChargeNow, string action, string expected, int centiamps, string why)
    {
        Site site = new Site().At(local);
        site.Set("scheduledAmpsMax=16", "scheduledAmpsStart=22:00", "scheduledAmpsEnd=06:00", "nonScheduledAction=" + action, "nonScheduledAmpsMax=10");
        site.Grid(-3200);
        if (isStopped)
        {
            site.Manual.Stop();
        }

        if (isChargeNow)
        {
            site.Manual.ChargeNow(20, site.NowMs + 60000);
        }

        Assert.True(expected == site.Decide().Name, why + ": " + site.Decision.Name);
        Assert.Equal(centiamps, site.Decision.AvailableCentiamps);
        Assert.Equal(expected == "green", site.Decision.IsGreen);
    }

    // surplus W, W per A, wiring limit A, expected A
    [Theory]
    [InlineData(3200, 230, 32, 1391)]
    [InlineData(2990, 230, 32, 1300)]                // exactly 13 A
    [InlineData(2989, 230, 32, 1299)]                // one watt less: rounded down
    [InlineData(229, 230, 32, 99)]
    [InlineData(0, 230, 32, 0)]
    [InlineData(-1, 230, 32, 0)]                     // never negative
    [InlineData(-5000, 230, 32, 0)]
    [InlineData(3200, 690, 32, 463)]                 // three phases
    [InlineData(20000, 230, 32, 3200)]               // the wiring limit
    [InlineData(20000, 230, 0, 0)]                   // an unset limit means nothing, not everything
    [InlineData(2000000000, 1, 240, 24000)]          // nonsense stays within the limit too
    [InlineData(3200, 0, 32, 0)]
    [InlineData(3200, -230, 32, 0)]
    public void Green_grants_the_surplus_within_the_wiring_limit(int surplus, int wattsPerAmp, int limit, int centiamps)
    {
        Site site = new();
        site.Set("wiringMaxAmpsAllTWCs=" + limit);
        site.GridTwice(-surplus);
        Assert.Equal(centiamps, site.Decide(wattsPerAmp).AvailableCentiamps);
        Assert.Equal("green", site.Decision.Name);
    }

    [Theory]
    [InlineData("chargeNow")]
    [InlineData("scheduled")]
    [InlineData("fixed")]
    public void No_grant_is_above_the_wiring_limit_and_the_reason_says_so(string wish)
    {
        Site site = new Site().At("2026-03-23 12:00");
        site.Set("nonScheduledAction=fixed", "nonScheduledAmpsMax=40", "scheduledAmpsMax=" + (wish == "scheduled" ? 40 : 0));
        if (wish == "chargeNow")
        {
            site.Manual.ChargeNow(40, long.MaxValue);
        }

        Assert.Equal(wish, site.Decide().Name);
        Assert.Equal(3200, site.Decision.AvailableCentiamps);
        Assert.Contains("32 A (40 A, lowered to wiringMaxAmpsAllTWCs)", site.Decision.ReasonText);
        site.Set("wiringMaxAmpsAllTWCs=0");
        Assert.Equal(0, site.Decide().AvailableCentiamps);
    }

    [Fact]
    public void Charge_now_ends_at_its_millisecond()
    {
        Site site = new();
        site.Set("nonScheduledAction=none");
        site.Manual.ChargeNow(16, site.NowMs + 60000);
        site.NowMs += 59999;
        Assert.Equal(1600, site.Decide().AvailableCentiamps);
        site.NowMs += 1;
        Assert.Equal("none", site.Decide().Name);
    }

    [Fact]
    public void Charge_now_goes_on_after_resume_and_can_be_ended()
    {
        Site site = new();
        site.Set("nonScheduledAction=none");
        site.Manual.ChargeNow(16, site.NowMs + 60000);
        site.Manual.Stop();
        Assert.Equal("stopped", site.Decide().Name);
        site.Manual.Resume();
        Assert.Equal("chargeNow", site.Decide().Name);
        site.Manual.EndChargeNow();
        Assert.Equal("none", site.Decide().Name);
        Assert.Equal(4, site.Manual.Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-16)]
    public void Charge_now_without_amps_is_no_order(int amps)
    {
        Site site = new();
        site.Set("nonScheduledAction=none");
        site.Manual.ChargeNow(amps, long.MaxValue);
        Assert.Equal("none", site.Decide().Name);
        Assert.Equal(0, site.Manual.ChargeNowAmps);
    }

    [Fact]
    public void A_reading_that_is_too_old_grants_nothing()
    {
        Site site = new();
        site.Grid(-3200);
        site.NowMs += 60000;
        Assert.Equal(1391, site.Decide().AvailableCentiamps);
        site.NowMs += 35000;
        Assert.Equal(0, site.Decide().AvailableCentiamps);
        Assert.Equal("No surplus: grid reading is 95 s old (limit 60 s)", site.Decision.ReasonText);
    }

    [Fact]
    public void Flex_belongs_to_green_alone()
    {
        Site site = new();
        site.Set("greenEnergyFlexAmps=3", "nonScheduledAmpsMax=10");
        site.Grid(-1000);
        Assert.Equal(300, site.Decide().FlexCentiamps);
        site.Set("nonScheduledAction=fixed");
        Assert.Equal(0, site.Decide().FlexCentiamps);
        site.Set("nonScheduledAction=green");
        site.Manual.Stop();
        Assert.Equal(0, site.Decide().FlexCentiamps);
    }

    // With nonScheduledAction fixed, green rules within its hours.
    public static TheoryData<string, string, string, bool, string, string> GreenHours => new()
    {
        { "2026-03-23 08:59", "09:00", "17:00", true, "fixed", "a minute early" },
        { "2026-03-23 09:00", "09:00", "17:00", true, "green", "the first minute" },
        { "2026-03-23 17:00", "09:00", "17:00", true, "fixed", "the end is outside" },
        { "2026-03-23 12:00", "09:00", "09:00", true, "fixed", "start = end means never here" },
        { "2026-03-23 02:00", "22:00", "06:00", true, "green", "over midnight" },
        { "2026-03-23 12:00", "09:00", "17:00", false, "fixed", "without a source there is no surplus to follow" },
    };

    [Theory]
    [MemberData(nameof(GreenHours))]
    public void Fixed_can_give_way_to_green_for_some_hours(string local, string start, string end, bool hasSource, string expected, string why)
    {
        Site site = new Site().At(local);
        site.Set("nonScheduledAction=fixed", "nonScheduledAmpsMax=10", "greenEnergyStart=" + start, "greenEnergyEnd=" + end);
        if (hasSource)
        {
            site.Grid(-3200);
        }

        Assert.True(expected == site.Decide().Name, why);
    }

    [Fact]
    public void Green_needs_no_clock_but_its_hours_do()
    {
        Site site = new();
        site.Grid(-3200);
        Assert.Equal("green", site.Decide().Name);
        Assert.Equal("Surplus 3200 W is 13.9 A", site.Decision.ReasonText);
        site.Set("nonScheduledAction=fixed", "nonScheduledAmpsMax=10", "greenEnergyStart=00:00", "greenEnergyEnd=23:59");
        Assert.Equal("fixed", site.Decide().Name);
        Assert.Equal("Outside the schedule: 10 A; the schedule waits because the time of day is not known", site.Decision.ReasonText);
    }

    [Fact]
    public void Reasons_are_sentences_for_the_owner()
    {
        Site site = new Site().At("2026-03-23 23:00");
        Assert.Equal("No surplus: no energy source is configured", site.Decide().ReasonText);
        site.Grid(-3200);
        Assert.Equal("Surplus 3200 W is 13.9 A", site.Decide().ReasonText);
        site.GridTwice(-10000);
        Assert.Equal("Surplus 10000 W is 32 A (43.5 A, lowered to wiringMaxAmpsAllTWCs)", site.Decide().ReasonText);
        site.Grid(-100);
        Assert.Equal("Surplus 100 W is 0.4 A", site.Decide().ReasonText);
        site.Grid(400);
        Assert.Equal("No surplus: 400 W are missing", site.Decide().ReasonText);
        site.Set("scheduledAmpsMax=16", "scheduledAmpsStart=22:00", "scheduledAmpsEnd=06:00");
        Assert.Equal("Schedule 22:00 to 06:00: 16 A", site.Decide().ReasonText);
        site.Set("scheduledAmpsEnd=05:30");
        Assert.Equal("Schedule 22:00 to 05:30: 16 A", site.Decide().ReasonText);
        site.Manual.ChargeNow(16, site.NowMs + 43 * 60000);
        Assert.Equal("Charge now: 16 A for another 43 min", site.Decide().ReasonText);
        site.NowMs += 1;
        Assert.Equal("Charge now: 16 A for another 43 min", site.Decide().ReasonText);
        site.NowMs += 60000;
        Assert.Equal("Charge now: 16 A for another 42 min", site.Decide().ReasonText);
        site.Manual.Stop();
        Assert.Equal("Stopped by command until resume", site.Decide().ReasonText);
    }

    [Fact]
    public void A_reason_is_made_once_while_nothing_in_it_changes()
    {
        Site site = new();
        site.Grid(-3200);
        string first = site.Decide().ReasonText;
        site.NowMs += 1000;
        Assert.Same(first, site.Decide().ReasonText);
        site.Grid(-3201);
        Assert.NotSame(first, site.Decide().ReasonText);
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        Site site = new Site().At("2026-03-23 12:00");
        site.Set("scheduledAmpsMax=16", "scheduledAmpsStart=22:00", "scheduledAmpsEnd=06:00");
        site.Grid(-3200);
        Walk(site, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Walk(site, 20000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine(allocated + " bytes in 20000 decisions");
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Whatever_is_set_and_ordered_the_grant_stays_within_zero_and_the_wiring_limit()
    {
        const int Cases = 50000;
        Random random = new(4711);
        Site site = new();
        string[] actions = ["green", "fixed", "none"];
        for (int i = 0; i < Cases; i++)
        {
            int limit = random.Next(4) == 0 ? 0 : random.Next(241);
            site.Set("wiringMaxAmpsAllTWCs=" + limit, "scheduledAmpsMax=" + random.Next(241), "nonScheduledAmpsMax=" + random.Next(241),
                "nonScheduledAction=" + actions[random.Next(3)], "greenEnergyReserveWatts=" + random.Next(-10000, 10001));
            site.NowMs += random.Next(200000);
            site.Utc = random.Next(5) == 0 ? null : DateTime.UnixEpoch.AddSeconds(random.NextInt64(4000000000));
            site.Grid(random.Next(int.MinValue / 2, int.MaxValue / 2), random.Next(200));
            site.Manual.ChargeNow(random.Next(-10, 1000), site.NowMs + random.Next(-100000, 100000));
            PolicyDecision decision = site.Decide(random.Next(-10, 1000));
            Assert.InRange(decision.AvailableCentiamps, 0, limit * 100);
            Assert.True(decision.IsGreen || decision.AvailableCentiamps % 100 == 0);
            Assert.NotEmpty(decision.ReasonText);
        }

        output.WriteLine(Cases + " random situations stayed within the limit");
    }

    private static void Walk(Site site, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            site.NowMs += 250;
            if (i % 100 == 0)
            {
                site.Manual.ChargeNow(16, site.NowMs + 5000);
            }

            site.Utc = site.Utc!.Value.AddMinutes(7);
            if (i % 1000 < 500)
            {
                site.Grid(-3200);
            }

            site.Decide();
        }
    }
}
