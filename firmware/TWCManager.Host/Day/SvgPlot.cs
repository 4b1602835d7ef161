using System.Globalization;
using System.Net;
using System.Text;

namespace TWCManager.Host.Day;

/// <summary>A plot over the minutes of a day as SVG: curves, areas, and a strip below that says what ruled when.</summary>
internal sealed class SvgPlot
{
    private const int Left = 56;
    private const int Top = 12;
    private const int PlotWidth = 1008;
    private const int PlotHeight = 200;
    private const int StripHeight = 16;
    private const int Minutes = 1440;

    private readonly StringBuilder _body = new StringBuilder();
    private readonly double _lowest;
    private readonly double _highest;
    private int _strips;

    /// <summary>Makes a plot with its axes.</summary>
    /// <param name="unit">Shown at the axis.</param>
    /// <param name="step">Distance of the lines across.</param>
    public SvgPlot(double lowest, double highest, double step, string unit)
    {
        _lowest = Math.Floor(lowest / step) * step;
        _highest = Math.Max(Math.Ceiling(highest / step) * step, _lowest + step);
        for (double value = _lowest; value <= _highest + step / 2; value += step)
        {
            string weight = Math.Abs(value) < step / 1000 ? "zero" : "line";
            Add($"<line class=\"{weight}\" x1=\"{Left}\" x2=\"{Left + PlotWidth}\" y1=\"{Y(value)}\" y2=\"{Y(value)}\"/>");
            Add($"<text class=\"scale\" x=\"{Left - 6}\" y=\"{Y(value)}\" dy=\"4\" text-anchor=\"end\">{Number(value)} {unit}</text>");
        }

        for (int hour = 0; hour <= 24; hour += 2)
        {
            Add($"<line class=\"line\" x1=\"{X(hour * 60)}\" x2=\"{X(hour * 60)}\" y1=\"{Top}\" y2=\"{Top + PlotHeight}\"/>");
            Add($"<text class=\"scale\" x=\"{X(hour * 60)}\" y=\"{Top + PlotHeight + 15}\" text-anchor=\"middle\">{hour:00}:00</text>");
        }
    }

    /// <summary>Adds a curve.</summary>
    public void Curve(string colour, IReadOnlyList<double> values)
    {
        Add($"<polyline class=\"curve\" style=\"stroke:var(--{colour})\" points=\"{Points(values)}\"/>");
    }

    /// <summary>Adds a filled curve.</summary>
    public void Area(string colour, IReadOnlyList<double> values)
    {
        Add($"<polygon class=\"area\" style=\"fill:var(--{colour})\" points=\"{X(0)},{Y(0)} {Points(values)} {X(values.Count - 1)},{Y(0)}\"/>");
    }

    /// <summary>Adds a strip below: equal neighbours become one piece that shows its text when pointed at.</summary>
    /// <param name="key">Every word, in the order of its colour.</param>
    public void Strip(string[] key, IReadOnlyList<string> words, IReadOnlyList<string> texts)
    {
        int y = Top + PlotHeight + 24 + _strips * (StripHeight + 4);
        _strips++;
        for (int start = 0; start < words.Count;)
        {
            int end = start;
            while (end < words.Count && words[end] == words[start])
            {
                end++;
            }

            string title = $"{Time(start)} to {Time(end)} {words[start]}: {texts[start]}";
            Add($"<rect x=\"{X(start)}\" y=\"{y}\" width=\"{Number((end - start) * (double)PlotWidth / Minutes)}\" height=\"{StripHeight}\" fill=\"{Colour(Array.IndexOf(key, words[start]))}\"><title>{WebUtility.HtmlEncode(title)}</title></rect>");
            start = end;
        }
    }

    /// <summary>Colour of the n-th word of a strip: neighbours are far apart.</summary>
    public static string Colour(int index)
    {
        return $"hsl({index * 137 % 360} 50% {(index % 2 == 0 ? 48 : 62)}%)";
    }

    /// <summary>"09:30" of a minute of the day.</summary>
    public static string Time(int minute)
    {
        return (minute / 60).ToString("00") + ":" + (minute % 60).ToString("00");
    }

    /// <summary>The picture.</summary>
    public override string ToString()
    {
        int height = Top + PlotHeight + 24 + _strips * (StripHeight + 4);
        return $"<svg viewBox=\"0 0 {Left + PlotWidth + 24} {height}\" role=\"img\">\n{_body}</svg>\n";
    }

    private string Points(IReadOnlyList<double> values)
    {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.Count; i++)
        {
            points.Append(X(i)).Append(',').Append(Y(values[i])).Append(' ');
        }

        return points.ToString().TrimEnd();
    }

    private static string X(int minute)
    {
        return Number(Left + minute * (double)PlotWidth / Minutes);
    }

    private string Y(double value)
    {
        return Number(Top + PlotHeight * (_highest - value) / (_highest - _lowest));
    }

    private static string Number(double value)
    {
        return Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
    }

    private void Add(FormattableString piece)
    {
        _body.Append(piece.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
