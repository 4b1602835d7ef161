namespace TWCManager.PageMaker;

/// <summary>Kinds of pieces of a script.</summary>
internal enum ScriptKind
{
    /// <summary>A name, a keyword or a number.</summary>
    Word,

    /// <summary>A string, a regular expression or a piece of a template: copied as it is.</summary>
    Literal,

    /// <summary>An operator, a bracket, a comma or a semicolon.</summary>
    Mark,
}

/// <summary>One piece of a script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As in the source.</param>
/// <param name="Position">Of its first character in the source.</param>
/// <param name="IsOnNewLine">A line end stands before it.</param>
internal sealed record ScriptToken(ScriptKind Kind, string Text, int Position, bool IsOnNewLine)
{
    /// <summary>An opening brace begins a block of statements; an opening parenthesis belongs to if, for, while or with. On closing ones as on their opening ones.</summary>
    public bool IsOfStatement { get; set; }

    /// <summary>This semicolon ends a statement that began with const.</summary>
    public bool EndsConst { get; set; }

    /// <summary>A value ends here, so that a statement may end here.</summary>
    public bool EndsValue
    {
        get { return Kind != ScriptKind.Mark ? !ScriptReader.IsOperator(Text) : Text is ")" or "]" or "}" or "++" or "--"; }
    }
}
