using nanoFramework.TestFramework;
using TWCManager.Core.Time;

namespace TWCManager.Device.Tests;

/// <summary>Calendar and time zones, which the device's own DateTime does not know.</summary>
[TestClass]
public class TimeTests
{
    private const string CentralEurope = "CET-1CEST,M3.5.0,M10.5.0/3";

    // 2026-03-29T01:00:00Z and 2026-10-25T01:00:00Z.
    private const long SummerStart = 1774746000;
    private const long SummerEnd = 1792890000;

    [TestMethod]
    public void Summer_time_starts_in_the_right_second()
    {
        TimeZoneRule zone = new TimeZoneRule();
        Assert.IsTrue(TimeZoneRule.TryParse(CentralEurope, zone));
        Assert.AreEqual(3600, zone.OffsetSeconds(SummerStart - 1));
        Assert.AreEqual(7200, zone.OffsetSeconds(SummerStart));
    }

    [TestMethod]
    public void Summer_time_ends_in_the_right_second()
    {
        TimeZoneRule zone = new TimeZoneRule();
        Assert.IsTrue(TimeZoneRule.TryParse(CentralEurope, zone));
        Assert.AreEqual(7200, zone.OffsetSeconds(SummerEnd - 1));
        Assert.AreEqual(3600, zone.OffsetSeconds(SummerEnd));
    }

    [TestMethod]
    public void Time_with_a_fraction_and_an_offset_is_read()
    {
        byte[] text = Bytes.OfText("2026-03-29T03:00:00.123456+02:00");
        long utcSeconds;
        Assert.IsTrue(CivilTime.TryParseIso(text, 0, text.Length, out utcSeconds));
        Assert.AreEqual(SummerStart, utcSeconds);
        Assert.AreEqual("2026-03-29T01:00:00Z", CivilTime.FormatIso(utcSeconds));
    }

    [TestMethod]
    public void Seconds_before_1970_belong_to_the_day_before()
    {
        Assert.AreEqual(-1L, CivilTime.DayOf(-1));
        Assert.AreEqual(1439, CivilTime.MinuteOfDay(-1));
    }
}
