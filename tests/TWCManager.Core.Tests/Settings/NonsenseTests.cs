using System.Text;
using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Settings;

/// <summary>Whatever arrives as a value, an object or a file: no exception, values within their ranges, and a refusal always has its sentence.</summary>
public class NonsenseTests(ITestOutputHelper output)
{
    private static readonly string[] s_bits =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u00", "null", "true", "1e99", "-", ".", "0", "16", "\0", "\n", " ", "\ud800", "ü", "𝄞", "\uFEFF",
        "mon", "all", "12:30", "green", "http://", "sensor.", "<+03>", "CET-1CEST,M3.5.0,M10.5.0/3", "checksum", "LoweredTo", "wiringMaxAmpsAllTWCs", "nodeId",
    ];

    [Fact]
    public void No_text_is_too_strange_for_a_value()
    {
        const int Cases = 200000;
        Random random = new(1);
        ChargerSettings settings = new();
        int taken = 0;
        for (int i = 0; i < Cases; i++)
        {
            string name = random.Next(20) == 0 ? Nonsense(random) : SettingsTable.Of(random.Next(Setting.Count)).Name;
            int version = settings.Version;
            if (settings.TrySet(name, Nonsense(random), random.Next(2) == 0, out string error))
            {
                taken++;
                Assert.Null(error);
            }
            else
            {
                Assert.NotEmpty(error);
                Assert.Equal(version, settings.Version);
            }
        }

        AssertWithinRanges(settings);
        output.WriteLine(Cases + " random values, " + taken + " of them taken");
    }

    [Fact]
    public void No_object_is_too_strange()
    {
        const int Cases = 100000;
        Random random = new(2);
        ChargerSettings settings = new();
        int taken = 0;
        for (int i = 0; i < Cases; i++)
        {
            byte[] bytes = Document(random, settings);
            string before = settings.Snapshot();
            if (settings.TrySetAll(bytes, bytes.Length, random.Next(2) == 0, out string error))
            {
                taken++;
                Assert.Null(error);
            }
            else
            {
                Assert.NotEmpty(error);
                Assert.Equal(before, settings.Snapshot());
            }
        }

        AssertWithinRanges(settings);
        Assert.InRange(taken, 1, Cases - 1);
        output.WriteLine(Cases + " random objects, " + taken + " of them taken");
    }

    [Fact]
    public void No_file_is_too_strange()
    {
        const int Cases = 50000;
        Random random = new(3);
        FakeStorage storage = new();
        ChargerSettings good = new();
        Assert.True(good.TrySetAll("""{"wiringMaxAmpsAllTWCs":32,"nodeId":"cellar"}""", true, out _));
        new SettingsStore(storage).Flush(good);
        byte[] file = storage.Files["settings.json"];
        int problems = 0;
        for (int i = 0; i < Cases; i++)
        {
            storage.Files["settings.json"] = random.Next(3) == 0 ? Document(random, good) : Mutated(random, file);
            storage.Files["settings.bak"] = random.Next(3) == 0 ? Document(random, good) : Mutated(random, file);
            ChargerSettings settings = new();
            SettingsStore store = new(storage);
            store.Load(settings);
            problems += store.Problem == null ? 0 : 1;
            AssertWithinRanges(settings);
            Assert.True(settings.Number(Setting.WiringMaxAmpsAllTWCs) <= settings.Ceiling(Setting.WiringMaxAmpsAllTWCs));
        }

        output.WriteLine(Cases + " random pairs of files, " + problems + " of them with a problem to report");
    }

    private static byte[] Document(Random random, ChargerSettings settings)
    {
        switch (random.Next(4))
        {
            case 0:
                byte[] bytes = new byte[random.Next(300)];
                random.NextBytes(bytes);
                return bytes;
            case 1:
                return Mutated(random, Encoding.UTF8.GetBytes(settings.All()));
            case 2:
                string name = SettingsTable.Of(random.Next(Setting.Count)).Name;
                return Encoding.UTF8.GetBytes("{\"" + name + "\":\"" + Nonsense(random) + "\"}");
            default:
                return Encoding.UTF8.GetBytes("{" + Nonsense(random) + "}");
        }
    }

    private static byte[] Mutated(Random random, byte[] good)
    {
        List<byte> bytes = [.. good];
        for (int i = random.Next(4); i > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(s_bits[random.Next(s_bits.Length)]));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(0, random.Next(Math.Min(bytes.Count, 200))));
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    private static string Nonsense(Random random)
    {
        StringBuilder text = new();
        for (int i = random.Next(6); i >= 0; i--)
        {
            text.Append(random.Next(3) == 0 ? ((char)random.Next(0x10000)).ToString() : random.Next(20) == 0 ? new string('x', random.Next(500)) : s_bits[random.Next(s_bits.Length)]);
        }

        return text.ToString();
    }

    private static void AssertWithinRanges(ChargerSettings settings)
    {
        for (int i = 0; i < Setting.Count; i++)
        {
            SettingDefinition definition = SettingsTable.Of(i);
            if (definition.Kind == SettingKind.Text)
            {
                Assert.InRange(Encoding.UTF8.GetByteCount(settings.Text(i)), definition.Minimum, definition.Maximum);
            }
            else
            {
                Assert.InRange(settings.Number(i), definition.Minimum, definition.Maximum);
            }
        }
    }
}
