using System.Text.RegularExpressions;
using Xunit;

namespace TWCManager.Core.Tests.Structure;

/// <summary>One writer for each fact: a property is set in the file that declares it and nowhere else. Others call a verb.</summary>
public partial class OneWriterTests
{
    // Rows of a list that are filled where they are made.
    private static readonly string[] s_rows = ["Charging/ChargeRecord.cs"];

    [Fact]
    public void A_property_of_a_charge_point_and_its_parts_is_set_in_its_own_file_only()
    {
        var properties = 0;
        var wrong = new List<string>();
        foreach (var file in RepositoryFolder.CoreSources.Where(f => f.StartsWith("Charging/") && !s_rows.Contains(f)))
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

    [GeneratedRegex(@"(?:\bget; |^[ \t]+)((?:private |internal |protected )*)set(?:;|\s*$)", RegexOptions.Multiline)]
    private static partial Regex Setter();
}
