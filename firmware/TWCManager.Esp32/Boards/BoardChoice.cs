using System;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Esp32.Boards;

/// <summary>Makes the board of the settings ready for use.</summary>
public static class BoardChoice
{
    /// <summary>Makes the board and prepares its pins. Never fails: with a wrong choice the page must still come up, so that it can be corrected.</summary>
    public static IBoard Make(ChargerSettings settings, ILog log)
    {
        IBoard board = new WiredBoard(BoardTable.Of(settings.Number(Setting.Board)));
        try
        {
            board.Prepare();
            log.Write(LogLevel.Info, "Board: " + board.Name);
            return board;
        }
        catch (Exception)
        {
            log.Write(LogLevel.Error, "Board: the pins of " + board.Name + " cannot be used here; is it another board? The bus stays silent.");
            return new WrongBoard(board.HasEthernet);
        }
    }
}
