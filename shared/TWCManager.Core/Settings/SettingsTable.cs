namespace TWCManager.Core.Settings;

/// <summary>Every setting there is: the one place for name, kind, unit, range, default and meaning.</summary>
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

    private const int NodeIdLimit = 32;
    private const int PasswordLimit = 64;

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

    /// <summary>Makes the definition of one setting. Not kept: all of them together would hold 9 KB of a small device's heap for ever.</summary>
    /// <param name="setting">One of <see cref="Setting"/>.</param>
    public static SettingDefinition Of(int setting)
    {
        SettingDefinition definition = OfCharging(setting);
        if (definition == null)
        {
            definition = OfMqtt(setting);
        }

        if (definition == null)
        {
            definition = OfEnergy(setting);
        }

        return definition != null ? definition : OfWeb(setting);
    }

    /// <summary>Index of a setting by its exact name, or -1.</summary>
    public static int Find(string name)
    {
        for (int i = 0; i < Setting.Count; i++)
        {
            if (Of(i).Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static SettingDefinition OfCharging(int setting)
    {
        switch (setting)
        {
            case Setting.WiringMaxAmpsAllTWCs:
                return SettingDefinition.OfNumber("wiringMaxAmpsAllTWCs", "A", 0, GroupAmpsLimit, "0",
                    "Most current per phase that the wiring shared by all wall connectors may carry; 0 means not set, and then nothing charges.").AsInstallerLimit();
            case Setting.WiringMaxAmpsPerTWC:
                return SettingDefinition.OfNumber("wiringMaxAmpsPerTWC", "A", 0, ConnectorAmpsLimit, "0",
                    "Most current per phase that the wiring of each single wall connector may carry; 0 means not set, and then nothing charges.").AsInstallerLimit();
            case Setting.MinAmpsPerTWC:
                return SettingDefinition.OfNumber("minAmpsPerTWC", "A", 5, ConnectorAmpsLimit, "6",
                    "Least current a car is charged with; when less is left for it, it is offered nothing.");
            case Setting.DefaultVoltage:
                return SettingDefinition.OfNumber("defaultVoltage", "V", 100, 480, "230",
                    "Volts that turn watts into amps while a wall connector does not report its own: phase to neutral, or line to line with split phase.");
            case Setting.NumberOfPhases:
                return SettingDefinition.OfNumber("numberOfPhases", "", 0, 3, "0",
                    "Phases that a car charges on as long as its wall connector does not measure that; 0 for all on which the wall connector reports volts, and for one where it reports none.");
            case Setting.GreenEnergyFlexAmps:
                return SettingDefinition.OfNumber("greenEnergyFlexAmps", "A", 0, ConnectorAmpsLimit, "0",
                    "Current that may be missing from the surplus and come from the grid so that a car still gets its minimum.");
            case Setting.GreenEnergyReserveWatts:
                return SettingDefinition.OfNumber("greenEnergyReserveWatts", "W", -10000, 10000, "0",
                    "Surplus that is left to the house or the grid instead of the cars; a negative value lets the cars take that much from the grid.");
            case Setting.GreenEnergyStart:
                return SettingDefinition.OfTime("greenEnergyStart",
                    "With nonScheduledAction fixed: time of day from which cars follow the surplus instead; the same as greenEnergyEnd means never.");
            case Setting.GreenEnergyEnd:
                return SettingDefinition.OfTime("greenEnergyEnd",
                    "With nonScheduledAction fixed: time of day until which cars follow the surplus.");
            case Setting.NonScheduledAction:
                return SettingDefinition.OfChoice("nonScheduledAction", new string[] { "green", "fixed", "none" }, "green",
                    "What cars get outside the schedule: the surplus (green), always nonScheduledAmpsMax (fixed), or nothing (none).");
            case Setting.NonScheduledAmpsMax:
                return SettingDefinition.OfNumber("nonScheduledAmpsMax", "A", 0, GroupAmpsLimit, "0",
                    "Current for all cars together outside the schedule when nonScheduledAction is fixed.");
            case Setting.ScheduledAmpsMax:
                return SettingDefinition.OfNumber("scheduledAmpsMax", "A", 0, GroupAmpsLimit, "0",
                    "Current for all cars together within the schedule; 0 turns the schedule off.");
            case Setting.ScheduledAmpsStart:
                return SettingDefinition.OfTime("scheduledAmpsStart",
                    "Local time at which the schedule starts; the same as scheduledAmpsEnd means all day.");
            case Setting.ScheduledAmpsEnd:
                return SettingDefinition.OfTime("scheduledAmpsEnd",
                    "Local time at which the schedule ends, on the next day if it is before scheduledAmpsStart.");
            case Setting.ScheduledAmpsDays:
                return SettingDefinition.OfDays("scheduledAmpsDays",
                    "Days on which the schedule starts.");
            case Setting.StartStopDelay:
                return SettingDefinition.OfNumber("startStopDelay", "s", 0, 3600, "60",
                    "How long the surplus must last before a car starts (a further car: five times as long if those that charge can take it); a car stops when the sun has missed its least power for twice as long.");
            case Setting.StopMethod:
                return SettingDefinition.OfChoicePerTwc("stopMethod", new string[] { "hook", "contactor", "silence" }, "hook",
                    "How a wall connector that cannot be held at 0 A stops its car when there is nothing for it: only by asking over MQTT that somebody stops the car (hook), then also by opening the contactor (contactor), or by leaving the wall connector without master (silence).");
            case Setting.WelcomeTime:
                return SettingDefinition.OfNumber("welcomeTime", "s", 0, 3600, "120",
                    "How long a car that was just plugged in is left at the minimum before it is stopped by stopMethod; a minute at least.");
            case Setting.InterruptionsPerPlugIn:
                return SettingDefinition.OfNumber("interruptionsPerPlugIn", "", 0, 20, "3",
                    "How often opening the contactor or silence may stop a car between plugging in and out; silence never more than three times, because cars refuse to go on then.");
            case Setting.PhaseRotation:
                // In the order that PhaseWiring reads. Whoever names fewer conductors lets the others carry more, so that is said on site.
                return SettingDefinition.OfChoicePerTwc("phaseRotation",
                    new string[] { "l1l2l3", "l2l3l1", "l3l1l2", "l1l3l2", "l2l1l3", "l3l2l1", "l1", "l2", "l3", "l1l2", "l2l3", "l3l1" }, "l1l2l3",
                    "Conductors of the supply that the terminals L1, L2 and L3 of a wall connector are wired to; it counts in the wiring limit of each conductor that is named, so fewer than three are named only where fewer are wired.").AsLocalOnly();
            case Setting.CarKind:
                return SettingDefinition.OfChoicePerTwc("carKind", new string[] { "tesla", "other" }, "tesla",
                    "Make of the cars that charge there: others are never asked for their number and are told their current in every heartbeat.");
            case Setting.TrapCure:
                return SettingDefinition.OfChoicePerTwc("trapCure", new string[] { "off", "on" }, "off",
                    "Whether a car that stays at 6 A after a raise, as some Teslas of 2017 and 2018 do, is offered 16 or 17 A (21 A with a rating of 80 A) for some seconds where all wiring limits have room for it.");
            case Setting.OwnId:
                return SettingDefinition.OfText("ownId", TextForm.BusId, 4, 4, "7777",
                    "Our address on the bus of the wall connectors; change it only if a wall connector has the same.").AsNeedingRestart();
            case Setting.Board:
                return SettingDefinition.OfChoice("board", new string[] { "devkit", "t-can485", "wt32-eth01", "olimex-poe", "s3-devkit" }, "devkit",
                    "Which board an ESP32 image runs on: it decides the pins of the bus and whether the network comes by cable; without effect on a computer.").AsLocalOnly().AsNeedingRestart();
            case Setting.TimeZone:
                return SettingDefinition.OfText("timeZone", TextForm.TimeZone, 1, TextLimit, "UTC0",
                    "Time zone with its summer time in POSIX form, for example CET-1CEST,M3.5.0,M10.5.0/3 for central Europe.");
            case Setting.NtpServer:
                return SettingDefinition.OfText("ntpServer", TextForm.Host, 1, TextLimit, "pool.ntp.org",
                    "Server that a device without a clock asks for the time; for one of your own write its address rather than its name.").AsNeedingRestart();
            default:
                return null;
        }
    }

    private static SettingDefinition OfMqtt(int setting)
    {
        switch (setting)
        {
            case Setting.MqttHost:
                return SettingDefinition.OfText("mqttHost", TextForm.Host, 0, TextLimit, "",
                    "Name or address of the MQTT broker; empty means no MQTT.").AsNeedingRestart();
            case Setting.MqttPort:
                return SettingDefinition.OfNumber("mqttPort", "", 1, 65535, "1883",
                    "Port of the MQTT broker, usually 1883, or 8883 with TLS.").AsNeedingRestart();
            case Setting.MqttUser:
                return SettingDefinition.OfText("mqttUser", TextForm.Any, 0, TextLimit, "",
                    "User name at the MQTT broker; empty if it asks for none.").AsNeedingRestart();
            case Setting.MqttPassword:
                return SettingDefinition.OfText("mqttPassword", TextForm.Any, 0, TextLimit, "",
                    "Password at the MQTT broker.").AsSecret().AsNeedingRestart();
            case Setting.MqttTls:
                return SettingDefinition.OfFlag("mqttTls",
                    "Whether the connection to the MQTT broker is encrypted.").AsNeedingRestart();
            case Setting.MqttBaseTopic:
                return SettingDefinition.OfText("mqttBaseTopic", TextForm.Topic, 1, TextLimit, "twcmanager",
                    "First part of all our topics.").AsNeedingRestart();
            case Setting.NodeId:
                return SettingDefinition.OfText("nodeId", TextForm.Word, 1, NodeIdLimit, "main",
                    "Second part of all our topics, which tells several masters at one broker apart.").AsNeedingRestart();
            case Setting.HaDiscoveryPrefix:
                return SettingDefinition.OfText("haDiscoveryPrefix", TextForm.Topic, 0, TextLimit, "homeassistant",
                    "First part of the topics on which Home Assistant looks for new devices; empty for no announcement.").AsNeedingRestart();
            case Setting.CompatTopics:
                return SettingDefinition.OfFlag("compatTopics",
                    "Whether the topics of older TWCManagers are published too; not built yet, so it has no effect today.").AsNeedingRestart();
            default:
                return null;
        }
    }

    private static SettingDefinition OfEnergy(int setting)
    {
        switch (setting)
        {
            case Setting.EnergyPollSeconds:
                return SettingDefinition.OfNumber("energyPollSeconds", "s", 10, 300, "15",
                    "How often inverter and Home Assistant are asked for their readings.");
            case Setting.EnergyMaxAgeSeconds:
                return SettingDefinition.OfNumber("energyMaxAgeSeconds", "s", 20, 600, "60",
                    "How old a reading may be; past that there is no surplus.");
            case Setting.MeterLagSeconds:
                return SettingDefinition.OfNumber("meterLagSeconds", "s", 0, 60, "0",
                    "How old the powers are that the meter reports; 0 to let the manager find out from the steps of the cars.");
            case Setting.FroniusHost:
                return SettingDefinition.OfText("froniusHost", TextForm.HostAndPort, 0, TextLimit, "",
                    "Name or address of the Fronius inverter; empty if there is none.");
            case Setting.HaUrl:
                return SettingDefinition.OfText("haUrl", TextForm.Url, 0, TextLimit, "",
                    "Where Home Assistant answers, for example http://homeassistant.local:8123; empty means not to read from it.");
            case Setting.HaToken:
                return SettingDefinition.OfText("haToken", TextForm.Any, 0, TokenLimit, "",
                    "Long-lived access token of a Home Assistant user.").AsSecret();
            case Setting.HaGenerationEntity:
                return SettingDefinition.OfText("haGenerationEntity", TextForm.Entity, 0, TextLimit, "",
                    "Home Assistant entity with the solar production in W or kW.");
            case Setting.HaGenerationInvert:
                return SettingDefinition.OfFlag("haGenerationInvert",
                    "Whether the production entity counts production as negative.");
            case Setting.HaConsumptionEntity:
                return SettingDefinition.OfText("haConsumptionEntity", TextForm.Entity, 0, TextLimit, "",
                    "Home Assistant entity with the consumption of the house, cars included, in W or kW.");
            case Setting.HaConsumptionInvert:
                return SettingDefinition.OfFlag("haConsumptionInvert",
                    "Whether the consumption entity counts consumption as negative.");
            case Setting.HaGridEntity:
                return SettingDefinition.OfText("haGridEntity", TextForm.Entity, 0, TextLimit, "",
                    "Home Assistant entity with the power at the grid connection in W or kW, import positive.");
            case Setting.HaGridInvert:
                return SettingDefinition.OfFlag("haGridInvert",
                    "Whether the grid entity counts import as negative.");
            case Setting.PowerwallHost:
                return SettingDefinition.OfText("powerwallHost", TextForm.HostAndPort, 0, TextLimit, "",
                    "Name or address of the Powerwall gateway; reading it is not built yet, so it has no effect today.");
            case Setting.PowerwallPassword:
                return SettingDefinition.OfText("powerwallPassword", TextForm.Any, 0, TextLimit, "",
                    "Customer password of the Powerwall gateway; not used yet, as powerwallHost.").AsSecret();
            default:
                return null;
        }
    }

    // What an owner expects: a new device can be set up by whoever holds it; from then on everybody in the house may look, charge now and stop,
    // as with a switch on the wall, and only who knows the password changes a setting. Who wants less chooses status or off.

    private static SettingDefinition OfWeb(int setting)
    {
        switch (setting)
        {
            case Setting.WebServer:
                return SettingDefinition.OfChoice("webServer", new string[] { "off", "status", "full" }, "full",
                    "What the web page may do: nothing (off), show the status (status), or also take commands and, with the set-up password, settings (full).");
            case Setting.SetupPassword:
                // Whoever could change it from afar could then also raise the limits of the wiring.
                return SettingDefinition.OfText("setupPassword", TextForm.Any, 0, PasswordLimit, "",
                    "Password that the web page asks for before it changes a setting; empty until the first set-up chooses one.").AsSecret().AsLocalOnly();
            default:
                return null;
        }
    }
}
