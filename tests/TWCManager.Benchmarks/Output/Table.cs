namespace TWCManager.Benchmarks.Output;

/// <summary>A Markdown table whose columns also stand straight as plain text. The first column is words, the others are figures.</summary>
internal sealed class Table
{
    private readonly List<string[]> _rows = new List<string[]>();

    /// <param name="headings">One for each column.</param>
    public Table(params string[] headings)
    {
        _rows.Add(headings);
    }

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells)
    {
        _rows.Add(cells);
    }

    /// <summary>Writes it, with an empty line at the end.</summary>
    public void Write(TextWriter into)
    {
        int[] widths = new int[_rows[0].Length];
        for (int column = 0; column < widths.Length; column++)
        {
            widths[column] = _rows.Max(row => row[column].Length);
        }

        WriteRow(into, widths, _rows[0]);
        into.WriteLine("|" + string.Join("|", widths.Select((width, i) => i == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")) + "|");
        foreach (string[] row in _rows.Skip(1))
        {
            WriteRow(into, widths, row);
        }

        into.WriteLine();
    }

    private static void WriteRow(TextWriter into, int[] widths, string[] cells)
    {
        IEnumerable<string> padded = cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
        into.WriteLine("| " + string.Join(" | ", padded) + " |");
    }
}
