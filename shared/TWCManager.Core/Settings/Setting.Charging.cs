namespace TWCManager.Core.Settings;

/// <content>The group "Charging".</content>
public static partial class Setting
{
    public const int MinAmpsPerTWC = LastOfWiring + 1;
    public const int DefaultVoltage = MinAmpsPerTWC + 1;
    public const int NumberOfPhases = DefaultVoltage + 1;
    public const int GreenEnergyFlexAmps = NumberOfPhases + 1;
    public const int GreenEnergyReserveWatts = GreenEnergyFlexAmps + 1;
    public const int GreenEnergyStart = GreenEnergyReserveWatts + 1;
    public const int GreenEnergyEnd = GreenEnergyStart + 1;
    public const int NonScheduledAction = GreenEnergyEnd + 1;

    /// <summary>Value of <see cref="NonScheduledAction"/>: charge from surplus.</summary>
    public const int ActionGreen = 0;

    /// <summary>Value of <see cref="NonScheduledAction"/>: charge at a fixed rate.</summary>
    public const int ActionFixed = 1;

    /// <summary>Value of <see cref="NonScheduledAction"/>: do not charge.</summary>
    public const int ActionNone = 2;

    public const int NonScheduledAmpsMax = NonScheduledAction + 1;
    public const int ScheduledAmpsMax = NonScheduledAmpsMax + 1;
    public const int ScheduledAmpsStart = ScheduledAmpsMax + 1;
    public const int ScheduledAmpsEnd = ScheduledAmpsStart + 1;
    public const int ScheduledAmpsDays = ScheduledAmpsEnd + 1;
    public const int StartStopDelay = ScheduledAmpsDays + 1;

    internal const int LastOfCharging = StartStopDelay;

    internal static SettingDefinition OfCharging(int setting, SettingDefinition row)
    {
        switch (setting)
        {
            case MinAmpsPerTWC:
                return row.Number("minAmpsPerTWC", "A", 5, SettingsTable.ConnectorAmpsLimit, "6",
                    "Least current a car is charged with; when less is left for it, it is offered nothing.");
            case DefaultVoltage:
                return row.Number("defaultVoltage", "V", 100, 480, "230",
                    "Volts that turn watts into amps while a wall connector does not report its own: phase to neutral, or line to line with split phase.");
            case NumberOfPhases:
                return row.Number("numberOfPhases", "", 0, 3, "0",
                    "Phases that a car charges on as long as its wall connector does not measure that; 0 for all on which the wall connector reports volts, and for one where it reports none.");
            case GreenEnergyFlexAmps:
                return row.Number("greenEnergyFlexAmps", "A", 0, SettingsTable.ConnectorAmpsLimit, "0",
                    "Current that may be missing from the surplus and come from the grid so that a car still gets its minimum.");
            case GreenEnergyReserveWatts:
                return row.Number("greenEnergyReserveWatts", "W", -10000, 10000, "0",
                    "Surplus that is left to the house or the grid instead of the cars; a negative value lets the cars take that much from the grid.");
            case GreenEnergyStart:
                return row.Time("greenEnergyStart",
                    "With nonScheduledAction fixed: time of day from which cars follow the surplus instead; the same as greenEnergyEnd means never.");
            case GreenEnergyEnd:
                return row.Time("greenEnergyEnd",
                    "With nonScheduledAction fixed: time of day until which cars follow the surplus.");
            case NonScheduledAction:
                return row.Choice("nonScheduledAction", "green,fixed,none", "green",
                    "What cars get outside the schedule: the surplus (green), always nonScheduledAmpsMax (fixed), or nothing (none).");
            case NonScheduledAmpsMax:
                return row.Number("nonScheduledAmpsMax", "A", 0, SettingsTable.GroupAmpsLimit, "0",
                    "Current for all cars together outside the schedule when nonScheduledAction is fixed.");
            case ScheduledAmpsMax:
                return row.Number("scheduledAmpsMax", "A", 0, SettingsTable.GroupAmpsLimit, "0",
                    "Current for all cars together within the schedule; 0 turns the schedule off.");
            case ScheduledAmpsStart:
                return row.Time("scheduledAmpsStart",
                    "Local time at which the schedule starts; the same as scheduledAmpsEnd means all day.");
            case ScheduledAmpsEnd:
                return row.Time("scheduledAmpsEnd",
                    "Local time at which the schedule ends, on the next day if it is before scheduledAmpsStart.");
            case ScheduledAmpsDays:
                return row.Days("scheduledAmpsDays",
                    "Days on which the schedule starts.");
            case StartStopDelay:
                return row.Number("startStopDelay", "s", 0, 3600, "60",
                    "How long the surplus must last before a car starts (a further car: five times as long if those that charge can take it); a car stops when the sun has missed its least power for twice as long.");
            default:
                return null;
        }
    }
}
