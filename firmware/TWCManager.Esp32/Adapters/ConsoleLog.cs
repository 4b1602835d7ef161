using System;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Adapters;

/// <summary>Lines on the debug port.</summary>
/// <remarks>Trap avoided: <c>Debug.WriteLine</c> is compiled out of a release build; <c>Console</c> stays.</remarks>
public sealed class ConsoleLog : ILog
{
    /// <inheritdoc/>
    public void Write(LogLevel level, string text)
    {
        Console.WriteLine(Mark(level) + text);
    }

    // By hand: on the device an enum's own text is its number.
    private static string Mark(LogLevel level)
    {
        switch (level)
        {
            case LogLevel.Error:
                return "ERROR ";
            case LogLevel.Warning:
                return "WARN  ";
            default:
                return "info  ";
        }
    }
}
