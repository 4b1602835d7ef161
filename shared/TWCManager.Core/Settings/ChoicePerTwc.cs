namespace TWCManager.Core.Settings;

/// <summary>The form of a choice that may differ between wall connectors: one word for all, then exceptions, such as "hook,2019=contactor".</summary>
internal static class ChoicePerTwc
{
    private const int IdDigits = 4;
    private static readonly char[] s_comma = { ',' };

    /// <summary>Reads a list and spells it the usual way: the word for all first, exceptions as they come, those that are none left out.</summary>
    /// <param name="number">Index of the word for all; that of the default when the list names none.</param>
    /// <param name="usual">Null on failure.</param>
    public static bool TryRead(SettingDefinition definition, string text, out int number, out string usual)
    {
        usual = null;
        number = -1;
        string exceptions = "";
        string[] items = text.ToLower().Split(s_comma);
        for (int i = 0; i < items.Length; i++)
        {
            string item = SettingParser.TrimBlanks(items[i]);
            int choice = IndexOf(definition.Choices, item);
            if (choice >= 0 ? number >= 0 : !TryAdd(definition.Choices, item, ref exceptions))
            {
                return false;
            }

            number = choice >= 0 ? choice : number;
        }

        number = number >= 0 ? number : IndexOf(definition.Choices, definition.Default);
        usual = definition.Choices[number] + Without(exceptions, definition.Choices[number]);
        return usual.Length <= SettingsTable.TextLimit;
    }

    /// <summary>The word that holds for one wall connector.</summary>
    /// <param name="usual">A list in its usual spelling.</param>
    /// <param name="idText">Four upper-case hex digits.</param>
    public static string WordFor(string usual, string idText)
    {
        int at = usual.IndexOf("," + idText + "=");
        at = at < 0 ? 0 : at + IdDigits + 2;
        int end = usual.IndexOf(',', at);
        return usual.Substring(at, (end < 0 ? usual.Length : end) - at);
    }

    /// <summary>A list with the word for one wall connector changed.</summary>
    /// <param name="usual">A list in its usual spelling.</param>
    /// <param name="idText">Four upper-case hex digits.</param>
    public static string With(string usual, string idText, string word)
    {
        int at = usual.IndexOf("," + idText + "=");
        int end = at < 0 ? -1 : usual.IndexOf(',', at + 1);
        string others = at < 0 ? usual : usual.Substring(0, at) + (end < 0 ? "" : usual.Substring(end));
        return others + "," + idText + "=" + word;
    }

    public static int IndexOf(string[] choices, string word)
    {
        for (int i = 0; i < choices.Length; i++)
        {
            if (choices[i] == word)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a lower-case text is the id of a wall connector.</summary>
    public static bool IsId(string text)
    {
        if (text.Length != IdDigits)
        {
            return false;
        }

        for (int i = 0; i < IdDigits; i++)
        {
            if (!(text[i] >= '0' && text[i] <= '9') && !(text[i] >= 'a' && text[i] <= 'f'))
            {
                return false;
            }
        }

        return true;
    }

    // One exception, "2019=word" in lower case, goes behind the others as ",2019=word".
    private static bool TryAdd(string[] choices, string item, ref string exceptions)
    {
        if (item.Length < IdDigits + 2 || item[IdDigits] != '=' || IndexOf(choices, item.Substring(IdDigits + 1)) < 0
            || !IsId(item.Substring(0, IdDigits)))
        {
            return false;
        }

        string id = "," + item.Substring(0, IdDigits).ToUpper() + "=";
        if (exceptions.IndexOf(id) >= 0)
        {
            return false;
        }

        exceptions = exceptions + id + item.Substring(IdDigits + 1);
        return true;
    }

    private static string Without(string exceptions, string word)
    {
        string kept = "";
        string[] items = exceptions.Split(s_comma);
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i].Length > 0 && items[i].Substring(IdDigits + 1) != word)
            {
                kept = kept + "," + items[i];
            }
        }

        return kept;
    }
}
