namespace TWCManager.Core.Tests.Structure;

/// <summary>Finds the repository from where the tests run.</summary>
static class RepositoryFolder
{
    public static string Path { get; } = Find();

    public static string CoreFolder => System.IO.Path.Combine(Path, "shared", "TWCManager.Core");

    public static IEnumerable<string> CoreSources =>
        Directory.EnumerateFiles(CoreFolder, "*.cs", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(CoreFolder, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "TWCManager.nano.sln")) || Directory.Exists(System.IO.Path.Combine(folder.FullName, ".git")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests must run inside the repository.");
    }
}
