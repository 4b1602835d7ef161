namespace TWCManager.Benchmarks.Figures;

/// <summary>Something that is measured and printed. Never judged: the reader does that.</summary>
internal interface IFigure
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>Heading.</summary>
    string Title { get; }

    /// <summary>Measures and prints.</summary>
    /// <param name="isQuick">Shorter runs.</param>
    /// <exception cref="Output.NotMeasuredException">Something is missing that it needs; what was measured before is printed.</exception>
    void Measure(TextWriter into, bool isQuick);
}
