namespace TWCManager.Core.Settings;

/// <summary>Every setting there is, group by group. The rows are in the files of <see cref="Setting"/>: the one place for name, kind, unit, range, default and meaning.</summary>
public static class SettingsTable
{
    /// <summary>Longest text in bytes of UTF-8, except the token.</summary>
    public const int TextLimit = 200;

    /// <summary>Longest Home Assistant token in bytes; today's have about 180.</summary>
    public const int TokenLimit = 400;

    /// <summary>Highest current that all connectors together can be given, in A: three of the largest ones.</summary>
    public const int GroupAmpsLimit = 240;

    /// <summary>Highest current of one connector, in A.</summary>
    public const int ConnectorAmpsLimit = 80;

    internal const int NodeIdLimit = 32;
    internal const int PasswordLimit = 64;

    /// <summary>All settings, <see cref="Setting.Count"/> of them, in the order of <see cref="Setting"/>, made anew at each call.</summary>
    public static SettingDefinition[] All
    {
        get
        {
            SettingDefinition[] all = new SettingDefinition[Setting.Count];
            for (int i = 0; i < all.Length; i++)
            {
                all[i] = Of(i);
            }

            return all;
        }
    }

    /// <summary>Makes the definition of one setting. Not kept: all of them together would hold 9 KB of a small device's heap.</summary>
    /// <param name="setting">One of <see cref="Setting"/>.</param>
    public static SettingDefinition Of(int setting)
    {
        return Fill(setting, new SettingDefinition());
    }

    /// <summary>Index of a setting by its exact name, or -1.</summary>
    public static int Find(string name)
    {
        // One row for all: 50 of them would be garbage at once.
        SettingDefinition row = new SettingDefinition();
        for (int i = 0; i < Setting.Count; i++)
        {
            if (Fill(i, row).Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    // The groups, in the order of the page and of the documents.
    private static SettingDefinition Fill(int setting, SettingDefinition row)
    {
        if (setting <= Setting.LastOfWiring)
        {
            return Setting.OfWiring(setting, row.In("Wiring"));
        }

        if (setting <= Setting.LastOfCharging)
        {
            return Setting.OfCharging(setting, row.In("Charging"));
        }

        if (setting <= Setting.LastOfCars)
        {
            return Setting.OfCars(setting, row.In("Cars and stopping"));
        }

        if (setting <= Setting.LastOfMqtt)
        {
            return Setting.OfMqtt(setting, row.In("MQTT and Home Assistant"));
        }

        if (setting <= Setting.LastOfEnergy)
        {
            return Setting.OfEnergy(setting, row.In("Sun, house and grid"));
        }

        if (setting <= Setting.LastOfBus)
        {
            return Setting.OfBus(setting, row.In("Bus and board"));
        }

        if (setting <= Setting.LastOfTime)
        {
            return Setting.OfTime(setting, row.In("Time"));
        }

        return Setting.OfWeb(setting, row.In("Web page"));
    }
}
