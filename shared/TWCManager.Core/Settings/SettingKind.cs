namespace TWCManager.Core.Settings;

/// <summary>What a setting's value is.</summary>
public enum SettingKind
{
    /// <summary>A whole number in the setting's unit.</summary>
    Number = 0,

    /// <summary>True or false.</summary>
    Flag = 1,

    /// <summary>One word of a list.</summary>
    Choice = 2,

    /// <summary>Text of a certain form, see <see cref="TextForm"/>.</summary>
    Text = 3,

    /// <summary>HH:MM, local time.</summary>
    TimeOfDay = 4,

    /// <summary>Days of the week.</summary>
    Days = 5,

    /// <summary>One word of a list for all wall connectors, and others for single ones, see <see cref="ChoicePerTwc"/>.</summary>
    ChoicePerTwc = 6,
}
