using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using TWCManager.Core.Bus;
using Xunit;

namespace TWCManager.Core.Tests.Structure;

/// <summary>One owner for each fact. Read from the compiled code, so that no property is mixed up with another of the same name.</summary>
public partial class OneWriterTests
{
    // Rows of a list that are filled where they are made.
    private static readonly string[] Rows = ["ChargeRecord"];

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    [Fact]
    public void Every_settable_property_of_bus_and_charging_has_one_writing_file()
    {
        var types = typeof(WallConnector).Assembly.GetTypes();
        var owned = types.Where(t => t.Namespace is "TWCManager.Core.Bus" or "TWCManager.Core.Charging").ToArray();
        var shared = SharedProperties(owned, types);
        var wrong = shared.Where(name => !Rows.Contains(name[..name.IndexOf('.')])).ToList();
        Assert.True(wrong.Count == 0, "set from more than one file: " + string.Join(", ", wrong));
    }

    [Fact]
    public void A_property_of_a_charge_point_and_its_parts_is_set_in_its_own_file_only()
    {
        var properties = 0;
        var wrong = new List<string>();
        foreach (var file in RepositoryFolder.CoreSources.Where(f => f.StartsWith("Charging/") && !Rows.Contains(f[(f.IndexOf('/') + 1)..^3])))
        {
            foreach (Match setter in Setter().Matches(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "shared", "TWCManager.Core", file))))
            {
                properties++;
                if (setter.Groups[1].Value != "private ")
                {
                    wrong.Add(file + ": " + setter.Value.Trim());
                }
            }
        }

        Assert.True(properties > 40, $"only {properties} settable properties found");
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_property_with_two_writers_is_found()
    {
        Assert.Equal(["SharedSample.Value"], SharedProperties([typeof(SharedSample)], [typeof(SharedSample), typeof(FirstWriter), typeof(SecondWriter)]));
    }

    [Fact]
    public void No_field_of_the_bus_can_be_written_from_outside()
    {
        var open = typeof(WallConnector).Assembly.GetTypes()
            .Where(t => t.Namespace == "TWCManager.Core.Bus" && !t.IsEnum)
            .SelectMany(t => t.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsPrivate && !f.IsInitOnly && !f.IsLiteral);
        Assert.Empty(open.Select(f => f.DeclaringType!.Name + "." + f.Name));
    }

    [GeneratedRegex(@"(?:\bget; |^[ \t]+)((?:private |internal |protected )*)set(?:;|\s*$)", RegexOptions.Multiline)]
    private static partial Regex Setter();

    // A type is a file here: one type per file, nested ones in that of their owner.
    private static List<string> SharedProperties(Type[] owned, Type[] writers)
    {
        var writersOf = new Dictionary<MethodBase, HashSet<string>>();
        foreach (var setter in owned.SelectMany(t => t.GetProperties(Declared)).Select(p => p.GetSetMethod(true)).Where(s => s != null && !s.IsAbstract))
        {
            writersOf[setter!] = [];
        }

        foreach (var method in writers.SelectMany(t => t.GetMethods(Declared).Cast<MethodBase>().Concat(t.GetConstructors(Declared))))
        {
            foreach (var called in CalledBy(method).Where(writersOf.ContainsKey))
            {
                writersOf[called].Add(Outermost(method.DeclaringType!).Name);
            }
        }

        return writersOf.Where(w => w.Value.Count > 1).Select(w => w.Key.DeclaringType!.Name + "." + w.Key.Name[4..]).ToList();
    }

    private static IEnumerable<MethodBase> CalledBy(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i < code.Length;)
        {
            var op = code[i] == 0xFE ? Codes[(short)(0xFE00 | code[i + 1])] : Codes[code[i]];
            i += op.Size;
            if (op.OperandType == OperandType.InlineMethod)
            {
                yield return method.Module.ResolveMethod(BitConverter.ToInt32(code, i))!;
            }

            i += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, i),
                _ => 4,
            };
        }
    }

    private static Type Outermost(Type type) => type.DeclaringType == null ? type : Outermost(type.DeclaringType);

    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
}

internal sealed class SharedSample
{
    public int Value { get; set; }
}

internal static class FirstWriter
{
    public static void Write(SharedSample shared) => shared.Value = 1;
}

internal static class SecondWriter
{
    public static void Write(SharedSample shared) => shared.Value = 2;
}
