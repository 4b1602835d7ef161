using System.Text;

namespace TWCManager.PageMaker;

/// <summary>Shortens a script: no comments, no white space that means nothing, no semicolon before a closing brace. Names and literals stay as they are.</summary>
/// <remarks>
/// Line ends go, so each statement must end with a semicolon: where the language would put one in by itself, this refuses. So does it where it cannot tell
/// a division from a regular expression. What comes out is therefore the same script to a browser, or nothing comes out.
/// </remarks>
public static class ScriptText
{
    /// <summary>Shortens a source.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <exception cref="PageException">A semicolon is missing, a literal has no end, or something cannot be told apart.</exception>
    public static string Shorten(string name, string text)
    {
        List<ScriptToken> tokens = new ScriptReader(name, text).Read();
        StringBuilder bare = new StringBuilder();
        for (int i = 0; i < tokens.Count; i++)
        {
            ScriptToken token = tokens[i];
            ScriptToken? last = i == 0 ? null : tokens[i - 1];
            if (token.IsOnNewLine && last != null && NeedsSemicolon(last, token))
            {
                throw new PageException(Places.Of(name, text, last.Position), "a statement must end with a semicolon");
            }

            bool mayGo = token.Text == ";" && i + 1 < tokens.Count && tokens[i + 1].Text == "}" && last != null && EndsByItself(last);
            if (mayGo)
            {
                continue;
            }

            // "const a=1;const b=2;" is "const a=1,b=2;".
            bool isJoined = token.Text == "const" && last is { Text: ";", EndsConst: true };
            if (isJoined)
            {
                bare[^1] = ',';
            }
            else
            {
                Add(bare, token);
            }
        }

        ScriptToken? end = tokens.LastOrDefault();
        if (end != null && end.Text != ";" && !(end.Text == "}" && end.IsOfStatement))
        {
            throw new PageException(Places.Of(name, text, end.Position), "a statement must end with a semicolon");
        }

        return bare.ToString();
    }

    // True where a line end would have counted as a semicolon, or would have cut a statement in two.
    private static bool NeedsSemicolon(ScriptToken last, ScriptToken next)
    {
        if (last.Text is "return" or "throw" or "break" or "continue" or "yield" or "async" || next.Text is "++" or "--")
        {
            return true;
        }

        bool beginsStatement = next.Kind == ScriptKind.Word ? next.Text is not ("in" or "of" or "instanceof" or "else" or "while" or "catch" or "finally")
            : next.Kind == ScriptKind.Literal ? next.Text[0] is not ('`' or '}') : next.Text is "{" or "!" or "~";
        return beginsStatement && last.EndsValue && !last.IsOfStatement && !(last.Kind == ScriptKind.Literal && last.Text.EndsWith("${", StringComparison.Ordinal));
    }

    // The semicolon of an empty statement is the statement.
    private static bool EndsByItself(ScriptToken last)
    {
        return last.EndsValue && !last.IsOfStatement;
    }

    private static void Add(StringBuilder bare, ScriptToken token)
    {
        if (bare.Length > 0)
        {
            char last = bare[^1];
            char next = token.Text[0];
            bool wouldJoin = (IsLetter(last) && IsLetter(next)) || (last == next && last is '+' or '-') || (last == '/' && next is '/' or '*')
                || (char.IsAsciiDigit(last) && next == '.');
            if (wouldJoin && !(token.Kind == ScriptKind.Literal && next == '}'))
            {
                bare.Append(' ');
            }
        }

        bare.Append(token.Text);
    }

    private static bool IsLetter(char letter)
    {
        return char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$';
    }
}
