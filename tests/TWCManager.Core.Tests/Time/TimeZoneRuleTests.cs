using System.Text;
using TWCManager.Core.Time;
using Xunit;

namespace TWCManager.Core.Tests.Time;

public class TimeZoneRuleTests(ITestOutputHelper output)
{
    private const string ZoneFolder = "/usr/share/zoneinfo";

    // Zone, its rule, and the year from which the rule has held.
    private static readonly (string Name, string Posix, int From)[] s_zones =
    [
        ("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3", 1997),
        ("Europe/London", "GMT0BST,M3.5.0/1,M10.5.0", 1997),
        ("America/New_York", "EST5EDT,M3.2.0,M11.1.0", 2008),
        ("America/Los_Angeles", "PST8PDT,M3.2.0,M11.1.0", 2008),
        ("America/St_Johns", "NST3:30NDT,M3.2.0,M11.1.0", 2012),
        ("America/Phoenix", "MST7", 1970),
        ("Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3", 2009),
        ("Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2009),
        ("Pacific/Auckland", "NZST-12NZDT,M9.5.0,M4.1.0/3", 2009),
        ("Pacific/Chatham", "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 2009),
        ("Asia/Kolkata", "IST-5:30", 1970),
        ("Asia/Tokyo", "JST-9", 1970),
        ("Asia/Kathmandu", "<+0545>-5:45", 1987),
    ];

    // One hour before the change, its first second, and the last second before it, by hand from the calendar of each country.
    public static TheoryData<string, string, int> HandTable => new()
    {
        { "CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600 },
        { "CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200 },
        { "CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7200 },
        { "CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600 },
        { "EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18000 },
        { "EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14400 },
        { "EST5EDT,M3.2.0,M11.1.0", "2026-11-01T05:59:59Z", -14400 },
        { "EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00:00Z", -18000 },
        { "AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T15:59:59Z", 39600 },   // south: summer over the new year
        { "AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T16:00:00Z", 36000 },
        { "AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-10-03T16:00:00Z", 39600 },
        { "AEST-10AEDT,M10.1.0,M4.1.0/3", "2027-01-01T00:00:00Z", 39600 },
        { "<+03>-3", "2026-07-01T00:00:00Z", 10800 },
        { "<-03>3", "2026-07-01T00:00:00Z", -10800 },
        { "UTC0", "2026-07-01T00:00:00Z", 0 },
        { "IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0 },          // Dublin counts winter as the exception
        { "IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3600 },
        { "IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", 7200 },       // the Friday before the last Sunday, 02:00
        { "IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10800 },
        { "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200 }, // Nuuk: Saturday 23:00
        { "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600 },
        { "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-10-25T01:00:00Z", -7200 },
        { "XXX0YYY,J60/0,J300/0", "2024-02-29T23:59:59Z", 0 },                // J60 is 1 March, leap year or not
        { "XXX0YYY,J60/0,J300/0", "2024-03-01T00:00:00Z", 3600 },
        { "XXX0YYY,J60/0,J300/0", "2025-03-01T00:00:00Z", 3600 },
        { "XXX0YYY,59/0,300/0", "2024-02-29T00:00:00Z", 3600 },               // day 59 is 29 February in a leap year
        { "XXX0YYY,59/0,300/0", "2025-02-28T23:59:59Z", 0 },
        { "XXX0YYY,59/0,300/0", "2025-03-01T00:00:00Z", 3600 },
        { "XXX3EDT4,0/0,J365/23", "2026-01-01T03:30:00Z", -14400 },           // summer time all year
        { "XXX3EDT4,0/0,J365/23", "2026-12-31T23:30:00Z", -14400 },
        { "XXX3EDT4,0/0,J365/23", "2027-01-01T02:59:59Z", -14400 },
        { "XXX0YYY-2:30:30,M3.5.0,M10.5.0", "2026-07-01T00:00:00Z", 9030 },
        { "XXX0YYY,J365/167,J100/0", "2026-01-06T22:59:59Z", 0 },             // starts a week after its day: in the next year
        { "XXX0YYY,J365/167,J100/0", "2026-01-06T23:00:00Z", 3600 },
    };

    [Theory]
    [MemberData(nameof(HandTable))]
    public void Changes_happen_at_the_second(string posix, string utc, int expected)
    {
        TimeZoneRule rule = new();
        Assert.True(TimeZoneRule.TryParse(posix, rule));
        byte[] bytes = Encoding.UTF8.GetBytes(utc);
        Assert.True(CivilTime.TryParseIso(bytes, 0, bytes.Length, out long seconds));
        Assert.Equal(expected, rule.OffsetSeconds(seconds));
    }

    [Fact]
    public void Random_moments_have_the_offset_that_dotnet_says()
    {
        Assert.SkipUnless(Directory.Exists(ZoneFolder), "no time zone data on this machine; the table by hand remains");
        Random random = new(1972);
        int cases = 0;
        foreach ((string name, string posix, int from) in s_zones)
        {
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(name);
            TimeZoneRule rule = new();
            Assert.True(TimeZoneRule.TryParse(posix, rule), posix);
            for (int i = 0; i < 5000; i++, cases++)
            {
                DateTime utc = new DateTime(from, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.NextInt64(365L * 86400 * (2037 - from)));
                AssertSame(name, zone, rule, utc);
            }
        }

        output.WriteLine(cases + " random moments in " + s_zones.Length + " zones agree");
    }

    [Fact]
    public void The_changes_themselves_are_where_dotnet_has_them()
    {
        Assert.SkipUnless(Directory.Exists(ZoneFolder), "no time zone data on this machine; the table by hand remains");
        foreach ((string name, string posix, _) in s_zones)
        {
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(name);
            TimeZoneRule rule = new();
            Assert.True(TimeZoneRule.TryParse(posix, rule), posix);
            // Every quarter of an hour of three years, so that each change has its last and its first quarter looked at.
            for (DateTime utc = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc); utc.Year < 2028; utc = utc.AddMinutes(15))
            {
                AssertSame(name, zone, rule, utc);
                AssertSame(name, zone, rule, utc.AddSeconds(-1));
            }
        }
    }

    [Fact]
    public void Every_zone_of_the_machine_can_be_written_as_its_rule()
    {
        Assert.SkipUnless(Directory.Exists(ZoneFolder), "no time zone data on this machine; the table by hand remains");
        int zones = 0;
        foreach (TimeZoneInfo zone in TimeZoneInfo.GetSystemTimeZones())
        {
            if (PosixOf(zone.Id) is not { Length: > 0 } posix)
            {
                continue;
            }

            zones++;
            TimeZoneRule rule = new();
            Assert.True(TimeZoneRule.TryParse(posix, rule), zone.Id + " " + posix);
            DateTime middle = new(2027, 1, 15, 12, 0, 0, DateTimeKind.Utc);
            // Morocco stops its summer time for Ramadan, which no rule can say.
            if (zone.Id is "Africa/Casablanca" or "Africa/El_Aaiun")
            {
                continue;
            }

            for (int month = 0; month < 24; month++)
            {
                AssertSame(zone.Id + " " + posix, zone, rule, middle.AddMonths(month));
            }
        }

        Assert.True(zones > 100);
        output.WriteLine(zones + " zones agree in each month of two years");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("UTC")]                              // no offset
    [InlineData("Europe/Berlin")]
    [InlineData("CE-1")]                             // name too short
    [InlineData("<+03-3")]
    [InlineData("<>-3")]
    [InlineData("CET-25")]
    [InlineData("CET-1:60")]
    [InlineData("CET-1CEST")]                        // which rules?
    [InlineData("CET-1CEST,M3.5.0")]
    [InlineData("CET-1CEST,M13.5.0,M10.5.0")]
    [InlineData("CET-1CEST,M3.6.0,M10.5.0")]
    [InlineData("CET-1CEST,M3.5.7,M10.5.0")]
    [InlineData("CET-1CEST,M3.5.0/168,M10.5.0")]
    [InlineData("CET-1CEST,J0,J300")]
    [InlineData("CET-1CEST,J366,J300")]
    [InlineData("CET-1CEST,366,300")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3 ")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3,")]
    [InlineData("CET-1 CEST,M3.5.0,M10.5.0/3")]
    public void What_is_no_zone_is_refused_and_leaves_utc(string? posix)
    {
        TimeZoneRule rule = new();
        Assert.True(TimeZoneRule.TryParse("CET-1CEST,M3.5.0,M10.5.0/3", rule));
        Assert.False(TimeZoneRule.TryParse(posix, rule));
        Assert.Equal(0, rule.OffsetSeconds(1782900000));
    }

    [Fact]
    public void A_zone_can_be_changed_after_it_has_been_used()
    {
        TimeZoneRule rule = new();
        TimeZoneRule.TryParse("CET-1CEST,M3.5.0,M10.5.0/3", rule);
        Assert.Equal(7200, rule.OffsetSeconds(1782900000));
        TimeZoneRule.TryParse("EST5EDT,M3.2.0,M11.1.0", rule);
        Assert.Equal(-14400, rule.OffsetSeconds(1782900000));
    }

    [Fact]
    public void Jumping_back_and_forth_in_time_gives_the_same_as_going_forward()
    {
        TimeZoneRule jumping = new();
        TimeZoneRule.TryParse("CET-1CEST,M3.5.0,M10.5.0/3", jumping);
        Random random = new(7);
        for (int i = 0; i < 5000; i++)
        {
            long seconds = random.NextInt64(1700000000, 1900000000);
            TimeZoneRule fresh = new();
            TimeZoneRule.TryParse("CET-1CEST,M3.5.0,M10.5.0/3", fresh);
            Assert.Equal(fresh.OffsetSeconds(seconds), jumping.OffsetSeconds(seconds));
        }
    }

    private static void AssertSame(string name, TimeZoneInfo zone, TimeZoneRule rule, DateTime utc)
    {
        long seconds = (long)(utc - DateTime.UnixEpoch).TotalSeconds;
        int expected = (int)zone.GetUtcOffset(utc).TotalSeconds;
        int actual = rule.OffsetSeconds(seconds);
        Assert.True(expected == actual, $"{name} at {utc:u}: expected {expected}, got {actual}");
    }

    // The last line of a compiled zone is its rule for the years to come.
    private static string? PosixOf(string zone)
    {
        string path = Path.Combine(ZoneFolder, zone);
        if (!File.Exists(path))
        {
            return null;
        }

        byte[] bytes = File.ReadAllBytes(path);
        int end = bytes.Length - 1;
        if (end < 4 || bytes[0] != 'T' || bytes[4] < '2' || bytes[end] != '\n')
        {
            return null;
        }

        int start = Array.LastIndexOf(bytes, (byte)'\n', end - 1);
        return start < 0 ? null : Encoding.ASCII.GetString(bytes, start + 1, end - start - 1);
    }
}
