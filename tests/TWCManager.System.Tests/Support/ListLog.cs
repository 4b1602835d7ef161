using TWCManager.Core.Ports;

namespace TWCManager.System.Tests.Support;

/// <summary>A log that remembers.</summary>
internal sealed class ListLog : ILog
{
    private readonly List<string> _lines = new List<string>();

    public void Write(LogLevel level, string text)
    {
        lock (_lines)
        {
            _lines.Add(text);
        }
    }

    public int Count(string part)
    {
        lock (_lines)
        {
            return _lines.Count(line => line.Contains(part, StringComparison.Ordinal));
        }
    }
}
