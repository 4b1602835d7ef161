using TWCManager.Core.Policy;
using Xunit;

namespace TWCManager.Core.Tests.Policy;

public class ScheduleTests
{
    // 2026-03-23 is a Monday; summer time starts on Sunday 2026-03-29 and ends on Sunday 2026-10-25.
    public static TheoryData<string, string, string, string, bool, string> Table => new()
    {
        { "2026-03-23 08:59", "09:00", "17:00", "mon", false, "a minute early" },
        { "2026-03-23 09:00", "09:00", "17:00", "mon", true, "the first minute" },
        { "2026-03-23 16:59", "09:00", "17:00", "mon", true, "the last minute" },
        { "2026-03-23 17:00", "09:00", "17:00", "mon", false, "the end is outside" },
        { "2026-03-24 12:00", "09:00", "17:00", "mon", false, "Tuesday is not set" },
        { "2026-03-24 12:00", "09:00", "17:00", "mon,tue", true, "Tuesday is set" },
        { "2026-03-23 21:59", "22:00", "06:00", "mon", false, "the night has not begun" },
        { "2026-03-23 22:00", "22:00", "06:00", "mon", true, "Monday's night begins" },
        { "2026-03-24 00:00", "22:00", "06:00", "mon", true, "midnight belongs to Monday" },
        { "2026-03-24 05:59", "22:00", "06:00", "mon", true, "still Monday's night" },
        { "2026-03-24 06:00", "22:00", "06:00", "mon", false, "Monday's night is over" },
        { "2026-03-24 22:00", "22:00", "06:00", "mon", false, "Tuesday has no night" },
        { "2026-03-23 03:00", "22:00", "06:00", "mon", false, "the early Monday belongs to Sunday" },
        { "2026-03-23 03:00", "22:00", "06:00", "sun", true, "the early Monday belongs to Sunday" },
        { "2026-03-29 23:00", "22:00", "06:00", "sun", true, "Sunday itself" },
        { "2026-03-23 00:00", "08:00", "08:00", "mon", true, "start = end: all day from midnight" },
        { "2026-03-23 23:59", "08:00", "08:00", "mon", true, "start = end: all day to midnight" },
        { "2026-03-24 08:00", "08:00", "08:00", "mon", false, "start = end: but only that day" },
        { "2026-03-23 12:00", "00:00", "00:00", "all", true, "as delivered: all day, every day" },
        { "2026-03-23 23:59", "12:00", "00:00", "mon", true, "an end at midnight" },
        { "2026-03-24 00:00", "12:00", "00:00", "mon", false, "an end at midnight" },
        { "2026-03-28 12:00", "09:00", "17:00", "weekdays", false, "Saturday" },
        { "2026-03-28 12:00", "09:00", "17:00", "weekend", true, "Saturday" },
        { "2026-03-23 12:00", "09:00", "17:00", "none", false, "no day is set" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_window_belongs_to_the_day_on_which_it_starts(string local, string start, string end, string days, bool isInside, string why)
    {
        Site site = new Site().At(local);
        site.Set("scheduledAmpsMax=16", "scheduledAmpsStart=" + start, "scheduledAmpsEnd=" + end, "scheduledAmpsDays=" + days);
        Assert.True(isInside == (site.Decide().Name == "scheduled"), why);
        Assert.Equal(isInside ? 1600 : 0, site.Decision.AvailableCentiamps);
    }

    [Theory]
    [InlineData("2026-03-29T00:29:59Z", false)]      // 01:29:59 winter time
    [InlineData("2026-03-29T00:30:00Z", true)]       // 01:30
    [InlineData("2026-03-29T00:59:59Z", true)]
    [InlineData("2026-03-29T01:00:00Z", true)]       // 03:00 summer time: 02:00 to 03:00 did not happen
    [InlineData("2026-03-29T01:29:59Z", true)]
    [InlineData("2026-03-29T01:30:00Z", false)]      // 03:30
    public void In_the_night_that_is_an_hour_short_the_window_follows_the_clock_on_the_wall(string utc, bool isInside)
    {
        AssertInside(utc, "01:30", "03:30", isInside);
    }

    [Theory]
    [InlineData("2026-10-25T00:29:59Z", false)]      // 02:29:59 summer time
    [InlineData("2026-10-25T00:30:00Z", true)]       // 02:30, for the first time
    [InlineData("2026-10-25T00:59:59Z", true)]
    [InlineData("2026-10-25T01:00:00Z", false)]      // 02:00 again, winter time
    [InlineData("2026-10-25T01:30:00Z", true)]       // 02:30, for the second time
    [InlineData("2026-10-25T01:59:59Z", true)]
    [InlineData("2026-10-25T02:00:00Z", false)]      // 03:00
    public void In_the_night_that_is_an_hour_long_the_window_comes_twice(string utc, bool isInside)
    {
        AssertInside(utc, "02:30", "03:00", isInside);
    }

    [Theory]
    [InlineData("02:00", "02:45")]
    [InlineData("02:00", "03:00")]
    public void A_window_within_the_hour_that_does_not_happen_does_not_happen(string start, string end)
    {
        Site site = Night(start, end);
        for (int second = 0; second < 6 * 3600; second += 60)
        {
            site.Utc = new DateTime(2026, 3, 28, 23, 0, 0, DateTimeKind.Utc).AddSeconds(second);
            Assert.Equal("none", site.Decide().Name);
        }
    }

    [Fact]
    public void A_night_over_the_change_lasts_an_hour_less_or_more()
    {
        Assert.Equal(7 * 60, MinutesOfNight(new DateTime(2026, 3, 28, 12, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(8 * 60, MinutesOfNight(new DateTime(2026, 6, 28, 12, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(9 * 60, MinutesOfNight(new DateTime(2026, 10, 24, 12, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void Without_amps_there_is_no_schedule()
    {
        Site site = new Site().At("2026-03-23 12:00");
        site.Set("scheduledAmpsMax=0", "nonScheduledAction=none");
        Assert.Equal("none", site.Decide().Name);
    }

    [Fact]
    public void While_the_clock_is_not_set_the_schedule_waits_and_says_so()
    {
        Site site = new();
        site.Set("scheduledAmpsMax=16", "nonScheduledAction=none");
        Assert.Equal("none", site.Decide().Name);
        Assert.Equal("Outside the schedule: nothing is to be charged; the schedule waits because the time of day is not known", site.Decision.ReasonText);
        site.At("2026-03-23 12:00");
        Assert.Equal("Schedule all day: 16 A", site.Decide().ReasonText);
    }

    [Fact]
    public void Without_a_schedule_nobody_misses_the_clock()
    {
        Site site = new();
        site.Set("nonScheduledAction=none");
        Assert.Equal("Outside the schedule: nothing is to be charged", site.Decide().ReasonText);
        site.Set("scheduledAmpsMax=16", "scheduledAmpsDays=none");
        Assert.Equal("Outside the schedule: nothing is to be charged", site.Decide().ReasonText);
    }

    [Fact]
    public void Another_time_zone_moves_the_window_at_once()
    {
        Site site = new();
        site.Set("scheduledAmpsMax=16", "scheduledAmpsStart=22:00", "scheduledAmpsEnd=06:00", "nonScheduledAction=none");
        site.Utc = new DateTime(2026, 7, 1, 21, 0, 0, DateTimeKind.Utc);
        Assert.Equal("scheduled", site.Decide().Name);
        site.Set("timeZone=UTC0");
        Assert.Equal("none", site.Decide().Name);
    }

    private static Site Night(string start, string end)
    {
        Site site = new();
        site.Set("scheduledAmpsMax=16", "scheduledAmpsStart=" + start, "scheduledAmpsEnd=" + end, "nonScheduledAction=none");
        return site;
    }

    private static void AssertInside(string utc, string start, string end, bool isInside)
    {
        Site site = Night(start, end);
        site.Utc = DateTime.Parse(utc).ToUniversalTime();
        Assert.Equal(isInside ? "scheduled" : "none", site.Decide().Name);
    }

    private static int MinutesOfNight(DateTime noonBefore)
    {
        Site site = Night("22:00", "06:00");
        int minutes = 0;
        for (int i = 0; i < 24 * 60; i++)
        {
            site.Utc = noonBefore.AddMinutes(i);
            minutes += site.Decide().Name == "scheduled" ? 1 : 0;
        }

        return minutes;
    }
}
