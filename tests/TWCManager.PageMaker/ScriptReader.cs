namespace TWCManager.PageMaker;

/// <summary>Cuts a script into tokens. Where the language would need a whole parser to tell what is meant, it refuses.</summary>
internal sealed class ScriptReader
{
    private static readonly string[] s_operators = ["return", "typeof", "case", "in", "of", "new", "delete", "void", "throw", "else", "do", "instanceof", "await", "yield"];
    private static readonly string[] s_marks = ["===", "!==", "...", "**=", "<<=", ">>=", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--",
        "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "**", "<<", ">>"];

    private readonly string _name;
    private readonly string _text;
    private readonly List<ScriptToken> _tokens = new List<ScriptToken>();

    // Opening brackets that still wait for their closing ones; null for the "${" of a template.
    private readonly Stack<ScriptToken?> _open = new Stack<ScriptToken?>();
    // For each bracket that is open, and for the whole: the statement in it began with const.
    private readonly Stack<bool> _isConst = new Stack<bool>([false]);
    private int _at;
    private bool _isNewLine;

    internal ScriptReader(string name, string text)
    {
        _name = name;
        _text = text;
    }

    internal static bool IsOperator(string word)
    {
        return s_operators.Contains(word);
    }

    internal List<ScriptToken> Read()
    {
        while (_at < _text.Length)
        {
            char next = _text[_at];
            if (next is ' ' or '\n')
            {
                _isNewLine |= next == '\n';
                _at++;
            }
            else if (!TrySkipComment())
            {
                Take(next);
            }
        }

        if (_open.Count > 0)
        {
            throw Problem("a bracket or a template is not closed");
        }

        return _tokens;
    }

    private bool TrySkipComment()
    {
        bool isLong = string.CompareOrdinal(_text, _at, "/*", 0, 2) == 0;
        if (!isLong && string.CompareOrdinal(_text, _at, "//", 0, 2) != 0)
        {
            return false;
        }

        int end = _text.IndexOf(isLong ? "*/" : "\n", _at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Problem("a comment has no end");
        }

        _isNewLine |= _text.AsSpan(_at, end - _at).Contains('\n');
        _at = isLong ? end + 2 : end;
        return true;
    }

    private void Take(char next)
    {
        if (IsWordLetter(next) || (next == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])))
        {
            int end = _at + 1;
            while (end < _text.Length && (IsWordLetter(_text[end]) || (_text[end] == '.' && char.IsAsciiDigit(next))))
            {
                end++;
            }

            Add(ScriptKind.Word, end);
        }
        else if (next is '\'' or '"')
        {
            Add(ScriptKind.Literal, EndOfString(next));
        }
        else if (next == '`' || (next == '}' && _open.Count > 0 && _open.Peek() == null))
        {
            TakeTemplate(next == '}');
        }
        else if (next == '/' && IsRegexHere())
        {
            Add(ScriptKind.Literal, EndOfRegex());
        }
        else
        {
            TakeMark(next);
        }
    }

    private int EndOfString(char quote)
    {
        int end = _at + 1;
        while (_text[end] != quote)
        {
            end += _text[end] == '\\' ? 2 : 1;
            if (end >= _text.Length || _text[end] == '\n')
            {
                throw Problem("a string has no end on its line");
            }
        }

        return end + 1;
    }

    // From a back quote or the end of a "${...}" to the next "${" or the closing back quote. Line ends in it would be kept, and there is none in the page.
    private void TakeTemplate(bool goesOn)
    {
        if (goesOn)
        {
            _open.Pop();
        }

        int end = _at + 1;
        while (end < _text.Length && _text[end] is not ('`' or '\n'))
        {
            if (_text[end] == '$' && end + 1 < _text.Length && _text[end + 1] == '{')
            {
                Add(ScriptKind.Literal, end + 2);
                _open.Push(null);
                return;
            }

            end += _text[end] == '\\' ? 2 : 1;
        }

        if (end >= _text.Length || _text[end] == '\n')
        {
            throw Problem("a template has no end on its line");
        }

        Add(ScriptKind.Literal, end + 1);
    }

    private bool IsRegexHere()
    {
        ScriptToken? last = _tokens.LastOrDefault();
        if (last != null && (last.Text == "}" || (last.Text == ")" && last.IsOfStatement) || last.Text is "++" or "--"))
        {
            throw Problem("a slash here may be a division or a regular expression: put one into parentheses");
        }

        // After "${" a value begins as well.
        return last == null || !last.EndsValue || (last.Kind == ScriptKind.Literal && last.Text.EndsWith("${", StringComparison.Ordinal));
    }

    private int EndOfRegex()
    {
        bool isInClass = false;
        int end = _at + 1;
        while (end < _text.Length && (_text[end] != '/' || isInClass) && _text[end] != '\n')
        {
            isInClass = _text[end] == '[' || (isInClass && _text[end] != ']');
            end += _text[end] == '\\' ? 2 : 1;
        }

        if (end >= _text.Length || _text[end] == '\n')
        {
            throw Problem("a regular expression has no end on its line");
        }

        while (++end < _text.Length && IsWordLetter(_text[end]))
        {
            // Its flags.
        }

        return end;
    }

    private void TakeMark(char next)
    {
        string mark = s_marks.FirstOrDefault(m => string.CompareOrdinal(_text, _at, m, 0, m.Length) == 0) ?? next.ToString();
        if (mark.Length == 1 && !"{}()[];,<>+-*/%&|^!~?:=.".Contains(next))
        {
            throw Problem("this character is not known here: " + next);
        }

        ScriptToken? last = _tokens.LastOrDefault();
        ScriptToken token = Add(ScriptKind.Mark, _at + mark.Length);
        if (mark is "(" or "[" or "{")
        {
            token.IsOfStatement = mark == "{" ? BeginsBlock(last) : last is { Text: "if" or "for" or "while" or "with" or "switch" or "catch" };
            _open.Push(token);
        }
        else if (mark is ")" or "]" or "}")
        {
            if (_open.Count == 0 || _open.Pop() is not { } opening || opening.Text != (mark == ")" ? "(" : mark == "]" ? "[" : "{"))
            {
                throw Problem("this bracket closes no other: " + mark);
            }

            token.IsOfStatement = opening.IsOfStatement;
        }
    }

    // What a function expression or an object ends with needs a semicolon, so neither counts as a block.
    private static bool BeginsBlock(ScriptToken? last)
    {
        return last == null || last.Text is ";" or "else" or "do" or "try" or "finally" || (last.IsOfStatement && last.Text is "{" or "}" or ")");
    }

    private ScriptToken Add(ScriptKind kind, int end)
    {
        ScriptToken token = new ScriptToken(kind, _text[_at..end], _at, _isNewLine);
        NoteConst(token, _tokens.LastOrDefault());
        _tokens.Add(token);
        _at = end;
        _isNewLine = false;
        return token;
    }

    private void NoteConst(ScriptToken token, ScriptToken? last)
    {
        bool beginsStatement = last == null || last.Text is ";" or "{" || (last.Text == "}" && last.IsOfStatement);
        if (token.Text is "(" or "[" or "{" || (token.Kind == ScriptKind.Literal && token.Text.EndsWith("${", StringComparison.Ordinal) && token.Text[0] == '`'))
        {
            _isConst.Push(false);
        }
        else if (token.Text is ")" or "]" or "}" || (token.Kind == ScriptKind.Literal && token.Text[0] == '}' && token.Text[^1] == '`'))
        {
            if (_isConst.Count > 1)
            {
                _isConst.Pop();
            }
        }
        else if (token.Text == ";")
        {
            token.EndsConst = _isConst.Pop();
            _isConst.Push(false);
        }
        else if (beginsStatement && token.Text == "const")
        {
            _isConst.Pop();
            _isConst.Push(true);
        }
    }

    private static bool IsWordLetter(char letter)
    {
        return char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$';
    }

    private PageException Problem(string problem)
    {
        return new PageException(Places.Of(_name, _text, Math.Min(_at, _text.Length - 1)), problem);
    }
}
