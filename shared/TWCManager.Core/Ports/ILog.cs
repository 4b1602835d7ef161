namespace TWCManager.Core.Ports;

/// <summary>Lines for a person. Never carries a secret.</summary>
public interface ILog
{
    /// <summary>Takes one line, without line end. Never waits; may drop.</summary>
    void Write(LogLevel level, string text);
}
