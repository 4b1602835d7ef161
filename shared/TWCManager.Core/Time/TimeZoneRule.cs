namespace TWCManager.Core.Time;

/// <summary>A time zone in POSIX form, such as CET-1CEST,M3.5.0,M10.5.0/3. Knows its two yearly changes and no history.</summary>
/// <remarks>
/// The form of POSIX.1-2008 with the usual extension that a rule's time may be -167 to 167 hours. A summer time without rules is refused:
/// which rules were meant is a guess, and a guess charges at the wrong hour for half the year.
/// </remarks>
public sealed class TimeZoneRule
{
    private const int DefaultSavingSeconds = 3600;

    // Beyond any year that is asked for.
    private const long EndOfTime = 1000000000000000L;

    private readonly ZoneChange _start = new ZoneChange();
    private readonly ZoneChange _end = new ZoneChange();
    private int _standardSeconds;
    private int _summerSeconds;
    private bool _hasSummer;

    // What was found last holds up to the next change: the schedule asks many times a second.
    private long _validFrom;
    private long _validUntil;
    private int _validOffset;

    /// <summary>Makes UTC.</summary>
    public TimeZoneRule()
    {
    }

    /// <summary>Reads a zone.</summary>
    /// <param name="into">Filled on success. On failure it is UTC.</param>
    /// <returns>False when the text is no zone in POSIX form.</returns>
    public static bool TryParse(string posixTz, TimeZoneRule into)
    {
        bool isZone = posixTz != null && into.TryRead(new ZoneText(posixTz));
        if (!isZone)
        {
            into._standardSeconds = 0;
            into._hasSummer = false;
        }

        into._validFrom = 0;
        into._validUntil = 0;
        return isZone;
    }

    /// <summary>What to add to UTC for local time, in seconds, summer time included. Allocates nothing.</summary>
    /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
    public int OffsetSeconds(long utcSeconds)
    {
        if (!_hasSummer)
        {
            return _standardSeconds;
        }

        if (utcSeconds < _validFrom || utcSeconds >= _validUntil)
        {
            FindChanges(utcSeconds);
        }

        return _validOffset;
    }

    // POSIX counts offsets to the west, everybody else to the east.
    private bool TryRead(ZoneText text)
    {
        int west;
        if (!text.TryName() || !text.TrySignedTime(ZoneText.MaximumOffsetHours, out west))
        {
            return false;
        }

        _standardSeconds = -west;
        _hasSummer = !text.IsAtEnd;
        if (!_hasSummer)
        {
            return true;
        }

        if (!text.TryName())
        {
            return false;
        }

        _summerSeconds = _standardSeconds + DefaultSavingSeconds;
        if (!text.Take(','))
        {
            if (!text.TrySignedTime(ZoneText.MaximumOffsetHours, out west) || !text.Take(','))
            {
                return false;
            }

            _summerSeconds = -west;
        }

        return _start.TryRead(text) && text.Take(',') && _end.TryRead(text) && text.IsAtEnd;
    }

    // A change may lie a week outside its year, so the neighbouring years count too.
    private void FindChanges(long utcSeconds)
    {
        int year = CivilTime.YearOf(utcSeconds);
        _validFrom = -EndOfTime;
        _validUntil = EndOfTime;
        _validOffset = _standardSeconds;
        for (int y = year - 2; y <= year + 2; y++)
        {
            Consider(utcSeconds, _end.LocalSecondsIn(y) - _summerSeconds, _standardSeconds);
        }

        // Second, because summer time all year is written as an end that falls on the next start, and then the start wins.
        for (int y = year - 2; y <= year + 2; y++)
        {
            Consider(utcSeconds, _start.LocalSecondsIn(y) - _standardSeconds, _summerSeconds);
        }
    }

    private void Consider(long utcSeconds, long change, int offsetSeconds)
    {
        if (change > utcSeconds)
        {
            if (change < _validUntil)
            {
                _validUntil = change;
            }
        }
        else if (change >= _validFrom)
        {
            _validFrom = change;
            _validOffset = offsetSeconds;
        }
    }
}
