using TWCManager.Core.Time;

namespace TWCManager.Core.Settings;

/// <summary>Turns text into values of settings and back, one at a time. Knows nothing of what else is set.</summary>
internal static class SettingParser
{
    // Nothing legal is longer; keeps the arithmetic far from overflow.
    private const int MaximumDigits = 9;

    private const int MaximumEcho = 40;

    private static readonly char[] s_blanks = { ' ', '\t', '\r', '\n' };

    /// <summary>Reads a value.</summary>
    /// <param name="number">Number, flag, index of the choice (of that for all wall connectors), minute of the day, bitmap of days, or for a bus id its number; 0 for other texts.</param>
    /// <param name="usual">A text in its usual spelling; null for other kinds.</param>
    /// <param name="error">Null, or a sentence for the owner that never shows a secret.</param>
    public static bool TryParse(SettingDefinition definition, string text, out int number, out string usual, out string error)
    {
        number = 0;
        usual = null;
        error = null;
        if (text != null && TryRead(definition, text, out number, out usual))
        {
            return true;
        }

        // 1.5 lies between 0 and 80: the range alone would not tell what is wrong with it.
        string whole = definition.Kind == SettingKind.Number && text != null && text.IndexOf('.') >= 0 ? ", a whole number" : "";
        error = definition.Name + " must be " + definition.Allowed + whole + Got(definition, text);
        return false;
    }

    /// <summary>The text form of a value that is no text.</summary>
    public static string TextOf(SettingDefinition definition, int number)
    {
        switch (definition.Kind)
        {
            case SettingKind.Flag:
                return number != 0 ? "true" : "false";
            case SettingKind.Choice:
                return definition.Choices[number];
            case SettingKind.TimeOfDay:
                return CivilTime.FormatMinute(number);
            case SettingKind.Days:
                return WeekDays.NamesOf(number);
            default:
                return number.ToString();
        }
    }

    /// <summary>What was refused, for the end of an error sentence: at most 40 characters of it, and nothing of a secret.</summary>
    public static string Got(SettingDefinition definition, string text)
    {
        return text == null || definition.IsSecret ? "" : ", got " + Quote(text);
    }

    /// <summary>Text in quotation marks, cut to 40 characters and without anything that could pass for another line.</summary>
    public static string Quote(string text)
    {
        bool isCut = text.Length > MaximumEcho;
        char[] shown = text.ToCharArray(0, isCut ? MaximumEcho : text.Length);
        for (int i = 0; i < shown.Length; i++)
        {
            if (shown[i] < ' ' || (shown[i] >= 0x7F && shown[i] < 0xA0) || (shown[i] >= 0xD800 && shown[i] < 0xE000))
            {
                shown[i] = '?';
            }
        }

        return "\"" + new string(shown) + (isCut ? "...\"" : "\"");
    }

    public static string TrimBlanks(string text)
    {
        return text.Trim(s_blanks);
    }

    private static bool TryRead(SettingDefinition definition, string text, out int number, out string usual)
    {
        usual = null;
        if (definition.Kind == SettingKind.Text)
        {
            bool isText = TextCheck.TryRead(definition, text, out usual);
            number = isText && definition.Form == TextForm.BusId ? TextCheck.BusIdOf(usual) : 0;
            return isText;
        }

        if (definition.Kind == SettingKind.ChoicePerTwc)
        {
            return ChoicePerTwc.TryRead(definition, text, out number, out usual);
        }

        string trimmed = TrimBlanks(text);
        switch (definition.Kind)
        {
            case SettingKind.Flag:
                return TryReadFlag(trimmed.ToLower(), out number);
            case SettingKind.Choice:
                number = ChoicePerTwc.IndexOf(definition.Choices, trimmed.ToLower());
                return number >= 0;
            case SettingKind.TimeOfDay:
                return TryReadTime(trimmed, out number);
            case SettingKind.Days:
                return TryReadNumber(trimmed, 0, WeekDays.All, out number) || WeekDays.TryParse(trimmed, out number);
            default:
                return TryReadNumber(trimmed, definition.Minimum, definition.Maximum, out number);
        }
    }

    // By hand, because the device's own TryParse takes more than it should and leaves garbage behind.
    private static bool TryReadNumber(string text, int minimum, int maximum, out int number)
    {
        number = 0;
        int length = text.Length;
        int at = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
        bool isNegative = at == 1 && text[0] == '-';
        int first = at;
        int value = 0;
        while (at < length && text[at] >= '0' && text[at] <= '9' && at - first < MaximumDigits)
        {
            value = value * 10 + (text[at] - '0');
            at++;
        }

        if (at == first || !IsZeroFraction(text, at))
        {
            return false;
        }

        number = isNegative ? -value : value;
        return number >= minimum && number <= maximum;
    }

    // Nothing, or a point with zeros behind it, as programs write whole numbers that they keep as fractions.
    private static bool IsZeroFraction(string text, int at)
    {
        int length = text.Length;
        if (at == length)
        {
            return true;
        }

        if (text[at] != '.' || at + 1 == length || length - at > MaximumDigits)
        {
            return false;
        }

        for (at++; at < length; at++)
        {
            if (text[at] != '0')
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadFlag(string text, out int number)
    {
        number = text == "true" || text == "on" || text == "1" ? 1 : 0;
        return number == 1 || text == "false" || text == "off" || text == "0";
    }

    private static bool TryReadTime(string text, out int minuteOfDay)
    {
        minuteOfDay = 0;
        int colon = text.Length - 3;
        int hour;
        int minute;
        if (colon < 1 || colon > 2 || text[colon] != ':'
            || !TryReadDigits(text, 0, colon, 23, out hour) || !TryReadDigits(text, colon + 1, 2, 59, out minute))
        {
            return false;
        }

        minuteOfDay = hour * 60 + minute;
        return true;
    }

    private static bool TryReadDigits(string text, int at, int count, int maximum, out int value)
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

        return value <= maximum;
    }
}
