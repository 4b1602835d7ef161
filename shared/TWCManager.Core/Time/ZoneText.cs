namespace TWCManager.Core.Time;

/// <summary>Walks through the text of a POSIX time zone.</summary>
internal sealed class ZoneText
{
    /// <summary>Hours that a rule's time may lie away from its day, by POSIX a week less one hour.</summary>
    public const int MaximumRuleHours = 167;

    /// <summary>Hours that an offset from UTC may have.</summary>
    public const int MaximumOffsetHours = 24;

    private const int MinimumNameLength = 3;

    private readonly string _text;
    private int _at;

    public ZoneText(string text)
    {
        _text = text;
    }

    public bool IsAtEnd
    {
        get { return _at >= _text.Length; }
    }

    /// <summary>Steps over a character if it is the next one.</summary>
    public bool Take(char expected)
    {
        if (IsAtEnd || _text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Steps over a zone's name: three letters or more, or anything of letters, digits and signs in angle brackets.</summary>
    public bool TryName()
    {
        bool isQuoted = Take('<');
        int first = _at;
        while (!IsAtEnd && IsNameCharacter(_text[_at], isQuoted))
        {
            _at++;
        }

        return _at - first >= MinimumNameLength && (!isQuoted || Take('>'));
    }

    /// <summary>Reads plain digits.</summary>
    public bool TryNumber(int minimum, int maximum, out int value)
    {
        value = 0;
        int first = _at;
        while (!IsAtEnd && _text[_at] >= '0' && _text[_at] <= '9' && _at - first < 4)
        {
            value = value * 10 + (_text[_at] - '0');
            _at++;
        }

        return _at > first && value >= minimum && value <= maximum;
    }

    /// <summary>Reads [sign]h[:m[:s]] into seconds.</summary>
    public bool TrySignedTime(int maximumHours, out int seconds)
    {
        bool isNegative = Take('-');
        if (!isNegative)
        {
            Take('+');
        }

        int minutes = 0;
        int rest = 0;
        bool isTime = TryNumber(0, maximumHours, out seconds)
            && (!Take(':') || (TryNumber(0, 59, out minutes) && (!Take(':') || TryNumber(0, 59, out rest))));
        seconds = seconds * 3600 + minutes * 60 + rest;
        if (isNegative)
        {
            seconds = -seconds;
        }

        return isTime;
    }

    private static bool IsNameCharacter(char c, bool isQuoted)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (isQuoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    }
}
