namespace TWCManager.Core.Time;

/// <summary>Reads ISO 8601 time stamps as the energy sources write them.</summary>
internal static class IsoTime
{
    // 2026-03-29T01:00:00 and at least the Z.
    private const int DateAndTimeLength = 19;

    public static bool TryParse(byte[] text, int start, int length, out long utcSeconds)
    {
        utcSeconds = 0;
        if (length <= DateAndTimeLength || !HasSeparators(text, start))
        {
            return false;
        }

        int year;
        int month;
        int day;
        int hour;
        int minute;
        int second;
        if (!TryReadDigits(text, start, 4, 0, 9999, out year)
            || !TryReadDigits(text, start + 5, 2, 1, 12, out month)
            || !TryReadDigits(text, start + 8, 2, 1, CivilTime.DaysInMonth(year, month), out day)
            || !TryReadDigits(text, start + 11, 2, 0, 23, out hour)
            || !TryReadDigits(text, start + 14, 2, 0, 59, out minute)
            || !TryReadDigits(text, start + 17, 2, 0, 60, out second))   // 60: a leap second
        {
            return false;
        }

        int end = start + length;
        int at = SkipFraction(text, start + DateAndTimeLength, end);
        int offsetSeconds;
        if (!TryReadZone(text, at, end, out offsetSeconds))
        {
            return false;
        }

        utcSeconds = CivilTime.DaysFromCivil(year, month, day) * CivilTime.SecondsPerDay
            + hour * 3600 + minute * 60 + second - offsetSeconds;
        return true;
    }

    private static bool HasSeparators(byte[] text, int start)
    {
        byte middle = text[start + 10];
        return text[start + 4] == '-' && text[start + 7] == '-' && (middle == 'T' || middle == 't' || middle == ' ')
            && text[start + 13] == ':' && text[start + 16] == ':';
    }

    private static int SkipFraction(byte[] text, int at, int end)
    {
        if (text[at] != '.' && text[at] != ',')
        {
            return at;
        }

        int digit = at + 1;
        while (digit < end && text[digit] >= '0' && text[digit] <= '9')
        {
            digit++;
        }

        // A point without digits stays where it is and is refused as a zone.
        return digit == at + 1 ? at : digit;
    }

    // Z, +02, +0200 or +02:00.
    private static bool TryReadZone(byte[] text, int at, int end, out int offsetSeconds)
    {
        offsetSeconds = 0;
        int length = end - at;
        if (length == 1)
        {
            return text[at] == 'Z' || text[at] == 'z';
        }

        bool hasColon = length == 6 && text[at + 3] == ':';
        if ((length != 3 && length != 5 && !hasColon) || (text[at] != '+' && text[at] != '-'))
        {
            return false;
        }

        int hours;
        int minutes = 0;
        if (!TryReadDigits(text, at + 1, 2, 0, 23, out hours)
            || (length > 3 && !TryReadDigits(text, end - 2, 2, 0, 59, out minutes)))
        {
            return false;
        }

        offsetSeconds = hours * 3600 + minutes * 60;
        if (text[at] == '-')
        {
            offsetSeconds = -offsetSeconds;
        }

        return true;
    }

    private static bool TryReadDigits(byte[] text, int at, int count, int minimum, int maximum, out int value)
    {
        value = 0;
        for (int i = at; i < at + count; i++)
        {
            if (text[i] < '0' || text[i] > '9')
            {
                return false;
            }

            value = value * 10 + (text[i] - '0');
        }

        return value >= minimum && value <= maximum;
    }
}
