using TWCManager.Core.Time;

namespace TWCManager.Core.Policy;

/// <summary>A stretch of the day that may cross midnight.</summary>
internal static class DayWindow
{
    /// <summary>True inside a window that belongs to the day on which it starts.</summary>
    /// <param name="localSeconds">Local time in seconds since 1970-01-01.</param>
    /// <param name="start">Minute of the day from which on; the same as <paramref name="end"/> means the whole day.</param>
    /// <param name="end">Minute of the day before which; on the next day when it is before <paramref name="start"/>.</param>
    /// <param name="days">Days on which it starts, bit 0 = Monday.</param>
    public static bool Contains(long localSeconds, int start, int end, int days)
    {
        int minute = CivilTime.MinuteOfDay(localSeconds);
        int weekday = CivilTime.Weekday(CivilTime.DayOf(localSeconds));
        bool isToday = ((days >> weekday) & 1) != 0;
        if (start == end)
        {
            return isToday;
        }

        if (start < end)
        {
            return isToday && minute >= start && minute < end;
        }

        bool wasYesterday = ((days >> ((weekday + 6) % 7)) & 1) != 0;
        return (isToday && minute >= start) || (wasYesterday && minute < end);
    }
}
