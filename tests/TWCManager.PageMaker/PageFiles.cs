using System.Text.RegularExpressions;

namespace TWCManager.PageMaker;

/// <summary>Joins the files of each page into one document and writes it as C# source. Knows the places of the files; the shortening is done elsewhere.</summary>
public static partial class PageFiles
{
    private const string PagePath = "shared/TWCManager.Core/Web/Page";

    /// <summary>The folder of the page's sources in the repository that contains <paramref name="start"/>.</summary>
    /// <exception cref="PageException">There is none.</exception>
    public static string FindFolder(string start)
    {
        for (DirectoryInfo? folder = new DirectoryInfo(start); folder != null; folder = folder.Parent)
        {
            string page = Path.Combine(folder.FullName, PagePath);
            if (Directory.Exists(page))
            {
                return page;
            }
        }

        throw new PageException(start, "is not in the repository: " + PagePath + " is missing");
    }

    /// <summary>Names of the pages in a folder, such as "index.html".</summary>
    public static List<string> Pages(string folder)
    {
        return Directory.GetFiles(folder, "*.html").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>Path of the generated source of a page.</summary>
    public static string Generated(string folder, string name)
    {
        return Path.Combine(folder, "..", ClassOf(name) + ".g.cs");
    }

    /// <summary>The generated source of a page.</summary>
    /// <exception cref="PageException">A source cannot be shortened safely.</exception>
    public static string Make(string folder, string name)
    {
        return PartsWriter.Write(name, Pieces(folder, name));
    }

    /// <summary>Name of the generated class, such as IndexPage for index.html.</summary>
    internal static string ClassOf(string name)
    {
        return char.ToUpperInvariant(name[0]) + Path.GetFileNameWithoutExtension(name)[1..] + "Page";
    }

    /// <summary>The whole page as it is served, in pieces: each file of its own, so that a change in one leaves the parts of the others alone.</summary>
    /// <exception cref="PageException">A source cannot be shortened safely.</exception>
    public static List<string> Pieces(string folder, string name)
    {
        string html = HtmlText.Shorten(name, Read(folder, name));
        List<string> pieces = new List<string>();
        bool isScript = false;
        int at = 0;
        foreach (Match file in FileTag().Matches(html))
        {
            string between = html[at..file.Index];
            at = file.Index + file.Length;
            string style = file.Groups["style"].Value;
            string script = file.Groups["script"].Value;

            // Scripts that follow each other become one.
            if (isScript && (script.Length == 0 || between.Length > 0))
            {
                between = "</script>" + between;
                isScript = false;
            }

            if (script.Length > 0)
            {
                pieces.Add(between + (isScript ? "" : "<script>") + ScriptText.Shorten(script, Read(folder, script)));
                isScript = true;
            }
            else
            {
                pieces.Add(between + "<style>" + StyleText.Shorten(style, Read(folder, style)) + "</style>");
            }
        }

        if (pieces.Count == 0)
        {
            pieces.Add("");
        }

        pieces[^1] += (isScript ? "</script>" : "") + html[at..];
        return pieces;
    }

    private static string Read(string folder, string name)
    {
        string text = File.ReadAllText(Path.Combine(folder, name)).ReplaceLineEndings("\n");
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or (>= ' ' and <= '~')))
            {
                throw new PageException(Places.Of(name, text, i), "only printable ASCII and spaces; write anything else as an escape");
            }
        }

        if (name.EndsWith(".js", StringComparison.Ordinal) && EndsScript().Match(text) is { Success: true } end)
        {
            throw new PageException(Places.Of(name, text, end.Index), "this would end the script in the page");
        }

        return text;
    }

    [GeneratedRegex("</script|<!--", RegexOptions.IgnoreCase)]
    private static partial Regex EndsScript();

    [GeneratedRegex("<link rel='stylesheet' href='(?<style>[a-z]+\\.css)'>|<script src='(?<script>[a-z]+\\.js)'></script>")]
    private static partial Regex FileTag();
}
