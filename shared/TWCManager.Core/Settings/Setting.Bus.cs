namespace TWCManager.Core.Settings;

/// <content>The group "Bus and board".</content>
public static partial class Setting
{
    public const int OwnId = LastOfEnergy + 1;
    public const int Board = OwnId + 1;

    internal const int LastOfBus = Board;

    internal static SettingDefinition OfBus(int setting, SettingDefinition row)
    {
        switch (setting)
        {
            case OwnId:
                return row.Text("ownId", TextForm.BusId, 4, 4, "7777",
                    "Our address on the bus of the wall connectors; change it only if a wall connector has the same.").AsNeedingRestart();
            case Board:
                return row.Choice("board", BoardTable.Words, "devkit",
                    "Which board an ESP32 image runs on: it decides the pins of the bus and whether the network comes by cable; without effect on a computer.").AsLocalOnly().AsNeedingRestart();
            default:
                return null;
        }
    }
}
