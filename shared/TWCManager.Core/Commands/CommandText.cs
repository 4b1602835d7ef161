using System.Text;
using TWCManager.Core.Json;

namespace TWCManager.Core.Commands;

/// <summary>Takes topics and plain payloads apart.</summary>
internal static class CommandText
{
    /// <summary>True for whole, shortest-form UTF-8 without zero bytes (a zero ends a string on the device).</summary>
    public static bool IsText(byte[] data, int length)
    {
        int at = 0;
        while (at < length)
        {
            int size = SizeOfCharacter(data, at, length);
            if (size == 0)
            {
                return false;
            }

            at += size;
        }

        return true;
    }

    /// <summary>Compares the payload, blanks around it left out, with an ASCII word; capitals do not matter.</summary>
    public static bool IsWord(byte[] data, int length, string lowerCaseWord)
    {
        int start = 0;
        TrimBlanks(data, ref start, ref length);
        if (length != lowerCaseWord.Length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            int b = data[start + i];
            if (b >= 'A' && b <= 'Z')
            {
                b += 'a' - 'A';
            }

            if (b != lowerCaseWord[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The one value of a payload: the content of a JSON text, otherwise the payload as it is.</summary>
    /// <param name="keepBlanks">For free texts (a password may end in a blank).</param>
    public static string ValueOf(byte[] data, int length, bool keepBlanks, JsonReader reader)
    {
        int start = 0;
        int trimmed = length;
        TrimBlanks(data, ref start, ref trimmed);
        if (trimmed > 1 && data[start] == '"')
        {
            reader.Reset(data, length);
            if (reader.Read() == JsonToken.Text)
            {
                string text = reader.GetText();
                if (reader.Read() == JsonToken.End)
                {
                    return text;
                }
            }
        }

        return keepBlanks ? Encoding.UTF8.GetString(data, 0, length) : Encoding.UTF8.GetString(data, start, trimmed);
    }

    /// <summary>Takes a beginning off a topic.</summary>
    /// <returns>False, and null, when it has another beginning or nothing follows.</returns>
    public static bool TryCut(string text, string beginning, out string rest)
    {
        // Compared as code points: the desktop runtime's StartsWith would follow the rules of a language.
        bool fits = text.Length > beginning.Length && text.Substring(0, beginning.Length) == beginning;
        rest = fits ? text.Substring(beginning.Length) : null;
        return fits;
    }

    /// <summary>Takes an ending off a topic.</summary>
    /// <returns>False, and null, when it has another ending or nothing comes before it.</returns>
    public static bool TryCutEnding(string text, string ending, out string rest)
    {
        int length = text.Length - ending.Length;
        bool fits = length > 0 && text.Substring(length) == ending;
        rest = fits ? text.Substring(0, length) : null;
        return fits;
    }

    private static void TrimBlanks(byte[] data, ref int start, ref int length)
    {
        while (length > 0 && IsBlank(data[start]))
        {
            start++;
            length--;
        }

        while (length > 0 && IsBlank(data[start + length - 1]))
        {
            length--;
        }
    }

    private static bool IsBlank(byte b)
    {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    // 0 where no character begins.
    private static int SizeOfCharacter(byte[] data, int at, int length)
    {
        int first = data[at];
        if (first < 0x80)
        {
            return first == 0 ? 0 : 1;
        }

        int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + size > length)
        {
            return 0;
        }

        for (int i = 1; i < size; i++)
        {
            if ((data[at + i] & 0xC0) != 0x80)
            {
                return 0;
            }
        }

        // Longer forms than needed, halves of surrogate pairs, and what lies beyond the last character.
        int second = data[at + 1];
        bool isWrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)
            || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
        return isWrong ? 0 : size;
    }
}
