using System.Text;
using TWCManager.Core.Time;

namespace TWCManager.Core.Settings;

/// <summary>Judges text settings by their form and brings them into their usual spelling.</summary>
internal static class TextCheck
{
    private const int BusIdDigits = 4;
    private const int HighestPort = 65535;

    public static string AllowedInWords(TextForm form, int maximum)
    {
        string size = ", at most " + maximum.ToString() + " characters";
        switch (form)
        {
            case TextForm.Host:
                return "a host name or address without port" + size;
            case TextForm.HostAndPort:
                return "a host name or address, with :port if needed, without http:// and path" + size;
            case TextForm.Topic:
                return "an MQTT topic without + # and blanks, without a slash at its ends" + size;
            case TextForm.Word:
                return "1 to " + maximum.ToString() + " of the characters A-Z a-z 0-9 _ -";
            case TextForm.Url:
                return "a URL such as http://homeassistant.local:8123" + size;
            case TextForm.Entity:
                return "an entity id such as sensor.grid_power" + size;
            case TextForm.TimeZone:
                return "a POSIX time zone such as UTC0 or CET-1CEST,M3.5.0,M10.5.0/3";
            case TextForm.BusId:
                return "four hex digits from 0001 to FFFE";
            default:
                return "text of at most " + maximum.ToString() + " characters without control characters";
        }
    }

    /// <summary>Checks a text and spells it the usual way.</summary>
    /// <param name="usual">Null on failure.</param>
    public static bool TryRead(SettingDefinition definition, string text, out string usual)
    {
        usual = null;
        if (definition.Form != TextForm.Any)
        {
            text = SettingParser.TrimBlanks(text);
        }

        if (definition.Form == TextForm.Url)
        {
            text = text.TrimEnd('/');
        }
        else if (definition.Form == TextForm.Entity)
        {
            text = text.ToLower();
        }
        else if (definition.Form == TextForm.BusId)
        {
            text = text.ToUpper();
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < definition.Minimum || bytes.Length > definition.Maximum || !IsPlain(bytes, text)
            || (bytes.Length > 0 && !HasForm(definition.Form, bytes, text)))
        {
            return false;
        }

        usual = text;
        return true;
    }

    /// <summary>Number of a bus id that has been checked.</summary>
    public static int BusIdOf(string text)
    {
        int id = 0;
        for (int i = 0; i < BusIdDigits; i++)
        {
            char c = text[i];
            id = (id << 4) | (c <= '9' ? c - '0' : c - 'A' + 10);
        }

        return id;
    }

    private static bool IsPlain(byte[] bytes, string text)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x20 || bytes[i] == 0x7F)
            {
                return false;
            }
        }

        // Half a surrogate pair would come back from the file as something else.
        return Encoding.UTF8.GetString(bytes, 0, bytes.Length) == text;
    }

    private static bool HasForm(TextForm form, byte[] bytes, string text)
    {
        switch (form)
        {
            case TextForm.Host:
                return IsHost(bytes, 0, bytes.Length);
            case TextForm.HostAndPort:
                return IsHostAndPort(bytes, 0, bytes.Length);
            case TextForm.Topic:
                return IsTopic(bytes);
            case TextForm.Word:
                return CountOf(bytes, 0, "_-") == bytes.Length;
            case TextForm.Url:
                return IsUrl(bytes);
            case TextForm.Entity:
                int domain = CountOf(bytes, 0, "_");
                return domain > 0 && domain < bytes.Length - 1 && bytes[domain] == '.' && CountOf(bytes, domain + 1, "_") == bytes.Length - domain - 1;
            case TextForm.TimeZone:
                return TimeZoneRule.TryParse(text, new TimeZoneRule());
            case TextForm.BusId:
                return IsBusId(bytes, text);
            default:
                return true;
        }
    }

    // How many letters, digits and characters of others follow one another.
    private static int CountOf(byte[] bytes, int start, string others)
    {
        int at = start;
        while (at < bytes.Length && (IsLetterOrDigit(bytes[at]) || others.IndexOf((char)bytes[at]) >= 0))
        {
            at++;
        }

        return at - start;
    }

    private static bool IsLetterOrDigit(byte b)
    {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
    }

    private static bool IsHost(byte[] bytes, int start, int end)
    {
        return end > start && CountOf(bytes, start, "._-") >= end - start && bytes[start] != '.' && bytes[start] != '-';
    }

    private static bool IsHostAndPort(byte[] bytes, int start, int end)
    {
        int colon = start + CountOf(bytes, start, "._-");
        if (colon >= end)
        {
            return IsHost(bytes, start, end);
        }

        int port = 0;
        for (int i = colon + 1; i < end && port <= HighestPort; i++)
        {
            if (bytes[i] < '0' || bytes[i] > '9')
            {
                return false;
            }

            port = port * 10 + (bytes[i] - '0');
        }

        return bytes[colon] == ':' && port >= 1 && port <= HighestPort && IsHost(bytes, start, colon);
    }

    private static bool IsTopic(byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '+' || bytes[i] == '#' || bytes[i] == ' ')
            {
                return false;
            }
        }

        // Topics that begin with $ are the broker's own.
        return bytes[0] != '/' && bytes[0] != '$' && bytes[bytes.Length - 1] != '/';
    }

    private static bool IsUrl(byte[] bytes)
    {
        int start = LengthOf("https://", bytes);
        if (start == 0)
        {
            start = LengthOf("http://", bytes);
        }

        if (start == 0)
        {
            return false;
        }

        int end = start;
        while (end < bytes.Length && bytes[end] != '/')
        {
            end++;
        }

        // No query, and no user with password: this setting is shown to everybody.
        return IsHostAndPort(bytes, start, end) && CountOf(bytes, end, "/._~-") == bytes.Length - end;
    }

    // Length of a beginning, or 0 when the text begins otherwise.
    private static int LengthOf(string beginning, byte[] bytes)
    {
        int length = beginning.Length;
        for (int i = 0; i < length; i++)
        {
            if (i >= bytes.Length || bytes[i] != beginning[i])
            {
                return 0;
            }
        }

        return length;
    }

    private static bool IsBusId(byte[] bytes, string text)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!IsLetterOrDigit(bytes[i]) || bytes[i] > 'F')
            {
                return false;
            }
        }

        return text != "0000" && text != "FFFF";
    }
}
