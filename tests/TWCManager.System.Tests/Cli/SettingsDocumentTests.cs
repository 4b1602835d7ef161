using TWCManager.Host;

namespace TWCManager.System.Tests.Cli;

public class SettingsDocumentTests
{
    [Fact]
    public void The_settings_document_is_what_the_program_prints()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "docs", "settings.md")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        Assert.Equal(SettingsTableCommand.Markdown(), File.ReadAllText(Path.Combine(folder.FullName, "docs", "settings.md")));
    }
}
