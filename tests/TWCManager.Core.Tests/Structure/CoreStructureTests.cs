using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace TWCManager.Core.Tests.Structure;

/// <summary>The core's shape: which layer may use which, and what a device can run.</summary>
public partial class CoreStructureTests
{
    // An arrow that is not here does not exist. The controller at the root joins them all.
    internal static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Json"] = [],
        ["Ports"] = [],
        ["Time"] = [],
        ["Files"] = ["Json", "Ports"],
        ["Protocol"] = ["Json"],
        ["Settings"] = ["Files", "Json", "Ports", "Time"],
        ["Energy"] = ["Files", "Json", "Ports", "Settings", "Time"],
        ["Bus"] = ["Protocol", "Ports"],
        ["Charging"] = ["Bus", "Settings"],
        ["Doctor"] = ["Bus", "Charging", "Json", "Ports", "Protocol"],
        ["Policy"] = ["Energy", "Ports", "Settings", "Time"],
        ["Documents"] = ["Bus", "Charging", "Doctor", "Energy", "Json", "Policy", "Protocol", "Settings", "Time"],
        ["HomeAssistant"] = ["Bus", "Documents", "Json", "Settings"],
        ["Log"] = ["Bus", "Charging", "Doctor", "Documents", "Energy", "Policy", "Ports"],
        ["Commands"] = ["Doctor", "Documents", "Json", "Policy", "Ports", "Settings", "Time"],
        ["Storage"] = ["Bus", "Charging", "Commands", "Files", "Json", "Policy", "Ports"],
        ["Mqtt"] = ["Bus", "Charging", "Commands", "Doctor", "Documents", "Energy", "HomeAssistant", "Json", "Log", "Policy", "Ports", "Settings"],
        ["Web"] = ["Bus", "Charging", "Commands", "Doctor", "Documents", "Energy", "Json", "Mqtt", "Policy", "Ports", "Settings"],
    };

    private static readonly (string Pattern, string Why)[] Forbidden =
    [
        (@"\b(List|Dictionary|Func|Action|IEnumerable|Nullable|Span|ReadOnlySpan|Task|ValueTuple)<", "generics do not run"),
        (@"\busing System\.(Linq|Collections\.Generic|Threading)", "no LINQ, no generic collections, no threads in the core"),
        (@"\b(async|await|yield|stackalloc|checked|volatile|dynamic)\b(?!\()", "not on the device"),
        (@"\b(decimal|double|float)\b", "integers inside: floating point differs between the runtimes"),
        (@"\b(int|long|bool|byte|short)\?[\s>)]", "no Nullable<T>"),
        (@"\[,+\]", "no multi-dimensional arrays"),
        (@"\bstring\.(Join|Format)\b|\.Replace\(|StringComparison|char\.Is", "not in the device's base library"),
        (@"\bDateTime\b|\bEnvironment\.|\bStopwatch\b|\bRandom\b", "time and chance come in as arguments"),
        (@"^\s*#(if|else|elif)\b", "no conditional compilation in the core"),
    ];

    [Fact]
    public void Every_layer_uses_only_the_layers_below_it()
    {
        var wrong = new List<string>();
        foreach (var file in RepositoryFolder.CoreSources.Where(f => f.Contains('/')))
        {
            var layer = file[..file.IndexOf('/')];
            Assert.True(Arrows.ContainsKey(layer), $"{layer} has no place in the order of the layers");
            foreach (Match use in UsingLine().Matches(Read(file)))
            {
                var used = use.Groups[1].Value;
                if (used != layer && !Arrows[layer].Contains(used))
                {
                    wrong.Add($"{file} uses {used}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_core_stays_within_what_a_device_can_run()
    {
        var wrong = new List<string>();
        foreach (var file in RepositoryFolder.CoreSources)
        {
            var lines = Read(file).Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var code = WithoutTexts(lines[i]);
                wrong.AddRange(Forbidden.Where(f => Regex.IsMatch(code, f.Pattern)).Select(f => $"{file}:{i + 1}: {f.Why}: {lines[i].Trim()}"));
            }
        }

        Assert.Empty(wrong);
    }

    // Past the guard of the transmitter nothing leaves; the sniffer sits between the two and only passes on.
    [Fact]
    public void Only_the_transmitter_and_the_sniffer_write_to_the_port()
    {
        var ports = RepositoryFolder.CoreSources.Where(file => Regex.IsMatch(Read(file), @"\bISerialLine _line\b"));
        var writers = ports.Where(file => Regex.IsMatch(Read(file), @"\b_line\s*\.\s*Write\(")).ToArray();
        Assert.Equal(["Bus/BusTransmitter.cs", "Doctor/BusSniffer.cs"], writers);
        Assert.Equal(
            ["Bus/BusMaster.cs", "Bus/BusTransmitter.cs", "Controller.cs", "Doctor/BusSniffer.cs", "Ports/ISerialLine.cs"],
            RepositoryFolder.CoreSources.Where(file => Read(file).Contains("ISerialLine", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_shared_project_takes_every_source_of_the_folder()
    {
        var items = XDocument.Load(Path.Combine(RepositoryFolder.CoreFolder, "TWCManager.Core.projitems")).Descendants().Where(e => e.Name.LocalName == "Compile");
        Assert.Equal(@"$(MSBuildThisFileDirectory)**\*.cs", Assert.Single(items).Attribute("Include")!.Value);
    }

    [Fact]
    public void Folder_is_namespace()
    {
        foreach (var file in RepositoryFolder.CoreSources)
        {
            var expected = file.Contains('/') ? "TWCManager.Core." + file[..file.LastIndexOf('/')].Replace('/', '.') : "TWCManager.Core";
            Assert.Contains($"namespace {expected};", Read(file));
        }
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(RepositoryFolder.CoreFolder, file));

    private static string WithoutTexts(string line)
    {
        var comment = line.IndexOf("//", StringComparison.Ordinal);
        var code = comment >= 0 && !line[..comment].Contains('"') ? line[..comment] : line;
        return Regex.Replace(code, "\"(\\\\.|[^\"\\\\])*\"", "\"\"");
    }

    [GeneratedRegex(@"^using TWCManager\.Core\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
