using System.Text.RegularExpressions;
using Xunit;

namespace TWCManager.Core.Tests.Structure;

/// <summary>What compiles, runs on a PC, and does something else on the device: not written anywhere in what the image is made of.</summary>
public class DeviceTrapTests
{
    private static readonly (string Pattern, string Sample, string Why)[] s_traps =
    [
        (@"\bDns\.", "Dns.GetHostEntry(host)", "stops all threads until a server answers: HostNames"),
        (@"\b(HttpListener|HttpClient|HttpWebRequest|MqttClient|JsonConvert)\b", "new HttpListener(\"http\", 80)", "waits without limit, loses messages or takes too much memory"),
        (@"\bDataReceived\b|\.Read(Existing|Line|Byte)\(", "_port.DataReceived += Take;", "events fall silent after a timeout, lines and texts are not bytes"),
        (@"\bnew Timer\(", "_timer = new Timer(Tick, null, 0, 50);", "one thread for all, and one that nobody holds is collected"),
        (@"\bHashtable\b", "Hashtable known = new Hashtable();", "does not find equal objects"),
        (@"\bEnum\.", "Enum.Parse(type, text)", "enums are numbers there"),
        (@"\bDebug\.", "Debug.WriteLine(text);", "left out of a release build"),
        (@"\b(double|float|decimal|checked)\b|\bNaN\b", "double share = a / b;", "NaN, division by zero and overflow behave differently"),
        (@"\(int\)\w+(\.\w+|\[\w+\])? >>|\(long\)\(int\)", "int high = (int)value >> 4;", "shifts or extends without the sign"),
        (@"^\s*static \w+\(\)\s*(=>.*)?$", "    static Program()", "exceptions in it are swallowed"),
        (@"\bDateTime\.(Now|Today|MinValue|Parse)|\bnew DateTime\(", "DateTime.MinValue", "1601, the local time is not known, impossible days become others"),
        (@"\b(int|long)\.Parse\(|\b(long|double)\.TryParse\(", "long.TryParse(text, out value)", "blanks are taken, and what is left after a failure is not 0"),
        (@"\bFile\.(Replace|Copy|WriteAll\w+|AppendAll\w+)\(", "File.WriteAllText(path, text);", "a power cut in the middle leaves half a file: FlashStorage"),
    ];

    [Fact]
    public void None_of_them_is_in_core_or_image()
    {
        string image = Path.Combine(RepositoryFolder.Path, "firmware", "TWCManager.Esp32");
        var files = RepositoryFolder.CoreSources.Select(file => Path.Combine(RepositoryFolder.CoreFolder, file))
            .Concat(Directory.EnumerateFiles(image, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))).ToArray();
        Assert.True(files.Length > 200, "too few sources were found");
        var wrong = new List<string>();
        foreach (string file in files)
        {
            string[] lines = File.ReadAllLines(file);
            for (int i = 0; i < lines.Length; i++)
            {
                string code = WithoutTexts(lines[i]);
                wrong.AddRange(s_traps.Where(trap => Regex.IsMatch(code, trap.Pattern)).Select(trap => $"{file}:{i + 1}: {trap.Why}: {lines[i].Trim()}"));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Each_of_them_would_be_seen()
    {
        foreach (var trap in s_traps)
        {
            Assert.Matches(trap.Pattern, WithoutTexts(trap.Sample));
        }
    }

    private static string WithoutTexts(string line)
    {
        int comment = line.IndexOf("//", StringComparison.Ordinal);
        string code = comment >= 0 && !line[..comment].Contains('"') ? line[..comment] : line;
        return Regex.Replace(code, "\"(\\\\.|[^\"\\\\])*\"", "\"\"");
    }
}
