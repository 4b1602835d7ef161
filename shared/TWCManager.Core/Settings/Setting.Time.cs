namespace TWCManager.Core.Settings;

/// <content>The group "Time".</content>
public static partial class Setting
{
    public const int TimeZone = LastOfBus + 1;
    public const int NtpServer = TimeZone + 1;

    internal const int LastOfTime = NtpServer;

    internal static SettingDefinition OfTime(int setting, SettingDefinition row)
    {
        switch (setting)
        {
            case TimeZone:
                return row.Text("timeZone", TextForm.TimeZone, 1, SettingsTable.TextLimit, "UTC0",
                    "Time zone with its summer time in POSIX form, for example CET-1CEST,M3.5.0,M10.5.0/3 for central Europe.");
            case NtpServer:
                return row.Text("ntpServer", TextForm.Host, 1, SettingsTable.TextLimit, "pool.ntp.org",
                    "Server that a device without a clock asks for the time; for one of your own write its address rather than its name.").AsNeedingRestart();
            default:
                return null;
        }
    }
}
