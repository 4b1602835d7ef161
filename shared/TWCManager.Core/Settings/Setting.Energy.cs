namespace TWCManager.Core.Settings;

/// <content>The group "Sun, house and grid".</content>
public static partial class Setting
{
    public const int EnergyPollSeconds = LastOfMqtt + 1;
    public const int EnergyMaxAgeSeconds = EnergyPollSeconds + 1;
    public const int MeterLagSeconds = EnergyMaxAgeSeconds + 1;
    public const int FroniusHost = MeterLagSeconds + 1;
    public const int HaUrl = FroniusHost + 1;
    public const int HaToken = HaUrl + 1;
    public const int HaGenerationEntity = HaToken + 1;
    public const int HaGenerationInvert = HaGenerationEntity + 1;
    public const int HaConsumptionEntity = HaGenerationInvert + 1;
    public const int HaConsumptionInvert = HaConsumptionEntity + 1;
    public const int HaGridEntity = HaConsumptionInvert + 1;
    public const int HaGridInvert = HaGridEntity + 1;
    public const int PowerwallHost = HaGridInvert + 1;
    public const int PowerwallPassword = PowerwallHost + 1;

    internal const int LastOfEnergy = PowerwallPassword;

    internal static SettingDefinition OfEnergy(int setting, SettingDefinition row)
    {
        switch (setting)
        {
            case EnergyPollSeconds:
                return row.Number("energyPollSeconds", "s", 10, 300, "15",
                    "How often inverter and Home Assistant are asked for their readings.");
            case EnergyMaxAgeSeconds:
                return row.Number("energyMaxAgeSeconds", "s", 20, 600, "60",
                    "How old a reading may be; past that there is no surplus.");
            case MeterLagSeconds:
                return row.Number("meterLagSeconds", "s", 0, 60, "0",
                    "How old the powers are that the meter reports; 0 to let the manager find out from the steps of the cars.");
            case FroniusHost:
                return row.Text("froniusHost", TextForm.HostAndPort, 0, SettingsTable.TextLimit, "",
                    "Name or address of the Fronius inverter; empty if there is none.");
            case HaUrl:
                return row.Text("haUrl", TextForm.Url, 0, SettingsTable.TextLimit, "",
                    "Where Home Assistant answers, for example http://homeassistant.local:8123; empty means not to read from it.");
            case HaToken:
                return row.Text("haToken", TextForm.Any, 0, SettingsTable.TokenLimit, "",
                    "Long-lived access token of a Home Assistant user; forgotten when haUrl changes over the network.").AsSecretFor(HaUrl, HaUrl, HaUrl);
            case HaGenerationEntity:
                return row.Text("haGenerationEntity", TextForm.Entity, 0, SettingsTable.TextLimit, "",
                    "Home Assistant entity with the solar production in W or kW.");
            case HaGenerationInvert:
                return row.Flag("haGenerationInvert",
                    "Whether the production entity counts production as negative.");
            case HaConsumptionEntity:
                return row.Text("haConsumptionEntity", TextForm.Entity, 0, SettingsTable.TextLimit, "",
                    "Home Assistant entity with the consumption of the house, cars included, in W or kW.");
            case HaConsumptionInvert:
                return row.Flag("haConsumptionInvert",
                    "Whether the consumption entity counts consumption as negative.");
            case HaGridEntity:
                return row.Text("haGridEntity", TextForm.Entity, 0, SettingsTable.TextLimit, "",
                    "Home Assistant entity with the power at the grid connection in W or kW, import positive.");
            case HaGridInvert:
                return row.Flag("haGridInvert",
                    "Whether the grid entity counts import as negative.");
            case PowerwallHost:
                return row.Text("powerwallHost", TextForm.HostAndPort, 0, SettingsTable.TextLimit, "",
                    "Name or address of the Powerwall gateway; reading it is not built yet, so it has no effect today.");
            case PowerwallPassword:
                return row.Text("powerwallPassword", TextForm.Any, 0, SettingsTable.TextLimit, "",
                    "Customer password of the Powerwall gateway; not used yet, as powerwallHost.").AsSecretFor(PowerwallHost, PowerwallHost, PowerwallHost);
            default:
                return null;
        }
    }
}
