using System.Text;
using TWCManager.Host.Adapters;

namespace TWCManager.Host.Screen;

/// <summary>
/// The picture on a terminal, twice a second. It has the terminal's second page to itself and gives the first one back untouched;
/// each frame is written in one piece over the last one, so nothing flickers.
/// </summary>
internal sealed class LiveScreen : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l\e[?7l\e[2J";
    private const string Leave = "\e[?7h\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string ClearBelow = "\e[J";
    private const int LogLines = 40;

    // Below this the terminal does not tell its size.
    private const int NarrowestWidth = 20;
    private const int LowestHeight = 5;
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    private readonly ConsoleLog _log;
    private readonly Stream _terminal = Console.OpenStandardOutput();
    private readonly bool _hadEcho;
    private string _last = "";

    /// <summary>Takes the terminal over.</summary>
    public LiveScreen(ConsoleLog log)
    {
        _log = log;
        _log.MoveToScreen();
        _hadEcho = RawTerminal.TrySetEcho(false);
        Send(Enter);
    }

    /// <summary>Shows a picture.</summary>
    public void Show(Picture picture)
    {
        int width = Console.WindowWidth < NarrowestWidth ? UsualWidth : Console.WindowWidth;
        int height = Console.WindowHeight < LowestHeight ? UsualHeight : Console.WindowHeight;
        Canvas canvas = new Canvas(width, height, hasColour: true);
        Painter.Paint(canvas, picture, _log.Last(LogLines));
        string frame = canvas.ToString();
        if (frame != _last)
        {
            _last = frame;
            Send(Home + frame + ClearBelow);
        }
    }

    /// <summary>Gives the terminal back.</summary>
    public void Dispose()
    {
        Send(Leave);
        if (_hadEcho)
        {
            RawTerminal.TrySetEcho(true);
        }

        _log.LeaveScreen();
    }

    private void Send(string text)
    {
        try
        {
            _terminal.Write(Encoding.UTF8.GetBytes(text));
            _terminal.Flush();
        }
        catch (IOException)
        {
            // The terminal was closed; its hang-up signal ends the program in good order.
        }
    }
}
