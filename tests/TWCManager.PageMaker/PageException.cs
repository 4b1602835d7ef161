namespace TWCManager.PageMaker;

/// <summary>A source of the page holds something that cannot be shortened safely.</summary>
public sealed class PageException : Exception
{
    /// <summary>Makes it.</summary>
    /// <param name="where">File and line, such as "status.js:12".</param>
    /// <param name="problem">What is wrong and how to write it instead.</param>
    public PageException(string where, string problem)
        : base(where + ": " + problem)
    {
    }
}
