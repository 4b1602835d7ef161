namespace TWCManager.Core.Time;

/// <summary>Calendar arithmetic on whole seconds since 1970-01-01T00:00:00. Knows no clock and no time zone.</summary>
/// <remarks>By hand because the device's DateTime ignores offsets and has no local time.</remarks>
public static class CivilTime
{
    /// <summary>Seconds of a day.</summary>
    public const int SecondsPerDay = 86400;

    /// <summary>Minutes of a day.</summary>
    public const int MinutesPerDay = 1440;

    private const int DaysPerEra = 146097;          // 400 years
    private const int DaysBeforeEpoch = 719468;     // from 0000-03-01 to 1970-01-01
    private const int EpochWeekday = 3;             // a Thursday

    /// <summary>Days since 1970-01-01 of a moment, rounded down.</summary>
    public static long DayOf(long seconds)
    {
        long day = seconds / SecondsPerDay;
        return seconds % SecondsPerDay < 0 ? day - 1 : day;
    }

    /// <summary>Minute of the day, 0 to 1439.</summary>
    public static int MinuteOfDay(long seconds)
    {
        return (int)((seconds - DayOf(seconds) * SecondsPerDay) / 60);
    }

    /// <summary>Day of the week, 0 = Monday to 6 = Sunday.</summary>
    /// <param name="day">Days since 1970-01-01.</param>
    public static int Weekday(long day)
    {
        int weekday = (int)((day + EpochWeekday) % 7);
        return weekday < 0 ? weekday + 7 : weekday;
    }

    /// <summary>True for a year with a 29 February.</summary>
    public static bool IsLeapYear(int year)
    {
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    }

    /// <summary>Days of a month, 28 to 31.</summary>
    /// <param name="month">1 to 12.</param>
    public static int DaysInMonth(int year, int month)
    {
        if (month == 2)
        {
            return IsLeapYear(year) ? 29 : 28;
        }

        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /// <summary>Days since 1970-01-01 of a date of the Gregorian calendar, also before it was in use.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="dayOfMonth">1 to 31; more or less runs on into the neighbouring months.</param>
    public static long DaysFromCivil(int year, int month, int dayOfMonth)
    {
        // Years that begin in March put the leap day last, so that no month before it depends on it.
        int marchYear = month <= 2 ? year - 1 : year;
        int era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400;
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long)era * DaysPerEra + dayOfEra - DaysBeforeEpoch;
    }

    /// <summary>The date of a day.</summary>
    /// <param name="day">Days since 1970-01-01.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="dayOfMonth">1 to 31.</param>
    public static void CivilFromDays(long day, out int year, out int month, out int dayOfMonth)
    {
        long shifted = day + DaysBeforeEpoch;
        long era = (shifted >= 0 ? shifted : shifted - (DaysPerEra - 1)) / DaysPerEra;
        int dayOfEra = (int)(shifted - era * DaysPerEra);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / (DaysPerEra - 1)) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        year = (int)(yearOfEra + era * 400);
        if (month <= 2)
        {
            year++;
        }
    }

    /// <summary>The year of a moment.</summary>
    public static int YearOf(long seconds)
    {
        int year;
        int month;
        int dayOfMonth;
        CivilFromDays(DayOf(seconds), out year, out month, out dayOfMonth);
        return year;
    }

    /// <summary>Reads an ISO 8601 date with time and zone, such as 2026-03-29T01:00:00.123+02:00. The zone is required; a fraction is cut off.</summary>
    /// <param name="text">ASCII; only read.</param>
    /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
    /// <returns>False, and 0, for anything else: a date alone, no zone, a 30 February.</returns>
    public static bool TryParseIso(byte[] text, int start, int length, out long utcSeconds)
    {
        return IsoTime.TryParse(text, start, length, out utcSeconds);
    }

    /// <summary>Writes a moment as 2026-03-29T01:00:00Z. Allocates.</summary>
    /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z, years 0 to 9999.</param>
    public static string FormatIso(long utcSeconds)
    {
        int year;
        int month;
        int dayOfMonth;
        long day = DayOf(utcSeconds);
        CivilFromDays(day, out year, out month, out dayOfMonth);
        int secondOfDay = (int)(utcSeconds - day * SecondsPerDay);
        char[] text = new char[20];
        PutDigits(text, 0, 4, year);
        text[4] = '-';
        PutDigits(text, 5, 2, month);
        text[7] = '-';
        PutDigits(text, 8, 2, dayOfMonth);
        text[10] = 'T';
        PutDigits(text, 11, 2, secondOfDay / 3600);
        text[13] = ':';
        PutDigits(text, 14, 2, secondOfDay / 60 % 60);
        text[16] = ':';
        PutDigits(text, 17, 2, secondOfDay % 60);
        text[19] = 'Z';
        return new string(text);
    }

    /// <summary>Writes a time of day as HH:MM. Allocates.</summary>
    /// <param name="minuteOfDay">0 to 1439.</param>
    public static string FormatMinute(int minuteOfDay)
    {
        char[] text = new char[5];
        PutDigits(text, 0, 2, minuteOfDay / 60);
        text[2] = ':';
        PutDigits(text, 3, 2, minuteOfDay % 60);
        return new string(text);
    }

    private static void PutDigits(char[] text, int at, int count, int value)
    {
        for (int i = at + count - 1; i >= at; i--)
        {
            text[i] = (char)('0' + value % 10);
            value /= 10;
        }
    }
}
