namespace TWCManager.Core.Bus;

/// <summary>Ids as people write them.</summary>
public static class HexText
{
    /// <summary>Four upper-case hex digits of a 16-bit id.</summary>
    public static string Of(int id)
    {
        char[] digits = new char[4];
        for (int i = 0; i < 4; i++)
        {
            int digit = (id >> (12 - i * 4)) & 0xF;
            digits[i] = (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
        }

        return new string(digits);
    }

    /// <summary>Reads one to four hex digits.</summary>
    /// <returns>False, and 0, for anything else.</returns>
    public static bool TryParse(string text, out int id)
    {
        id = 0;
        if (text == null || text.Length == 0 || text.Length > 4)
        {
            return false;
        }

        int sum = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
            if (digit < 0)
            {
                return false;
            }

            sum = sum * 16 + digit;
        }

        id = sum;
        return true;
    }
}
