using System.Text;
using System.Text.RegularExpressions;
using TWCManager.Core.Web;
using Xunit;

namespace TWCManager.Core.Tests.Web;

public partial class PageTextTests(ITestOutputHelper output)
{
    private const int MostBytes = 25 * 1024;
    private static readonly IndexPage s_page = new();

    [Fact]
    public void No_part_is_longer_than_a_device_can_hold_for_a_moment()
    {
        for (int i = 0; i < s_page.PartCount; i++)
        {
            string part = s_page.Part(i);
            Assert.True(part.All(c => c is >= ' ' and < (char)127), $"part {i} is not plain ASCII");
            Assert.True(part.Length is > 0 and <= WebPage.PartLimit, $"part {i} has {part.Length} bytes: {part[..40]}");
        }
    }

    [Fact]
    public void The_page_is_small_and_whole()
    {
        string page = Whole();
        output.WriteLine($"{page.Length} bytes in {s_page.PartCount} parts");
        Assert.True(page.Length < MostBytes);
        Assert.StartsWith("<!doctype html>", page);
        Assert.EndsWith("</body></html>", page);
        foreach (string tag in new[] { "style", "script", "main", "section", "form", "div", "label", "select", "button", "span", "nav" })
        {
            Assert.Equal(Regex.Count(page, "<" + tag + "[ >]"), Regex.Count(page, "</" + tag + ">"));
        }
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere()
    {
        string page = Whole();
        Assert.DoesNotMatch(Elsewhere(), page);
    }

    [Fact]
    public void Every_id_that_the_script_asks_for_is_on_the_page()
    {
        string page = Whole();
        string[] asked = Regex.Matches(page, @"(?:\$|say)\('([\w-]+)'[,)]").Select(m => m.Groups[1].Value).Distinct().ToArray();
        Assert.True(asked.Length > 30);
        Assert.All(asked, id => Assert.Contains("id='" + id + "'", page));
    }

    private static string Whole()
    {
        StringBuilder page = new();
        for (int i = 0; i < s_page.PartCount; i++)
        {
            page.Append(s_page.Part(i));
        }

        return page.ToString();
    }

    [GeneratedRegex(@"https?:|//|\bsrc=|\bhref=|@import|url\(")]
    private static partial Regex Elsewhere();
}
