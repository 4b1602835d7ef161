using System.Text;
using System.Text.RegularExpressions;
using TWCManager.Core.Documents;
using TWCManager.Core.Tests.Structure;
using Xunit;

namespace TWCManager.Core.Tests.Documents;

/// <summary>The tables of published values and of entities in the documents are printed from the rows of the core and from <see cref="ValueTexts"/>.</summary>
public class ValueDocumentTests
{
    private static readonly PublishedValue[][] s_values = [.. PublishedValues.Documents().Select(document => PublishedValues.Of(document).ToArray())];

    private static PublishedValue[] Site => s_values[0];

    private static PublishedValue[] Connector => s_values[1];

    [Fact]
    public void Every_key_and_every_entity_has_its_text_and_no_text_is_left_over()
    {
        Assert.Equal(Keys(Site), ValueTexts.Site.SelectMany(entry => entry.Keys.Split(' ')).Order());
        Assert.Equal(Keys(Connector), ValueTexts.Connector.SelectMany(entry => entry.Keys.Split(' ')).Order());
        Assert.Equal(Entities(Site).Select(v => v.Id).Order(), ValueTexts.SiteEntities.Keys.Order());
        Assert.Equal(Entities(Connector).Select(v => v.Id).Order(), ValueTexts.ConnectorEntities.Keys.Order());
    }

    [Fact]
    public void The_tables_of_keys_are_printed_from_the_rows()
    {
        Check("docs/mqtt.md", ("keys of the site", KeyTable(Site, ValueTexts.Site)), ("keys of a connector", KeyTable(Connector, ValueTexts.Connector)));
    }

    [Fact]
    public void The_tables_of_entities_are_printed_from_the_rows()
    {
        Check(
            "docs/home-assistant.md",
            ("entities of the site", EntityTable(Site, ValueTexts.SiteEntities)),
            ("entities of a connector", EntityTable(Connector, ValueTexts.ConnectorEntities)));
    }

    private static string KeyTable(PublishedValue[] values, (string Keys, string Text)[] texts)
    {
        StringBuilder table = new("| key | value | meaning |\n|---|---|---|\n");
        foreach ((string keys, string text) in texts)
        {
            string[] names = keys.Split(' ');
            IEnumerable<string> kinds = names.Select(name => Kind(values, name)).Distinct();
            table.Append($"| {string.Join(", ", names.Select(name => $"`{name}`"))} | {string.Join(", ", kinds)} | {text} |\n");
        }

        return table.ToString();
    }

    private static string EntityTable(PublishedValue[] values, Dictionary<string, string> texts)
    {
        StringBuilder table = new("| entity | kind | unit | key | what it is |\n|---|---|---|---|---|\n");
        foreach (PublishedValue value in Entities(values))
        {
            string kind = value.Kind switch
            {
                EntityKind.Binary or EntityKind.Doctor => "binary sensor",
                EntityKind.Choice => "select",
                _ => "sensor",
            };
            string marks = (value.IsDiagnostic ? " ¹" : "") + (value.IsDisabled ? " ²" : "");
            table.Append($"| {value.Name}{marks} | {kind} | {value.Unit} | {(value.Form == ValueForm.Hidden ? "" : $"`{value.Path}`")} | {texts[value.Id]} |\n");
        }

        return table.ToString();
    }

    private static IEnumerable<PublishedValue> Entities(PublishedValue[] values) => values.Where(v => v.Kind != EntityKind.None).OrderBy(v => v.Place);

    private static IEnumerable<string> Keys(PublishedValue[] values) => values.Where(v => v.Form != ValueForm.Hidden).Select(Name).Distinct().Order();

    // A list counts as one key.
    private static string Name(PublishedValue value) => value.Element >= 0 ? value.Parent! : value.Path;

    private static string Kind(PublishedValue[] values, string name)
    {
        PublishedValue[] rows = [.. values.Where(v => v.Form != ValueForm.Hidden && Name(v) == name)];
        string kind = rows[0].Form switch
        {
            ValueForm.OnOff => "ON, OFF",
            ValueForm.Truth => "true, false",
            ValueForm.Text => "text",
            ValueForm.Time => "UTC",
            ValueForm.Own => "JSON",
            _ => rows[0].Unit ?? "number",
        };
        return rows.Length > 1 ? $"{rows.Length} × {kind}" : kind;
    }

    private static void Check(string file, params (string Name, string Table)[] tables)
    {
        string found = File.ReadAllText(Path.Combine(RepositoryFolder.Path, file));
        string printed = found;
        foreach ((string name, string table) in tables)
        {
            printed = Regex.Replace(printed, $"(?<=<!-- {name}[^>]*-->\n\n).*?(?=<!-- end of {name} -->)", _ => table + "\n", RegexOptions.Singleline);
            Assert.Contains(table, printed);
        }

        string copy = Path.Combine(RepositoryFolder.Path, "artifacts", file.Replace('/', '-'));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.WriteAllText(copy, printed);
        Assert.True(found == printed, $"A table of published values has changed: cp artifacts/{Path.GetFileName(copy)} {file}");
    }
}
