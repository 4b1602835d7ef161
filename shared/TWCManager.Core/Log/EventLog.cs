using TWCManager.Core.Ports;

namespace TWCManager.Core.Log;

/// <summary>Hands log lines on to the platform and keeps the newest of them until MQTT has taken them.</summary>
/// <remarks>For the thread of the core only.</remarks>
public sealed class EventLog : ILog
{
    /// <summary>Lines that are kept; older ones give way.</summary>
    public const int Capacity = 16;

    /// <summary>Longest line that is kept, in characters; the rest is cut off.</summary>
    public const int LineCapacity = 240;

    private readonly ILog _platform;
    private readonly string[] _lines = new string[Capacity];
    private int _first;
    private int _count;

    /// <summary>Makes a log.</summary>
    /// <param name="platform">Gets every line at once; null for none.</param>
    public EventLog(ILog platform)
    {
        _platform = platform;
    }

    /// <summary>Lines that gave way before MQTT took them.</summary>
    public int Dropped { get; private set; }

    /// <inheritdoc/>
    public void Write(LogLevel level, string text)
    {
        text = OneLine(text);
        if (_platform != null)
        {
            _platform.Write(level, text);
        }

        if (_count == Capacity)
        {
            RemoveOldest();
            Dropped++;
        }

        string line = WordOf(level) + text;
        _lines[(_first + _count) % Capacity] = line.Length > LineCapacity ? line.Substring(0, LineCapacity) : line;
        _count++;
    }

    /// <summary>Shows the oldest line that is still kept.</summary>
    /// <returns>False, and null, when there is none.</returns>
    public bool TryPeek(out string line)
    {
        line = _count > 0 ? _lines[_first] : null;
        return _count > 0;
    }

    /// <summary>Forgets the oldest line.</summary>
    public void RemoveOldest()
    {
        if (_count == 0)
        {
            return;
        }

        _lines[_first] = null;
        _first = (_first + 1) % Capacity;
        _count--;
    }

    // Names, topics and payloads come from anyone on the network: none may begin a line of its own or move a terminal's cursor.
    private static string OneLine(string text)
    {
        char[] letters = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (IsControl(text[i]))
            {
                letters = letters != null ? letters : text.ToCharArray();
                letters[i] = ' ';
            }
        }

        return letters != null ? new string(letters) : text;
    }

    private static bool IsControl(char letter)
    {
        return letter < ' ' || (letter >= 0x7F && letter < 0xA0) || letter == 0x2028 || letter == 0x2029;
    }

    private static string WordOf(LogLevel level)
    {
        switch (level)
        {
            case LogLevel.Error:
                return "error: ";
            case LogLevel.Warning:
                return "warning: ";
            default:
                return "info: ";
        }
    }
}
