using System.Text;

namespace TWCManager.PageMaker;

/// <summary>Shortens a style sheet: no comments, no white space that means nothing, no semicolon before a closing brace. Strings stay as they are.</summary>
public static class StyleText
{
    /// <summary>Shortens a source.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <exception cref="PageException">A comment or a string has no end.</exception>
    public static string Shorten(string name, string text)
    {
        StringBuilder bare = new StringBuilder();
        bool isGap = false;
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\n')
            {
                isGap = true;
                at++;
                continue;
            }

            if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
            {
                at = End(name, text, at, "*/", at + 2);
                isGap = true;
                continue;
            }

            int end = text[at] is '\'' or '"' ? End(name, text, at, text[at].ToString(), at + 1) : at + 1;
            Add(bare, text[at..end], isGap);
            isGap = false;
            at = end;
        }

        return bare.ToString();
    }

    private static void Add(StringBuilder bare, string token, bool isGap)
    {
        char last = bare.Length == 0 ? '{' : bare[^1];
        if (token == "}" && last == ';')
        {
            bare.Length--;
        }
        else if (isGap && !"{};,>:(".Contains(last) && !"{};,>!)".Contains(token[0]))
        {
            // A space before a colon or a parenthesis can be "descendant of" or part of a query: it stays.
            bare.Append(' ');
        }

        bare.Append(token);
    }

    private static int End(string name, string text, int start, string mark, int from)
    {
        int end = text.IndexOf(mark, from, StringComparison.Ordinal);
        int lineEnd = text.IndexOf('\n', from);
        if (end < 0 || (mark.Length == 1 && lineEnd >= 0 && lineEnd < end) || text.AsSpan(start, end - start).Contains('\\'))
        {
            throw new PageException(Places.Of(name, text, start), "a comment or a string has no end, or a backslash in it");
        }

        return end + mark.Length;
    }
}
