using System.Text.RegularExpressions;
using System.Xml.Linq;
using TWCManager.Core.Documents;
using Xunit;

namespace TWCManager.Core.Tests.Structure;

/// <summary>One version, wherever a person can see it.</summary>
public class VersionTests
{
    [Fact]
    public void Projects_say_the_version_of_the_product()
    {
        var version = XDocument.Load(Path.Combine(RepositoryFolder.Path, "Directory.Build.props")).Descendants("Version");
        Assert.Equal(ProductVersion.Text, Assert.Single(version).Value);
        var others = Directory.EnumerateFiles(RepositoryFolder.Path, "*.csproj", SearchOption.AllDirectories)
            .Where(project => XDocument.Load(project).Descendants("Version").Any());
        Assert.Empty(others);
    }

    // What nanoff --devicedetails shows the owner.
    [Theory]
    [InlineData("TWCManager.Core.Part1")]
    [InlineData("TWCManager.Core.Part2")]
    [InlineData("TWCManager.Esp32")]
    public void Assemblies_of_the_image_say_the_version_of_the_product(string project)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "firmware", project, "Properties", "AssemblyInfo.cs"));
        var versions = Regex.Matches(text, "Version\\(\"([^\"]*)\"\\)").Select(m => m.Groups[1].Value);
        Assert.Equal([ProductVersion.Text + ".0", ProductVersion.Text + ".0"], versions);
    }

    [Fact]
    public void The_changes_begin_with_this_version()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "CHANGELOG.md"));
        Assert.Equal(ProductVersion.Text, Regex.Match(text, @"^## ([\d.]+)", RegexOptions.Multiline).Groups[1].Value);
    }
}
