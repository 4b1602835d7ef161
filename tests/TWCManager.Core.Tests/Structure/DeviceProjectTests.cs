using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace TWCManager.Core.Tests.Structure;

/// <summary>The image's project: what is listed twice must say the same, because a firmware that does not fit does not start the image at all.</summary>
public partial class DeviceProjectTests
{
    private static readonly string s_folder = Path.Combine(RepositoryFolder.Path, "firmware", "TWCManager.Esp32");

    [Fact]
    public void Every_source_of_the_image_is_listed_and_there()
    {
        var there = Directory.EnumerateFiles(s_folder, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(s_folder, file).Replace('/', '\\'))
            .Where(file => !file.StartsWith("bin\\", StringComparison.Ordinal) && !file.StartsWith("obj\\", StringComparison.Ordinal));
        Assert.Equal(there.Order(StringComparer.Ordinal), Elements("Compile").Select(e => e.Attribute("Include")!.Value).Where(file => !file.StartsWith("..", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void References_are_to_the_packages_in_their_exact_versions()
    {
        var packages = Packages().Select(p => $@"..\..\packages\{p.Key}.{p.Value}\lib\").Order(StringComparer.Ordinal);
        var hints = Elements("HintPath").Select(e => e.Value[..(e.Value.LastIndexOf('\\') + 1)]).Order(StringComparer.Ordinal);
        Assert.Equal(packages, hints);
        foreach (var reference in Elements("Reference"))
        {
            var version = Regex.Match(reference.Attribute("Include")!.Value, @"Version=(\d+\.\d+\.\d+)\.0,").Groups[1].Value;
            Assert.Contains("." + version + @"\lib\", reference.Elements().First(e => e.Name.LocalName == "HintPath").Value);
        }
    }

    [Fact]
    public void The_named_firmware_fits_the_packages_and_is_the_one_that_is_checked_at_start()
    {
        var text = File.ReadAllText(Path.Combine(s_folder, "firmware-version.txt"));
        var packages = Packages();
        var named = NativeLine().Matches(text).Select(m => (Assembly: m.Groups[1].Value, Version: m.Groups[2].Value)).ToArray();
        Assert.True(named.Length > 10, "too few native parts are named");
        Assert.DoesNotContain(named, n => packages[PackageOf(n.Assembly)] != n.Version);

        var check = File.ReadAllText(Path.Combine(s_folder, "FirmwareCheck.cs"));
        var major = Regex.Match(check, @"Major = (\d+);").Groups[1].Value;
        var minor = Regex.Match(check, @"Minor = (\d+);").Groups[1].Value;
        Assert.Contains($".NET nanoFramework {major}.{minor} for", text);
    }

    private static string PackageOf(string assembly)
    {
        return assembly == "mscorlib" ? "nanoFramework.CoreLibrary" : assembly.StartsWith("nanoFramework.", StringComparison.Ordinal) ? assembly : "nanoFramework." + assembly;
    }

    private static Dictionary<string, string> Packages()
    {
        return XDocument.Load(Path.Combine(s_folder, "packages.config")).Root!.Elements().ToDictionary(e => e.Attribute("id")!.Value, e => e.Attribute("version")!.Value);
    }

    private static IEnumerable<XElement> Elements(string name)
    {
        return XDocument.Load(Path.Combine(s_folder, "TWCManager.Esp32.nfproj")).Descendants().Where(e => e.Name.LocalName == name);
    }

    [GeneratedRegex(@"^(\S+) +(\d+\.\d+\.\d+) +\d+\.\d+\.\d+\.\d+ +0x[0-9A-F]{8}", RegexOptions.Multiline)]
    private static partial Regex NativeLine();
}
