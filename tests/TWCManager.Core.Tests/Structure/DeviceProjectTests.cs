using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace TWCManager.Core.Tests.Structure;

/// <summary>The image's project: what is listed twice must say the same, because a firmware that does not fit does not start the image at all.</summary>
public partial class DeviceProjectTests
{
    private const string CoreFolder = @"..\..\shared\TWCManager.Core\";

    private static readonly string[] s_assemblies =
    [
        "firmware/TWCManager.Core.Part1/TWCManager.Core.Part1.nfproj",
        "firmware/TWCManager.Core.Part2/TWCManager.Core.Part2.nfproj",
        "firmware/TWCManager.Esp32/TWCManager.Esp32.nfproj",
    ];

    private static readonly string s_folder = Path.Combine(RepositoryFolder.Path, "firmware", "TWCManager.Esp32");

    [Fact]
    public void Every_source_of_the_image_is_listed_and_there()
    {
        var there = Directory.EnumerateFiles(s_folder, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(s_folder, file).Replace('/', '\\'))
            .Where(file => !file.StartsWith("bin\\", StringComparison.Ordinal) && !file.StartsWith("obj\\", StringComparison.Ordinal));
        var listed = Elements("Compile").Select(e => e.Attribute("Include")!.Value).Where(pattern => !pattern.StartsWith(CoreFolder, StringComparison.Ordinal))
            .SelectMany(pattern => FilesOf(s_folder, pattern));
        Assert.Equal(there.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_source_of_the_core_is_in_exactly_one_assembly_of_the_device()
    {
        var sources = s_assemblies.SelectMany(CoreSourcesOf).Order(StringComparer.Ordinal);
        Assert.Equal(RepositoryFolder.CoreSources.Order(StringComparer.Ordinal), sources);
    }

    [Fact]
    public void The_tests_of_the_device_hold_the_same_part_of_the_core_as_the_image()
    {
        Assert.Equal(CoreSourcesOf("firmware/TWCManager.Esp32/TWCManager.Esp32.nfproj"), CoreSourcesOf("tests/TWCManager.Device.Tests/TWCManager.Device.Tests.nfproj"));
    }

    // One assembly of .NET nanoFramework holds 64 KB of code and 64 KB of text, names included; one more byte and there is no image.
    [Theory]
    [InlineData("firmware/TWCManager.Core.Part1/TWCManager.Core.Part1.nfproj", 0)]
    [InlineData("firmware/TWCManager.Core.Part2/TWCManager.Core.Part2.nfproj", 0)]
    [InlineData("firmware/TWCManager.Esp32/TWCManager.Esp32.nfproj", 30000)]
    public void No_assembly_of_the_device_outgrows_its_tables(string project, int adapterBytes)
    {
        var layers = CoreSourcesOf(project).Select(file => file.Contains('/') ? "TWCManager.Core." + file[..file.LastIndexOf('/')].Replace('/', '.') : "TWCManager.Core").ToHashSet();
        using var image = new PEReader(File.OpenRead(typeof(Controller).Assembly.Location));
        var tables = image.GetMetadataReader();
        var codeBytes = adapterBytes;
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in tables.TypeDefinitions.Select(tables.GetTypeDefinition).Where(type => layers.Contains(NamespaceOf(tables, type))))
        {
            texts.Add(tables.GetString(type.Name));
            texts.UnionWith(type.GetFields().Select(field => tables.GetString(tables.GetFieldDefinition(field).Name)));
            foreach (var method in type.GetMethods().Select(tables.GetMethodDefinition))
            {
                texts.Add(tables.GetString(method.Name));
                var code = method.RelativeVirtualAddress == 0 ? [] : image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
                codeBytes += code.Length;
                texts.UnionWith(TextsIn(tables, code));
            }
        }

        var textBytes = texts.Sum(text => Encoding.UTF8.GetByteCount(text) + 1);
        Assert.InRange(codeBytes, 10000, ushort.MaxValue);
        Assert.InRange(textBytes, 5000, ushort.MaxValue - adapterBytes / 4);
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

        var check = File.ReadAllText(Path.Combine(s_folder, "Health", "FirmwareCheck.cs"));
        var major = Regex.Match(check, @"Major = (\d+);").Groups[1].Value;
        var minor = Regex.Match(check, @"Minor = (\d+);").Groups[1].Value;
        Assert.Contains($".NET nanoFramework {major}.{minor} for", text);
    }

    private static IEnumerable<string> CoreSourcesOf(string project)
    {
        return XDocument.Load(Path.Combine(RepositoryFolder.Path, project)).Descendants().Where(e => e.Name.LocalName == "Compile")
            .Select(e => e.Attribute("Include")!.Value).Where(pattern => pattern.StartsWith(CoreFolder, StringComparison.Ordinal))
            .SelectMany(pattern => FilesOf(RepositoryFolder.CoreFolder, pattern[CoreFolder.Length..]))
            .Select(file => file.Replace('\\', '/'));
    }

    private static IEnumerable<string> FilesOf(string folder, string pattern)
    {
        pattern = pattern.Replace('\\', '/');
        return Directory.EnumerateFiles(Path.Combine(folder, Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern))
            .Select(file => Path.GetRelativePath(folder, file).Replace('/', '\\'));
    }

    private static string NamespaceOf(MetadataReader tables, TypeDefinition type)
    {
        while (!type.GetDeclaringType().IsNil)
        {
            type = tables.GetTypeDefinition(type.GetDeclaringType());
        }

        return tables.GetString(type.Namespace);
    }

    // Looks for the instruction that loads a text and the mark of its token; what only looks like one names no text.
    private static IEnumerable<string> TextsIn(MetadataReader tables, byte[] code)
    {
        const byte loadText = 0x72;
        const byte textToken = 0x70;
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] == loadText && code[i + 4] == textToken)
            {
                yield return tables.GetUserString(MetadataTokens.UserStringHandle(code[i + 1] | code[i + 2] << 8 | code[i + 3] << 16));
            }
        }
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
