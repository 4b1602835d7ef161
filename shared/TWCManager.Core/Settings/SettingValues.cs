using System;

namespace TWCManager.Core.Settings;

/// <summary>One set of values. Two of them make a change whole or nothing: one is drafted while the other rules.</summary>
internal sealed class SettingValues
{
    /// <summary>Values that are no text, by <see cref="Setting"/>.</summary>
    public readonly int[] Numbers = new int[Setting.Count];

    /// <summary>Values that are text, by <see cref="Setting"/>; null for others.</summary>
    public readonly string[] Texts = new string[Setting.Count];

    /// <summary>What was set locally for an installer limit, by <see cref="Setting"/>; 0 for others.</summary>
    public readonly int[] Ceilings = new int[Setting.Count];

    public void CopyFrom(SettingValues other)
    {
        Array.Copy(other.Numbers, Numbers, Setting.Count);
        Array.Copy(other.Texts, Texts, Setting.Count);
        Array.Copy(other.Ceilings, Ceilings, Setting.Count);
    }

    public bool IsSameAs(SettingValues other)
    {
        for (int i = 0; i < Setting.Count; i++)
        {
            if (Numbers[i] != other.Numbers[i] || Texts[i] != other.Texts[i] || Ceilings[i] != other.Ceilings[i])
            {
                return false;
            }
        }

        return true;
    }
}
