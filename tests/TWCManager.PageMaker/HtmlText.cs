using System.Text.RegularExpressions;

namespace TWCManager.PageMaker;

/// <summary>Shortens HTML: no comments, no indentation, no line ends. A line end between two tags vanishes, any other is a space.
/// Values of attributes that are one plain word lose their quotes.</summary>
public static partial class HtmlText
{
    /// <summary>Shortens a source.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <exception cref="PageException">White space counts in an element of it, or a comment has no end.</exception>
    public static string Shorten(string name, string text)
    {
        Match kept = WhiteSpaceCounts().Match(text);
        if (kept.Success)
        {
            throw new PageException(Places.Of(name, text, kept.Index), "white space counts in <" + kept.Groups[1].Value + ">, so it cannot be used here");
        }

        string bare = Comment().Replace(text, "");
        int open = bare.IndexOf("<!--", StringComparison.Ordinal);
        if (open >= 0)
        {
            throw new PageException(name, "a comment has no end");
        }

        string joined = LineEnd().Replace(BetweenTags().Replace(bare.Trim(), "><"), " ");
        return Tag().Replace(joined, tag => tag.Value.StartsWith("<link", StringComparison.Ordinal) || tag.Value.StartsWith("<script", StringComparison.Ordinal)
            ? tag.Value : PlainValue().Replace(tag.Value, "$1=$2"));
    }

    [GeneratedRegex("<(pre|textarea|script(?! src='[a-z]+\\.js'></script>)|style)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex WhiteSpaceCounts();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(">[ ]*\n\\s*<")]
    private static partial Regex BetweenTags();

    [GeneratedRegex("<[a-z][^<>]*>")]
    private static partial Regex Tag();

    // An id keeps its quotes: it is what people search for, and the tests.
    [GeneratedRegex("( (?!id=)[a-z-]+)='([A-Za-z0-9-]+)'")]
    private static partial Regex PlainValue();

    [GeneratedRegex("[ ]*\n\\s*")]
    private static partial Regex LineEnd();
}
