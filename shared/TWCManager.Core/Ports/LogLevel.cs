namespace TWCManager.Core.Ports;

/// <summary>How much a log line matters.</summary>
public enum LogLevel
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>Works on, but somebody should look.</summary>
    Warning = 1,

    /// <summary>Something that should work does not.</summary>
    Error = 2,
}
