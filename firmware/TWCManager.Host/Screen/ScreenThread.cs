using TWCManager.Core.Ports;
using TWCManager.Host.Adapters;

namespace TWCManager.Host.Screen;

/// <summary>Shows pictures on a thread of its own: a terminal that is stopped, or a pipe that nobody reads, holds up nothing else.</summary>
internal sealed class ScreenThread : IDisposable
{
    private const int LiveMs = 500;
    private const int PlainMs = 5000;
    private const int EndMs = 300;

    private readonly Func<Picture?> _picture;
    private readonly ConsoleLog _log;
    private readonly bool _isLive;
    private readonly ManualResetEventSlim _isEnding = new ManualResetEventSlim();
    private readonly Thread _thread;

    /// <summary>Starts showing.</summary>
    /// <param name="picture">Gives the newest picture, or null while there is none.</param>
    /// <param name="isLive">On the whole terminal; otherwise as lines of text.</param>
    public ScreenThread(Func<Picture?> picture, ConsoleLog log, bool isLive)
    {
        _picture = picture;
        _log = log;
        _isLive = isLive;
        _thread = new Thread(Show) { IsBackground = true, Name = "screen" };
        _thread.Start();
    }

    /// <summary>Ends showing and gives the terminal back.</summary>
    public void Dispose()
    {
        _isEnding.Set();
        _thread.Join(EndMs);
    }

    private void Show()
    {
        try
        {
            if (_isLive)
            {
                ShowLive();
            }
            else
            {
                ShowPlain();
            }
        }
        catch (Exception problem)
        {
            // A screen is not worth ending the program for.
            _log.Write(LogLevel.Error, "The screen is off: " + problem.GetType().Name + ": " + problem.Message);
        }
    }

    private void ShowLive()
    {
        using LiveScreen screen = new LiveScreen(_log);
        do
        {
            Picture? picture = _picture();
            if (picture != null)
            {
                screen.Show(picture);
            }
        }
        while (!_isEnding.Wait(LiveMs));
    }

    private void ShowPlain()
    {
        while (!_isEnding.Wait(PlainMs))
        {
            Picture? picture = _picture();
            if (picture != null)
            {
                PlainScreen.Show(picture, Console.Out);
            }
        }
    }
}
