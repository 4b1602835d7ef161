namespace TWCManager.Core.Settings;

/// <summary>Sets of days of the week as a bitmap, bit 0 = Monday to bit 6 = Sunday, and as names.</summary>
public static class WeekDays
{
    /// <summary>Every day.</summary>
    public const int All = 0x7F;

    private const int MondayToFriday = 0x1F;
    private const int SaturdayAndSunday = 0x60;
    private const int NameLength = 3;
    private const string Names = "montuewedthufrisatsun";

    private static readonly char[] s_separators = { ',', ' ', '\t' };

    /// <summary>Names of the days, Monday first, such as "mon,wed", or "none". Allocates.</summary>
    public static string NamesOf(int days)
    {
        string names = "";
        for (int day = 0; day < 7; day++)
        {
            if (((days >> day) & 1) != 0)
            {
                names = names + (names.Length == 0 ? "" : ",") + Names.Substring(day * NameLength, NameLength);
            }
        }

        return names.Length == 0 ? "none" : names;
    }

    /// <summary>Reads names, any case, separated by commas or blanks, or one of all, weekdays, weekend and none.</summary>
    /// <returns>False, and 0, for anything else, an empty text too.</returns>
    public static bool TryParse(string text, out int days)
    {
        days = 0;
        bool hasWord = false;
        string[] words = text.ToLower().Split(s_separators);
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].Length == 0)
            {
                continue;
            }

            int one = DaysOf(words[i]);
            if (one < 0)
            {
                days = 0;
                return false;
            }

            hasWord = true;
            days |= one;
        }

        return hasWord;
    }

    private static int DaysOf(string word)
    {
        switch (word)
        {
            case "all":
                return All;
            case "weekdays":
                return MondayToFriday;
            case "weekend":
                return SaturdayAndSunday;
            case "none":
                return 0;
            default:
                break;
        }

        for (int day = 0; day < 7; day++)
        {
            if (word == Names.Substring(day * NameLength, NameLength))
            {
                return 1 << day;
            }
        }

        return -1;
    }
}
