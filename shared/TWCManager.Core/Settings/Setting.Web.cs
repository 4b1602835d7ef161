namespace TWCManager.Core.Settings;

/// <content>The group "Web page".</content>
public static partial class Setting
{
    public const int WebServer = LastOfTime + 1;

    /// <summary>Value of <see cref="WebServer"/>: no page.</summary>
    public const int WebOff = 0;

    /// <summary>Value of <see cref="WebServer"/>: the page shows, and changes nothing.</summary>
    public const int WebStatus = 1;

    /// <summary>Value of <see cref="WebServer"/>: the page takes commands, and settings if the set-up password is known.</summary>
    public const int WebFull = 2;

    public const int SetupPassword = WebServer + 1;

    internal const int LastOfWeb = SetupPassword;

    // What an owner expects: a new device can be set up by whoever holds it; from then on everybody in the house may look, charge now and stop,
    // as with a switch on the wall, and only who knows the password changes a setting. Who wants less chooses status or off.
    internal static SettingDefinition OfWeb(int setting, SettingDefinition row)
    {
        switch (setting)
        {
            case WebServer:
                return row.Choice("webServer", "off,status,full", "full",
                    "What the web page may do: nothing (off), show the status (status), or also take commands and, with the set-up password, settings (full).");
            case SetupPassword:
                // Whoever could change it from afar could then also raise the limits of the wiring.
                return row.Text("setupPassword", TextForm.Any, 0, SettingsTable.PasswordLimit, "",
                    "Password that the web page asks for before it changes a setting; empty until the first set-up chooses one.").AsSecret().AsLocalOnly();
            default:
                return null;
        }
    }
}
