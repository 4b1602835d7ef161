using TWCManager.Core.Settings;

namespace TWCManager.Host;

/// <summary>Applies what the user wrote on the command line. It is entered on site, so it may also raise the wiring limits.</summary>
internal static class LocalSettings
{
    /// <summary>Applies --mqtt and --set.</summary>
    /// <exception cref="UsageException">One of them is not allowed.</exception>
    public static void Apply(HostOptions options, ChargerSettings settings)
    {
        if (options.Broker != null)
        {
            int colon = options.Broker.LastIndexOf(':');
            if (colon == 0 || options.Broker.Length == 0)
            {
                throw new UsageException("--mqtt needs HOST or HOST:PORT, such as localhost:1883.");
            }

            Set(settings, "mqttHost", colon < 0 ? options.Broker : options.Broker[..colon]);
            if (colon >= 0)
            {
                Set(settings, "mqttPort", options.Broker[(colon + 1)..]);
            }
        }

        Apply(options.Settings, settings);
    }

    /// <summary>Applies NAME=VALUE pairs, in order.</summary>
    /// <exception cref="UsageException">One of them is not allowed.</exception>
    public static void Apply(string[] pairs, ChargerSettings settings)
    {
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=');
            if (equals <= 0)
            {
                throw new UsageException("--set needs NAME=VALUE, such as --set wiringMaxAmpsAllTWCs=40.");
            }

            Set(settings, pair[..equals], pair[(equals + 1)..]);
        }
    }

    /// <summary>Sets one setting.</summary>
    /// <exception cref="UsageException">Unknown, or the value is not allowed.</exception>
    public static void Set(ChargerSettings settings, string name, string value)
    {
        // A limit that is entered again at every start must not undo what was lowered remotely since.
        int index = SettingsTable.Find(name);
        if (index >= 0 && SettingsTable.Of(index).IsInstallerLimit && int.TryParse(value, out int number) && number > 0 && number == settings.Ceiling(index))
        {
            return;
        }

        if (!settings.TrySet(name, value, true, out string error))
        {
            throw new UsageException(error);
        }
    }
}
