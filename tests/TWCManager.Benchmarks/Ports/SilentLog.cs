using TWCManager.Core.Ports;

namespace TWCManager.Benchmarks.Ports;

/// <summary>Nobody reads.</summary>
internal sealed class SilentLog : ILog
{
    /// <inheritdoc/>
    public void Write(LogLevel level, string text)
    {
    }
}
