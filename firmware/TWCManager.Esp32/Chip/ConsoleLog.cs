using System;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Chip;

/// <summary>Lines on the debug port.</summary>
/// <remarks>Traps avoided: <c>Debug.WriteLine</c> is compiled out of a release build; <c>Console</c> stays. An exception that leaves a thread ends it without
/// a sign, and most lines are written while something is wrong: a line for which there is no memory is left out.</remarks>
public sealed class ConsoleLog : ILog
{
    /// <inheritdoc/>
    public void Write(LogLevel level, string text)
    {
        try
        {
            Console.WriteLine(Mark(level) + text);
        }
        catch (Exception)
        {
            // Nobody to tell it to.
        }
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
