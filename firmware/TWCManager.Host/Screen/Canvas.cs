using System.Text;

namespace TWCManager.Host.Screen;

/// <summary>Lines of coloured text that never leave their space: what is too long is cut, what is too much is left out.</summary>
internal sealed class Canvas
{
    private static readonly string[] s_codes = ["0", "2", "1", "32", "33", "31;1", "33;1", "36", "7"];

    private readonly StringBuilder _text = new StringBuilder();
    private readonly bool _hasColour;
    private int _left;

    /// <summary>Makes an empty canvas.</summary>
    /// <param name="hasColour">False for text without escape sequences.</param>
    public Canvas(int width, int height, bool hasColour)
    {
        Width = width;
        Height = height;
        _hasColour = hasColour;
        _left = width;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Lines that are complete.</summary>
    public int Lines { get; private set; }

    /// <summary>Lines that still fit.</summary>
    public int LinesLeft
    {
        get { return Height - Lines; }
    }

    /// <summary>Adds text to the present line.</summary>
    public Canvas Put(string text, Style style = Style.Plain)
    {
        if (text.Length > _left)
        {
            text = _left > 0 ? text[..(_left - 1)] + "…" : "";
        }

        _left -= text.Length;
        if (_hasColour && style != Style.Plain && text.Length > 0)
        {
            _text.Append("\e[").Append(s_codes[(int)style]).Append('m').Append(text).Append("\e[0m");
        }
        else
        {
            _text.Append(text);
        }

        return this;
    }

    /// <summary>Adds text that takes a certain width, at the left of it.</summary>
    public Canvas Left(string text, int width, Style style = Style.Plain)
    {
        width = Math.Max(0, width);
        string fitting = text.Length <= width ? text : width == 0 ? "" : text[..(width - 1)] + "…";
        return Put(fitting, style).Put(new string(' ', width - fitting.Length));
    }

    /// <summary>Adds text that takes a certain width, at the right of it.</summary>
    public Canvas Right(string text, int width, Style style = Style.Plain)
    {
        return Put(new string(' ', Math.Max(0, width - text.Length))).Put(text, style);
    }

    /// <summary>Ends the present line.</summary>
    public void EndLine()
    {
        if (Lines >= Height)
        {
            return;
        }

        Lines++;
        // At the end of a full line the cursor still stands on its last character, which this would erase.
        _text.Append(_hasColour && _left > 0 ? "\e[K" : "");
        if (Lines < Height)
        {
            _text.Append(_hasColour ? "\r\n" : "\n");
        }

        // Below the last line nothing fits any more.
        _left = Lines < Height ? Width : 0;
    }

    /// <summary>A line across with a heading.</summary>
    public void Rule(string heading)
    {
        Put("── ", Style.Dim).Put(heading, Style.Strong).Put(" " + new string('─', Math.Max(0, Width - heading.Length - 4)), Style.Dim).EndLine();
    }

    /// <summary>A paragraph, broken between words.</summary>
    /// <param name="indent">Blanks before each line.</param>
    /// <param name="mostLines">What does not fit into so many lines is cut.</param>
    public void Paragraph(string text, int indent, int mostLines, Style style = Style.Plain)
    {
        int room = Math.Max(1, Width - indent);
        for (int line = 1; line <= mostLines && text.Length > 0; line++)
        {
            int cut = text.Length <= room || line == mostLines ? text.Length : text.LastIndexOf(' ', room);
            cut = cut <= 0 ? Math.Min(room, text.Length) : cut;
            Put(new string(' ', indent)).Put(text[..cut], style).EndLine();
            text = text[cut..].TrimStart();
        }
    }

    /// <summary>What was drawn.</summary>
    public override string ToString()
    {
        return _text.ToString();
    }
}
