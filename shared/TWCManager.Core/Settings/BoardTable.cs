namespace TWCManager.Core.Settings;

/// <summary>The boards that an ESP32 image runs on. A new board is a word and a row here.</summary>
/// <remarks>It stands beside the settings because its words are those of the setting <c>board</c>. The chip makes one row at its start.</remarks>
public static class BoardTable
{
    /// <summary>Words of the setting <c>board</c>, in the order of the rows; the first is the default.</summary>
    public const string Words = "devkit,t-can485,wt32-eth01,olimex-poe,s3-devkit";

    /// <summary>Makes the row of a board.</summary>
    /// <param name="board">Value of <see cref="Setting.Board"/>: place of its word.</param>
    /// <returns>Null for a word without a row.</returns>
    public static BoardRow Of(int board)
    {
        // GPIO 0 is the button marked BOOT. If it is held while power comes, the chip starts its loader instead of us.
        switch (board)
        {
            case 0:
                // Modules with PSRAM (WROVER) take GPIO 16 and 17. Pins 34 to 39 can only receive.
                return new BoardRow("ESP32 with a MAX3485 module").Bus(17, 16, 4).WithLight(2).WithButton(0, false)
                    .On("ESP32_REV3", "none", "not used");
            case 1:
                // A MAX13487E behind a 5 V converter: GPIO 16 switches the 5 V on, 19 wakes the transceiver. 17 is /RE, which high hands the
                // receiver to the automatic direction: it is deaf while we send, so we do not hear ourselves. The only light is an addressable one.
                return new BoardRow("LilyGO T-CAN485").Bus(22, 21, BoardRow.None).Powering(new int[] { 16, 19, 17 }).WithButton(0, false)
                    .On("ESP32_REV3", "none", "not used");
            case 2:
                // Source: the maker's data sheet names the three pins TXD, RXD and 485_EN. It has no button, and GPIO 0 carries the network's clock.
                return new BoardRow("WT32-ETH01 with a MAX3485 module").Bus(17, 5, 33).ByCable("LAN8720: GPIO 0, 16, 18, 19, 21 to 23, 25 to 27")
                    .On("ESP32_WT32_ETH01", "none", "not used");
            case 3:
                // Source: 4 and 36 are the serial port of the connector UEXT, 33 is on EXT2, 34 is the button BUT1 with a resistor of its own.
                return new BoardRow("Olimex ESP32-POE with a MAX3485 module").Bus(4, 36, 33).WithButton(34, true)
                    .ByCable("LAN8710A: GPIO 12, 17 to 19, 21 to 23, 25 to 27").On("ESP32_OLIMEX", "none; ESP32-POE-ISO: cable from USB", "not used");
            case 4:
                // Source: 17 and 18 are UART 1 in the chip's data sheet; 15 and 16 are free on every version of the board, with octal memory too,
                // and decide nothing at start. The board's own light is an addressable one, which needs a pulse generator.
                return new BoardRow("ESP32-S3 with a MAX3485 module").Bus(17, 18, 16).WithLight(15).WithButton(0, false)
                    .On("ESP32_S3_QUAD", "none", "not used");
            default:
                return null;
        }
    }
}
