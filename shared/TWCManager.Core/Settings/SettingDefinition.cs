using TWCManager.Core.Time;

namespace TWCManager.Core.Settings;

/// <summary>What a setting is called, may be, is when nobody sets it, and means. Never changes.</summary>
public sealed class SettingDefinition
{
    /// <summary>Value of <see cref="Address"/> for what belongs to none.</summary>
    internal const int NoAddress = -1;

    private static readonly char[] s_comma = { ',' };

    private string _words;
    private string[] _choices;

    internal SettingDefinition()
    {
    }

    /// <summary>Heading under which the page and the documents show it.</summary>
    public string Group { get; private set; }

    /// <summary>Name in files, topics and commands.</summary>
    public string Name { get; private set; }

    public SettingKind Kind { get; private set; }

    /// <summary>Unit of a number as shown to people ("A", "s"), or empty.</summary>
    public string Unit { get; private set; }

    /// <summary>Lowest number, or fewest bytes of UTF-8 of a text.</summary>
    public int Minimum { get; private set; }

    /// <summary>Highest number, or most bytes of UTF-8 of a text.</summary>
    public int Maximum { get; private set; }

    /// <summary>Value when nobody sets it, as text in its usual form.</summary>
    public string Default { get; private set; }

    /// <summary>Words of a choice, also one per wall connector, owned by this object; null for other kinds.</summary>
    public string[] Choices
    {
        get
        {
            if (_choices == null && _words != null)
            {
                _choices = _words.Split(s_comma);
            }

            return _choices;
        }
    }

    /// <summary>Form of a text.</summary>
    public TextForm Form { get; private set; }

    /// <summary>One sentence for the owner.</summary>
    public string Meaning { get; private set; }

    /// <summary>Never published, logged or shown.</summary>
    public bool IsSecret { get; private set; }

    /// <summary>Settings that together are the address to which a secret belongs; -1 for none.</summary>
    internal int Address { get; private set; } = NoAddress;

    internal int AddressPort { get; private set; } = NoAddress;

    internal int AddressTls { get; private set; } = NoAddress;

    /// <summary>Limit of the wiring: only a local change may raise it.</summary>
    public bool IsInstallerLimit { get; private set; }

    /// <summary>Never changed remotely.</summary>
    public bool IsLocalOnly { get; private set; }

    /// <summary>Takes effect at the next start.</summary>
    public bool NeedsRestart { get; private set; }

    /// <summary>What it may be, for a sentence "NAME must be ...". Allocates.</summary>
    public string Allowed
    {
        get
        {
            switch (Kind)
            {
                case SettingKind.Number:
                    return Minimum.ToString() + " to " + Maximum.ToString() + (Unit.Length == 0 ? "" : " " + Unit);
                case SettingKind.Flag:
                    return "true or false";
                case SettingKind.Choice:
                    return ChoicesInWords();
                case SettingKind.ChoicePerTwc:
                    return ChoicesInWords() + ", with ,ID=WORD behind it for each wall connector that differs";
                case SettingKind.TimeOfDay:
                    return "a time from 00:00 to 23:59";
                case SettingKind.Days:
                    return "days such as mon,tue,wed, or all, weekdays, weekend, none, or a bitmap from 0 to 127";
                default:
                    return TextCheck.AllowedInWords(Form, Maximum) + (Minimum == 0 && Form != TextForm.Any ? ", or empty" : "");
            }
        }
    }

    /// <summary>Begins a row: nothing of a former one stays.</summary>
    internal SettingDefinition In(string group)
    {
        Group = group;
        Unit = "";
        Minimum = 0;
        Maximum = 0;
        Form = TextForm.Any;
        IsSecret = false;
        Address = NoAddress;
        AddressPort = NoAddress;
        AddressTls = NoAddress;
        IsInstallerLimit = false;
        IsLocalOnly = false;
        NeedsRestart = false;
        _words = null;
        _choices = null;
        return this;
    }

    internal SettingDefinition Number(string name, string unit, int minimum, int maximum, string defaultText, string meaning)
    {
        Unit = unit;
        return Begin(name, SettingKind.Number, minimum, maximum, defaultText, meaning);
    }

    internal SettingDefinition Flag(string name, string meaning)
    {
        return Begin(name, SettingKind.Flag, 0, 1, "false", meaning);
    }

    /// <summary>One word of a list.</summary>
    /// <param name="words">With commas between them, in the order of the constants beside the row.</param>
    internal SettingDefinition Choice(string name, string words, string defaultText, string meaning)
    {
        _words = words;
        return Begin(name, SettingKind.Choice, 0, LastOf(words), defaultText, meaning);
    }

    /// <summary>One word of a list, and others for single wall connectors.</summary>
    /// <param name="words">As of <see cref="Choice"/>.</param>
    internal SettingDefinition ChoicePerTwc(string name, string words, string defaultText, string meaning)
    {
        _words = words;
        return Begin(name, SettingKind.ChoicePerTwc, 0, LastOf(words), defaultText, meaning);
    }

    internal SettingDefinition Time(string name, string meaning)
    {
        return Begin(name, SettingKind.TimeOfDay, 0, CivilTime.MinutesPerDay - 1, "00:00", meaning);
    }

    internal SettingDefinition Days(string name, string meaning)
    {
        return Begin(name, SettingKind.Days, 0, WeekDays.All, "mon,tue,wed,thu,fri,sat,sun", meaning);
    }

    internal SettingDefinition Text(string name, TextForm form, int minimum, int maximum, string defaultText, string meaning)
    {
        Form = form;
        return Begin(name, SettingKind.Text, minimum, maximum, defaultText, meaning);
    }

    internal SettingDefinition AsSecret()
    {
        IsSecret = true;
        return this;
    }

    /// <summary>A secret that belongs to an address: it is never sent to another one.</summary>
    /// <param name="address">Setting that holds the address.</param>
    /// <param name="port">A further part of the address, or the address itself again.</param>
    /// <param name="tls">Whether the way there is encrypted, or the address itself again.</param>
    internal SettingDefinition AsSecretFor(int address, int port, int tls)
    {
        Address = address;
        AddressPort = port;
        AddressTls = tls;
        return AsSecret();
    }

    internal SettingDefinition AsInstallerLimit()
    {
        IsInstallerLimit = true;
        return this;
    }

    internal SettingDefinition AsLocalOnly()
    {
        IsLocalOnly = true;
        return this;
    }

    internal SettingDefinition AsNeedingRestart()
    {
        NeedsRestart = true;
        return this;
    }

    private SettingDefinition Begin(string name, SettingKind kind, int minimum, int maximum, string defaultText, string meaning)
    {
        Name = name;
        Kind = kind;
        Minimum = minimum;
        Maximum = maximum;
        Default = defaultText;
        Meaning = meaning;
        return this;
    }

    private static int LastOf(string words)
    {
        int last = 0;
        for (int at = words.IndexOf(','); at >= 0; at = words.IndexOf(',', at + 1))
        {
            last++;
        }

        return last;
    }

    internal string ChoicesInWords()
    {
        string words = Choices[0];
        for (int i = 1; i < Choices.Length; i++)
        {
            words = words + (i == Choices.Length - 1 ? " or " : ", ") + Choices[i];
        }

        return words;
    }
}
