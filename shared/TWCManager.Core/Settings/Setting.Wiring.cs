namespace TWCManager.Core.Settings;

/// <content>The group "Wiring".</content>
public static partial class Setting
{
    public const int WiringMaxAmpsAllTWCs = 0;
    public const int WiringMaxAmpsPerTWC = WiringMaxAmpsAllTWCs + 1;
    public const int PhaseRotation = WiringMaxAmpsPerTWC + 1;

    internal const int LastOfWiring = PhaseRotation;

    internal static SettingDefinition OfWiring(int setting, SettingDefinition row)
    {
        switch (setting)
        {
            case WiringMaxAmpsAllTWCs:
                return row.Number("wiringMaxAmpsAllTWCs", "A", 0, SettingsTable.GroupAmpsLimit, "0",
                    "Most current per phase that the wiring shared by all wall connectors may carry; 0 means not set, and then nothing charges.").AsInstallerLimit();
            case WiringMaxAmpsPerTWC:
                return row.Number("wiringMaxAmpsPerTWC", "A", 0, SettingsTable.ConnectorAmpsLimit, "0",
                    "Most current per phase that the wiring of each single wall connector may carry; 0 means not set, and then nothing charges.").AsInstallerLimit();
            case PhaseRotation:
                // In the order that PhaseWiring reads. Whoever names fewer conductors lets the others carry more, so that is said on site.
                return row.ChoicePerTwc("phaseRotation",
                    "l1l2l3,l2l3l1,l3l1l2,l1l3l2,l2l1l3,l3l2l1,l1,l2,l3,l1l2,l2l3,l3l1", "l1l2l3",
                    "Conductors of the supply that the terminals L1, L2 and L3 of a wall connector are wired to; it counts in the wiring limit of each conductor that is named, so fewer than three are named only where fewer are wired.").AsLocalOnly();
            default:
                return null;
        }
    }
}
