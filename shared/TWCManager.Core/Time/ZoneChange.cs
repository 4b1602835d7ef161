namespace TWCManager.Core.Time;

/// <summary>The day and time of one of the two yearly changes of a time zone, as POSIX writes it: M3.5.0/2, J60 or 59/26.</summary>
internal sealed class ZoneChange
{
    private const int DefaultTimeSeconds = 2 * 3600;

    private const int KindMonthWeekDay = 0;
    private const int KindDayWithoutLeap = 1;
    private const int KindDayOfYear = 2;

    private const int LastDayOfFebruary = 59;

    private int _kind;
    private int _month;
    private int _week;

    // M: 0 = Sunday; J: 1 to 365; plain: 0 to 365.
    private int _day;
    private int _timeSeconds;

    /// <summary>Reads a rule.</summary>
    /// <returns>False when it is none; this object is then not to be used.</returns>
    public bool TryRead(ZoneText text)
    {
        if (text.Take('M'))
        {
            _kind = KindMonthWeekDay;
            if (!text.TryNumber(1, 12, out _month) || !text.Take('.')
                || !text.TryNumber(1, 5, out _week) || !text.Take('.')
                || !text.TryNumber(0, 6, out _day))
            {
                return false;
            }
        }
        else
        {
            _kind = text.Take('J') ? KindDayWithoutLeap : KindDayOfYear;
            if (!text.TryNumber(_kind == KindDayWithoutLeap ? 1 : 0, 365, out _day))
            {
                return false;
            }
        }

        _timeSeconds = DefaultTimeSeconds;
        return !text.Take('/') || text.TrySignedTime(ZoneText.MaximumRuleHours, out _timeSeconds);
    }

    /// <summary>The moment of the change in a year, in seconds since 1970-01-01 of the clock that runs before it.</summary>
    public long LocalSecondsIn(int year)
    {
        return DayIn(year) * CivilTime.SecondsPerDay + _timeSeconds;
    }

    private long DayIn(int year)
    {
        long newYear = CivilTime.DaysFromCivil(year, 1, 1);
        if (_kind == KindDayOfYear)
        {
            return newYear + _day;
        }

        if (_kind == KindDayWithoutLeap)
        {
            bool isBehindLeapDay = _day > LastDayOfFebruary && CivilTime.IsLeapYear(year);
            return newYear + _day - (isBehindLeapDay ? 0 : 1);
        }

        long first = CivilTime.DaysFromCivil(year, _month, 1);
        int weekday = (_day + 6) % 7;   // 0 = Monday, as everywhere else here
        int dayOfMonth = 1 + (weekday - CivilTime.Weekday(first) + 7) % 7 + (_week - 1) * 7;
        if (dayOfMonth > CivilTime.DaysInMonth(year, _month))
        {
            dayOfMonth -= 7;            // week 5 is the last one, whichever that is
        }

        return first + dayOfMonth - 1;
    }
}
