using System.Text;
using TWCManager.Core.Settings;

namespace TWCManager.Host;

/// <summary>settings: every setting as a Markdown page. docs/settings.md is what this prints.</summary>
public static class SettingsTableCommand
{
    /// <summary>Prints the page.</summary>
    public static int Run(TextWriter into)
    {
        into.Write(Markdown());
        return 0;
    }

    /// <summary>The page, made from the table in the core, with a line feed at the end of each line.</summary>
    public static string Markdown()
    {
        StringBuilder page = new StringBuilder();
        page.Append("# Settings\n\n");
        page.Append("This page is printed by `dotnet run --project firmware/TWCManager.Host -- settings`; change the table in the code, not here.\n\n");
        page.Append("A setting is changed on the [web page](web.md), over MQTT (`<base>/<node>/settings/<name>/set`), on the command line (`--set NAME=VALUE`) or in `settings.json`. ");
        page.Append("Whoever changes one over MQTT gets a receipt on `response`: the value, or a sentence with what is allowed.\n\n");
        string group = "";
        foreach (SettingDefinition setting in SettingsTable.All)
        {
            if (setting.Group != group)
            {
                group = setting.Group;
                page.Append($"{(page[^2] == '\n' ? "" : "\n")}## {group}\n\n| name | unit | range | default | meaning |\n|---|---|---|---|---|\n");
            }

            page.Append($"| `{setting.Name}`{Marks(setting)} | {Cell(setting.Unit)} | {Cell(Range(setting))} | {Default(setting)} | {Cell(setting.Meaning)} |\n");
        }

        page.Append("\n¹ Limit of the wiring: entered on site, that is on the web page, on the command line or in the file. Over MQTT it can be lowered to 1 A or more, and raised again only up to what was entered on site.\n");
        page.Append("\n² Takes effect at the next start.\n");
        page.Append("\n³ Secret: never published, logged or shown.\n");
        page.Append("\n⁴ Not over MQTT.\n");
        return page.ToString();
    }

    private static string Marks(SettingDefinition setting)
    {
        return (setting.IsInstallerLimit ? " ¹" : "") + (setting.NeedsRestart ? " ²" : "") + (setting.IsSecret ? " ³" : "") + (setting.IsLocalOnly ? " ⁴" : "");
    }

    private static string Range(SettingDefinition setting)
    {
        return setting.Kind == SettingKind.Number ? setting.Minimum + " to " + setting.Maximum : setting.Allowed;
    }

    private static string Default(SettingDefinition setting)
    {
        return setting.Default.Length == 0 ? "empty" : "`" + setting.Default + "`";
    }

    private static string Cell(string text)
    {
        return text.Replace("|", "\\|");
    }
}
