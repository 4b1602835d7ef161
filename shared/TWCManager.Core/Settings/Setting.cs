namespace TWCManager.Core.Settings;

/// <summary>Index of each setting in <see cref="SettingsTable"/>. Not stored and not published: names are.</summary>
public static class Setting
{
    public const int WiringMaxAmpsAllTWCs = 0;
    public const int WiringMaxAmpsPerTWC = 1;
    public const int MinAmpsPerTWC = 2;
    public const int DefaultVoltage = 3;
    public const int NumberOfPhases = 4;
    public const int GreenEnergyFlexAmps = 5;
    public const int GreenEnergyReserveWatts = 6;
    public const int GreenEnergyStart = 7;
    public const int GreenEnergyEnd = 8;
    public const int NonScheduledAction = 9;
    public const int NonScheduledAmpsMax = 10;
    public const int ScheduledAmpsMax = 11;
    public const int ScheduledAmpsStart = 12;
    public const int ScheduledAmpsEnd = 13;
    public const int ScheduledAmpsDays = 14;
    public const int StartStopDelay = 15;
    public const int OwnId = 16;
    public const int MqttHost = 17;
    public const int MqttPort = 18;
    public const int MqttUser = 19;
    public const int MqttPassword = 20;
    public const int MqttTls = 21;
    public const int MqttBaseTopic = 22;
    public const int NodeId = 23;
    public const int HaDiscoveryPrefix = 24;
    public const int CompatTopics = 25;
    public const int EnergyPollSeconds = 26;
    public const int EnergyMaxAgeSeconds = 27;
    public const int FroniusHost = 28;
    public const int HaUrl = 29;
    public const int HaToken = 30;
    public const int HaGenerationEntity = 31;
    public const int HaGenerationInvert = 32;
    public const int HaConsumptionEntity = 33;
    public const int HaConsumptionInvert = 34;
    public const int HaGridEntity = 35;
    public const int HaGridInvert = 36;
    public const int PowerwallHost = 37;
    public const int PowerwallPassword = 38;
    public const int TimeZone = 39;
    public const int NtpServer = 40;
    public const int WebServer = 41;
    public const int SetupPassword = 42;
    public const int StopMethod = 43;
    public const int Board = 44;
    public const int WelcomeTime = 45;
    public const int InterruptionsPerPlugIn = 46;
    public const int PhaseRotation = 47;
    public const int CarKind = 48;
    public const int TrapCure = 49;
    public const int MeterLagSeconds = 50;

    /// <summary>Number of settings.</summary>
    public const int Count = 51;

    /// <summary>Value of <see cref="StopMethod"/>: only ask somebody over MQTT.</summary>
    public const int StopByHook = 0;

    /// <summary>Value of <see cref="StopMethod"/>: ask, then open the contactor.</summary>
    public const int StopByContactor = 1;

    /// <summary>Value of <see cref="StopMethod"/>: ask, then leave the connector without master.</summary>
    public const int StopBySilence = 2;

    /// <summary>Value of <see cref="NonScheduledAction"/>: charge from surplus.</summary>
    public const int ActionGreen = 0;

    /// <summary>Value of <see cref="NonScheduledAction"/>: charge at a fixed rate.</summary>
    public const int ActionFixed = 1;

    /// <summary>Value of <see cref="NonScheduledAction"/>: do not charge.</summary>
    public const int ActionNone = 2;

    /// <summary>Value of <see cref="Board"/>: a development board with a transceiver module.</summary>
    public const int BoardDevKit = 0;

    /// <summary>Value of <see cref="Board"/>: LilyGO T-CAN485.</summary>
    public const int BoardTCan485 = 1;

    /// <summary>Value of <see cref="Board"/>: Wireless-Tag WT32-ETH01.</summary>
    public const int BoardWt32Eth01 = 2;

    /// <summary>Value of <see cref="Board"/>: Olimex ESP32-POE.</summary>
    public const int BoardOlimexPoe = 3;

    /// <summary>Value of <see cref="Board"/>: ESP32-S3-DevKitC-1.</summary>
    public const int BoardS3DevKit = 4;

    /// <summary>Value of <see cref="WebServer"/>: no page.</summary>
    public const int WebOff = 0;

    /// <summary>Value of <see cref="WebServer"/>: the page shows, and changes nothing.</summary>
    public const int WebStatus = 1;

    /// <summary>Value of <see cref="WebServer"/>: the page takes commands, and settings from who knows the set-up password.</summary>
    public const int WebFull = 2;
}
