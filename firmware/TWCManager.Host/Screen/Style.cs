namespace TWCManager.Host.Screen;

/// <summary>How a piece of text looks.</summary>
internal enum Style
{
    Plain,
    Dim,
    Strong,
    Good,
    Warning,
    Bad,
    Sun,
    Grid,
    Title,
}
