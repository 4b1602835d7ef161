namespace TWCManager.Core.Settings;

/// <summary>Index of each setting, and its row: one file for each group, in the order of the page and of the documents.</summary>
/// <remarks>
/// A number setting is a constant, one higher than its predecessor, and a row in the same file. Indices are not stored and not published: names are.
/// The words of a choice are constants beside it.
/// </remarks>
public static partial class Setting
{
    /// <summary>Number of settings.</summary>
    public const int Count = LastOfWeb + 1;
}
