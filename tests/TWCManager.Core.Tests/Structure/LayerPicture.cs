using System.Globalization;
using System.Text;

namespace TWCManager.Core.Tests.Structure;

/// <summary>Draws docs/pictures/layers.svg from the arrows: one row and one column for each layer, the highest first, a dot where the row uses the column.</summary>
static class LayerPicture
{
    private const int Left = 184;
    private const int Top = 140;
    private const int Cell = 36;

    /// <summary>The picture as a file holds it.</summary>
    /// <param name="arrows">Each layer with those that it uses, the lowest layer first.</param>
    public static string Svg(IReadOnlyDictionary<string, string[]> arrows)
    {
        var layers = arrows.Keys.Reverse().ToArray();
        var side = layers.Length * Cell;
        var width = Left + side + 24;
        var height = Top + side + 58;
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\""
            + " font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\" role=\"img\" aria-label=\"Layers of the core\">");
        Line(svg, "  <title>Layers of the core and who may use whom</title>");
        Line(svg, "  <!-- Printed from the arrows in tests/TWCManager.Core.Tests/Structure/CoreStructureTests.cs; a test compares. -->");
        Line(svg, "  <style>");
        Line(svg, "    .name { font-size: 15px; font-weight: bold; fill: #16222e }");
        Line(svg, "    .what { font-size: 13px; fill: #33424f }");
        Line(svg, "    .upper { fill: #ffffff; stroke: #c3d0dc }");
        Line(svg, "    .lower { fill: #e3eaf1; stroke: #c3d0dc }");
        Line(svg, "    .self { fill: #2b5c8a; stroke: #2b5c8a }");
        Line(svg, "    .base { fill: #4d7a3a; stroke: #4d7a3a }");
        Line(svg, "    .use { fill: #b07a1e }");
        Line(svg, "  </style>");
        Line(svg, $"  <rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"#f4f7fa\"/>");
        Line(svg, $"  <rect x=\"24\" y=\"{Top - 8}\" width=\"{width - 48}\" height=\"{side + 16}\" rx=\"6\" fill=\"#e6edf4\"/>");
        for (var row = 0; row < layers.Length; row++)
        {
            Row(svg, layers, row, arrows);
        }

        Line(svg, $"  <text x=\"{Left}\" y=\"{Top + side + 28}\" class=\"what\">A dot: the layer on the left uses the one above. Green: uses no other layer.</text>");
        Line(svg, $"  <text x=\"{Left}\" y=\"{Top + side + 47}\" class=\"what\">No dot can stand in the grey half, so no circle can arise. The controller uses all.</text>");
        Line(svg, "</svg>");
        return svg.ToString();
    }

    private static void Row(StringBuilder svg, string[] layers, int row, IReadOnlyDictionary<string, string[]> arrows)
    {
        var name = layers[row];
        var y = Top + (row * Cell);
        var middle = y + (Cell / 2);
        var x = Left + (row * Cell) + (Cell / 2);
        Line(svg, $"  <g data-layer=\"{name}\">");
        Line(svg, $"    <text x=\"{Left - 14}\" y=\"{middle + 5}\" class=\"name\" text-anchor=\"end\">{name}</text>");
        Line(svg, $"    <text transform=\"translate({x + 5} {Top - 18}) rotate(-55)\" class=\"name\">{name}</text>");
        for (var column = 0; column < layers.Length; column++)
        {
            var kind = column < row ? "lower" : column > row ? "upper" : arrows[name].Length == 0 ? "base" : "self";
            var left = Left + (column * Cell);
            Line(svg, $"    <rect x=\"{left}\" y=\"{y}\" width=\"{Cell}\" height=\"{Cell}\" class=\"{kind}\"/>");
            if (arrows[name].Contains(layers[column]))
            {
                Line(svg, $"    <circle cx=\"{left + (Cell / 2)}\" cy=\"{middle}\" r=\"8\" class=\"use\" data-uses=\"{layers[column]}\">"
                    + $"<title>{name} uses {layers[column]}</title></circle>");
            }
        }

        Line(svg, "  </g>");
    }

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Line(StringBuilder svg, string text) => svg.Append(text).Append('\n');
}
