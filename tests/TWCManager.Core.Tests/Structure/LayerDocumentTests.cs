using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace TWCManager.Core.Tests.Structure;

/// <summary>The arrows of <see cref="CoreStructureTests"/>, the table of docs/architecture.md and both pictures say the same.</summary>
public partial class LayerDocumentTests
{
    // They carry no data of their own on its way through the core, so the picture of the flow leaves them out.
    private static readonly string[] Tools = ["Files", "Json", "Ports", "Time"];

    private static Dictionary<string, string[]> Arrows => CoreStructureTests.Arrows;

    [Fact]
    public void Every_layer_uses_only_layers_that_stand_before_it()
    {
        var before = new HashSet<string>();
        foreach (var (layer, uses) in Arrows)
        {
            Assert.All(uses, used => Assert.Contains(used, before));
            before.Add(layer);
        }
    }

    [Fact]
    public void Every_folder_of_the_core_is_a_layer()
    {
        var folders = RepositoryFolder.CoreSources.Where(file => file.Contains('/')).Select(file => file[..file.IndexOf('/')]).Distinct();
        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_of_the_architecture_names_the_same_layers_and_arrows()
    {
        var written = new Dictionary<string, string[]>();
        foreach (Match row in TableRow().Matches(Read("docs/architecture.md")))
        {
            written[row.Groups["layer"].Value] = Uses(row.Groups["uses"].Value, written.Keys.ToArray());
        }

        Assert.Equal(Printed(Arrows), Printed(written));
    }

    [Fact]
    public void The_picture_of_the_layers_is_printed_from_the_arrows()
    {
        var expected = LayerPicture.Svg(Arrows);
        var printed = Path.Combine(RepositoryFolder.Path, "artifacts", "layers.svg");
        Directory.CreateDirectory(Path.GetDirectoryName(printed)!);
        File.WriteAllText(printed, expected);
        Assert.True(expected == Read("docs/pictures/layers.svg"), "The arrows have changed: cp artifacts/layers.svg docs/pictures/layers.svg");
    }

    [Fact]
    public void The_picture_of_the_flow_shows_every_layer_that_carries_data()
    {
        var shown = Flow("data-layer").SelectMany(names => names.Split(' '));
        Assert.Equal(Arrows.Keys.Except(Tools).Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    // Data may flow with an arrow or against it. Where neither layer knows the other, the controller hands it over, and the picture says so.
    [Fact]
    public void Data_flows_along_the_arrows_or_through_the_controller()
    {
        var picture = XDocument.Load(Path.Combine(RepositoryFolder.Path, "docs", "pictures", "data-flow.svg"));
        var flows = picture.Descendants().Where(e => (string?)e.Attribute("class") == "flow").ToArray();
        Assert.NotEmpty(flows);
        foreach (var flow in flows)
        {
            var from = (string?)flow.Attribute("data-from") ?? "";
            var to = (string?)flow.Attribute("data-to") ?? "";
            if (!Arrows.TryGetValue(from, out var usedByFrom) || !Arrows.TryGetValue(to, out var usedByTo))
            {
                Assert.True(from.Length > 0 && to.Length > 0, $"A flow without data-from and data-to: {flow}");
                continue;
            }

            var isKnown = usedByFrom.Contains(to) || usedByTo.Contains(from);
            Assert.True(isKnown != ((string?)flow.Attribute("data-by") == "Controller"), $"{from} to {to}: by an arrow or by the controller?");
        }
    }

    private static IEnumerable<string> Flow(string attribute) =>
        XDocument.Load(Path.Combine(RepositoryFolder.Path, "docs", "pictures", "data-flow.svg"))
            .Descendants().Select(e => (string?)e.Attribute(attribute)).OfType<string>();

    // "nothing", a list of names, or "all above" with "but" and a list.
    private static string[] Uses(string cell, string[] above)
    {
        var names = Name().Matches(cell).Select(m => m.Groups[1].Value).ToArray();
        return cell.StartsWith("all above", StringComparison.Ordinal) ? above.Except(names).ToArray() : names;
    }

    private static string Printed(Dictionary<string, string[]> arrows) =>
        string.Join("\n", arrows.Select(a => a.Key + ": " + string.Join(", ", a.Value.Order(StringComparer.Ordinal))));

    private static string Read(string file) => File.ReadAllText(Path.Combine(RepositoryFolder.Path, file));

    [GeneratedRegex(@"^\| `(?<layer>[A-Z]\w+)` \| (?<uses>(nothing|all above|`[A-Z])[^|]*) \|[^|]*\|[^|]*\|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("`([A-Z]\\w+)`")]
    private static partial Regex Name();
}
