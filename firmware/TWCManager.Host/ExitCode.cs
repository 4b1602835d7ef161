namespace TWCManager.Host;

/// <summary>What the program tells whoever started it.</summary>
internal static class ExitCode
{
    public const int Good = 0;
    public const int Failed = 1;
    public const int BadUsage = 2;
}
