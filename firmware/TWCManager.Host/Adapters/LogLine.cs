using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>One line of the log.</summary>
public sealed record LogLine(DateTime At, LogLevel Level, string Text)
{
    /// <summary>Time, level and text in one line.</summary>
    public string Format()
    {
        return At.ToString("HH:mm:ss") + " " + Mark(Level) + " " + Text;
    }

    private static string Mark(LogLevel level)
    {
        return level switch
        {
            LogLevel.Error => "error  ",
            LogLevel.Warning => "warning",
            _ => "info   ",
        };
    }
}
