namespace TWCManager.Core.Documents;

/// <summary>What this program calls itself.</summary>
public static class ProductVersion
{
    /// <summary>Name as people see it.</summary>
    public const string Name = "TWCManager";

    /// <summary>Version, three numbers.</summary>
    public const string Text = "0.1.0";
}
