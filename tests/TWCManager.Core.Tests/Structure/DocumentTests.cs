using System.Text.RegularExpressions;
using Xunit;

namespace TWCManager.Core.Tests.Structure;

/// <summary>Documents that name code, and code that names documents.</summary>
public partial class DocumentTests
{
    private static readonly Lazy<string> s_testSources = new(() => string.Concat(
        Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)));

    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(RepositoryFolder.Path, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFolder.Path, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("artifacts/", StringComparison.Ordinal) && !file.Contains("/obj/") && !file.Contains("/bin/"))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_of_a_document_lead_somewhere(string document)
    {
        var path = Path.Combine(RepositoryFolder.Path, document);
        foreach (Match link in Link().Matches(File.ReadAllText(path)))
        {
            var target = link.Groups[1].Value;
            if (target.Contains("://") || target.StartsWith("mailto:", StringComparison.Ordinal))
            {
                continue;
            }

            var parts = target.Split('#');
            var file = parts[0].Length == 0 ? path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, parts[0]));
            Assert.True(File.Exists(file) || Directory.Exists(file), $"{document} links to {target}");
            if (parts.Length > 1 && file.EndsWith(".md", StringComparison.Ordinal))
            {
                Assert.True(Anchors(file).Contains(parts[1]), $"{document} links to {target}, which has no such heading");
            }
        }
    }

    [Fact]
    public void Every_test_that_the_invariants_name_exists()
    {
        var named = TestName().Matches(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "invariants.md"))).Select(m => m.Groups[1].Value).Distinct().ToArray();
        Assert.True(named.Length > 20, "the invariants name too few tests");
        Assert.DoesNotContain(named, name => !s_testSources.Value.Contains($" {name}("));
    }

    [Fact]
    public void Every_source_that_the_code_names_in_the_protocol_document_exists()
    {
        var anchors = Anchors(Path.Combine(RepositoryFolder.Path, "docs", "protocol.md"));
        var named = RepositoryFolder.CoreSources
            .SelectMany(file => Source().Matches(File.ReadAllText(Path.Combine(RepositoryFolder.CoreFolder, file))))
            .Select(m => m.Groups[1].Value).Distinct().ToArray();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !anchors.Contains(name));
    }

    private static HashSet<string> Anchors(string file)
    {
        var text = File.ReadAllText(file);
        var anchors = Heading().Matches(text).Select(m => Slug(m.Groups[1].Value)).ToHashSet();
        anchors.UnionWith(NamedAnchor().Matches(text).Select(m => m.Groups[1].Value));
        return anchors;
    }

    private static string Slug(string heading) =>
        Regex.Replace(System.Net.WebUtility.HtmlDecode(heading).Trim().ToLowerInvariant().Replace("`", ""), @"[^\w\- ]", "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<a (?:id|name)=""([^""]+)""")]
    private static partial Regex NamedAnchor();

    [GeneratedRegex(@"`([A-Z]\w*_\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"docs/protocol\.md#([\w\-]+)")]
    private static partial Regex Source();
}
