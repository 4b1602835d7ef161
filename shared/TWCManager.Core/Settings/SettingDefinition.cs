using TWCManager.Core.Time;

namespace TWCManager.Core.Settings;

/// <summary>What a setting is called, may be, is when nobody sets it, and means. Never changes.</summary>
public sealed class SettingDefinition
{
    private SettingDefinition(string name, SettingKind kind, string defaultText, string meaning)
    {
        Name = name;
        Kind = kind;
        Default = defaultText;
        Meaning = meaning;
        Unit = "";
    }

    /// <summary>Name in files, topics and commands.</summary>
    public string Name { get; }

    public SettingKind Kind { get; }

    /// <summary>Unit of a number as shown to people ("A", "s"), or empty.</summary>
    public string Unit { get; private set; }

    /// <summary>Lowest number, or fewest bytes of UTF-8 of a text.</summary>
    public int Minimum { get; private set; }

    /// <summary>Highest number, or most bytes of UTF-8 of a text.</summary>
    public int Maximum { get; private set; }

    /// <summary>Value when nobody sets it, as text in its usual form.</summary>
    public string Default { get; }

    /// <summary>Words of a choice, also one per wall connector, owned by this object; null for other kinds.</summary>
    public string[] Choices { get; private set; }

    /// <summary>Form of a text.</summary>
    public TextForm Form { get; private set; }

    /// <summary>One sentence for the owner.</summary>
    public string Meaning { get; }

    /// <summary>Never published, logged or shown.</summary>
    public bool IsSecret { get; private set; }

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

    internal static SettingDefinition OfNumber(string name, string unit, int minimum, int maximum, string defaultText, string meaning)
    {
        return new SettingDefinition(name, SettingKind.Number, defaultText, meaning) { Unit = unit, Minimum = minimum, Maximum = maximum };
    }

    internal static SettingDefinition OfFlag(string name, string meaning)
    {
        return new SettingDefinition(name, SettingKind.Flag, "false", meaning) { Maximum = 1 };
    }

    internal static SettingDefinition OfChoice(string name, string[] choices, string defaultText, string meaning)
    {
        return new SettingDefinition(name, SettingKind.Choice, defaultText, meaning) { Choices = choices, Maximum = choices.Length - 1 };
    }

    internal static SettingDefinition OfChoicePerTwc(string name, string[] choices, string defaultText, string meaning)
    {
        return new SettingDefinition(name, SettingKind.ChoicePerTwc, defaultText, meaning) { Choices = choices, Maximum = choices.Length - 1 };
    }

    internal static SettingDefinition OfTime(string name, string meaning)
    {
        return new SettingDefinition(name, SettingKind.TimeOfDay, "00:00", meaning) { Maximum = CivilTime.MinutesPerDay - 1 };
    }

    internal static SettingDefinition OfDays(string name, string meaning)
    {
        return new SettingDefinition(name, SettingKind.Days, WeekDays.NamesOf(WeekDays.All), meaning) { Maximum = WeekDays.All };
    }

    internal static SettingDefinition OfText(string name, TextForm form, int minimum, int maximum, string defaultText, string meaning)
    {
        return new SettingDefinition(name, SettingKind.Text, defaultText, meaning) { Form = form, Minimum = minimum, Maximum = maximum };
    }

    internal SettingDefinition AsSecret()
    {
        IsSecret = true;
        return this;
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
