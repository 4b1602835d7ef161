namespace TWCManager.Core.Ports;

/// <summary>Values of the header Content-Type of our answers.</summary>
public static class WebType
{
    /// <summary>A page.</summary>
    public const string Html = "text/html; charset=utf-8";

    /// <summary>Everything else.</summary>
    public const string Json = "application/json";
}
