using TWCManager.Core.Ports;

namespace TWCManager.Host.Day;

/// <summary>The log of a virtual day.</summary>
internal sealed class DayLog : ILog
{
    private const int MostLines = 2000;

    private readonly List<string> _lines = new List<string>();

    /// <summary>Virtual time, ms.</summary>
    public long NowMs { get; set; }

    /// <summary>The lines with their time of day.</summary>
    public IReadOnlyList<string> Lines
    {
        get { return _lines; }
    }

    /// <inheritdoc/>
    public void Write(LogLevel level, string text)
    {
        if (_lines.Count < MostLines)
        {
            _lines.Add(TimeSpan.FromMilliseconds(NowMs).ToString(@"hh\:mm\:ss") + " " + (level == LogLevel.Info ? "" : level + ": ") + text);
        }
    }
}
