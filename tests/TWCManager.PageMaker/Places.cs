namespace TWCManager.PageMaker;

/// <summary>Names places in a source for messages.</summary>
internal static class Places
{
    /// <summary>File and line of a position, such as "status.js:12".</summary>
    internal static string Of(string name, string text, int position)
    {
        return name + ":" + (text.AsSpan(0, position).Count('\n') + 1);
    }
}
