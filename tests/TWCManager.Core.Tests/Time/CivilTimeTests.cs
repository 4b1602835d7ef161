using System.Text;
using TWCManager.Core.Time;
using Xunit;

namespace TWCManager.Core.Tests.Time;

public class CivilTimeTests
{
    [Fact]
    public void Every_day_of_a_thousand_years_is_the_day_that_dotnet_says()
    {
        DateTime first = new(1700, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        long day = (long)(first - DateTime.UnixEpoch).TotalDays;
        for (DateTime date = first; date.Year < 2700; date = date.AddDays(1), day++)
        {
            CivilTime.CivilFromDays(day, out int year, out int month, out int dayOfMonth);
            Assert.Equal((date.Year, date.Month, date.Day), (year, month, dayOfMonth));
            Assert.Equal(day, CivilTime.DaysFromCivil(date.Year, date.Month, date.Day));
            Assert.Equal(((int)date.DayOfWeek + 6) % 7, CivilTime.Weekday(day));
        }
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(59, 0, 0)]
    [InlineData(60, 0, 1)]
    [InlineData(86399, 0, 1439)]
    [InlineData(86400, 1, 0)]
    [InlineData(-1, -1, 1439)]           // a second before 1970
    [InlineData(-86400, -1, 0)]
    [InlineData(-86401, -2, 1439)]
    public void Moments_fall_into_days_and_minutes_also_before_1970(long seconds, long day, int minute)
    {
        Assert.Equal(day, CivilTime.DayOf(seconds));
        Assert.Equal(minute, CivilTime.MinuteOfDay(seconds));
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("2026-03-29T01:00:00+00:00", 1774746000)]
    [InlineData("2026-03-29T03:00:00+02:00", 1774746000)]
    [InlineData("2026-03-28 20:30:00-0430", 1774746000)]
    [InlineData("2026-03-29t02:00:00+01", 1774746000)]
    [InlineData("2026-03-29T01:00:00.999999+00:00", 1774746000)]
    [InlineData("2026-03-29T01:00:00,5Z", 1774746000)]
    [InlineData("2024-02-29T12:00:00z", 1709208000)]
    [InlineData("2016-12-31T23:59:60Z", 1483228800)]      // a leap second is the next second
    [InlineData("1969-12-31T23:59:59Z", -1)]
    public void Iso_times_are_read(string text, long expected)
    {
        Assert.True(TryParse(text, out long seconds));
        Assert.Equal(expected, seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Z")]
    [InlineData("2026-03-29")]
    [InlineData("2026-03-29T01:00Z")]
    [InlineData("2026-03-29T01:00:00")]                   // no zone: nobody knows when that is
    [InlineData("2026-02-29T01:00:00Z")]
    [InlineData("2026-13-01T01:00:00Z")]
    [InlineData("2026-00-01T01:00:00Z")]
    [InlineData("2026-03-00T01:00:00Z")]
    [InlineData("2026-03-29T24:00:00Z")]
    [InlineData("2026-03-29T01:60:00Z")]
    [InlineData("2026-03-29T01:00:61Z")]
    [InlineData("2026-03-29T01:00:00.Z")]
    [InlineData("2026-03-29T01:00:00.5")]
    [InlineData("2026-03-29T01:00:00+24:00")]
    [InlineData("2026-03-29T01:00:00+02:60")]
    [InlineData("2026-03-29T01:00:00+2:00")]
    [InlineData("2026-03-29T01:00:00+02.00")]
    [InlineData("2026-03-29T01:00:00ZZ")]
    [InlineData("2026-03-29T01:00:00Z ")]
    [InlineData("2026/03/29T01:00:00Z")]
    [InlineData("+026-03-29T01:00:00Z")]
    public void Anything_else_is_no_iso_time(string text)
    {
        Assert.False(TryParse(text, out long seconds));
        Assert.Equal(0, seconds);
    }

    [Fact]
    public void Written_times_are_read_back_and_match_dotnet()
    {
        Random random = new(20260329);
        for (int i = 0; i < 20000; i++)
        {
            long seconds = random.NextInt64(-60000000000, 250000000000);
            string text = CivilTime.FormatIso(seconds);
            Assert.Equal(DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), text);
            Assert.True(TryParse(text, out long back));
            Assert.Equal(seconds, back);
        }
    }

    [Theory]
    [InlineData(0, "00:00")]
    [InlineData(61, "01:01")]
    [InlineData(1439, "23:59")]
    public void A_time_of_day_has_two_digits_each(int minute, string expected)
    {
        Assert.Equal(expected, CivilTime.FormatMinute(minute));
    }

    // In the middle of other bytes, which must not be looked at.
    private static bool TryParse(string text, out long seconds)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("99" + text + "99");
        return CivilTime.TryParseIso(bytes, 2, bytes.Length - 4, out seconds);
    }
}
