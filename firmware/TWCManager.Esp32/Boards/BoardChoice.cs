using System.Text;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Boards;

/// <summary>Which board this is: what the file <c>board.txt</c> says, else what the image was made for.</summary>
public static class BoardChoice
{
    // The one line to change for an image made for another board.
    private const string ImageBoard = DevKit;

    private const string DevKit = "devkit";
    private const string TCan485 = "t-can485";
    private const string Ethernet = "wt32-eth01";
    private const string S3DevKit = "s3-devkit";

    private const string FileName = "board.txt";
    private const int CapacityBytes = 64;

    /// <summary>Makes the board; its pins are not touched yet.</summary>
    public static IBoard Make(IStorage storage, ILog log)
    {
        string name = ReadName(storage);
        IBoard board = TryMake(name.Length == 0 ? ImageBoard : name);
        if (board != null)
        {
            return board;
        }

        log.Write(LogLevel.Error, "Board: there is no board of the name in board.txt; " + ImageBoard + " is used. Known: " + DevKit + ", " + TCan485 + ", " + Ethernet + ", " + S3DevKit + ".");
        return TryMake(ImageBoard);
    }

    private static string ReadName(IStorage storage)
    {
        byte[] content = new byte[CapacityBytes];
        int length = storage.Read(FileName, content);
        return length <= 0 ? "" : Encoding.UTF8.GetString(content, 0, length).Trim().ToLower();
    }

    private static IBoard TryMake(string name)
    {
        switch (name)
        {
            case DevKit:
                return new DevKitBoard();
            case TCan485:
                return new TCan485Board();
            case Ethernet:
                return new EthernetBoard();
            case S3DevKit:
                return new S3DevKitBoard();
            default:
                return null;
        }
    }
}
