namespace TWCManager.Core.Settings;

/// <content>The group "Bus and board".</content>
public static partial class Setting
{
    public const int OwnId = LastOfEnergy + 1;
    public const int Board = OwnId + 1;

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

    internal const int LastOfBus = Board;

    internal static SettingDefinition OfBus(int setting, SettingDefinition row)
    {
        switch (setting)
        {
            case OwnId:
                return row.Text("ownId", TextForm.BusId, 4, 4, "7777",
                    "Our address on the bus of the wall connectors; change it only if a wall connector has the same.").AsNeedingRestart();
            case Board:
                return row.Choice("board", "devkit,t-can485,wt32-eth01,olimex-poe,s3-devkit", "devkit",
                    "Which board an ESP32 image runs on: it decides the pins of the bus and whether the network comes by cable; without effect on a computer.").AsLocalOnly().AsNeedingRestart();
            default:
                return null;
        }
    }
}
