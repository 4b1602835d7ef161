using Xunit;

namespace TWCManager.Core.Tests.Energy;

/// <summary>Recorded replies that lie beside the checkout on some machines. They are not part of the repository.</summary>
internal static class Samples
{
    /// <summary>Reads one, or skips the test where they are missing.</summary>
    public static byte[] Read(string folder, string file)
    {
        string? directory = AppContext.BaseDirectory;
        while (directory != null && !File.Exists(Path.Combine(directory, "Directory.Build.props")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        // The tests may also be built outside of the repository: then the source file knows where it is.
        directory ??= RootOf(ThisFile());
        string path = Path.Combine(directory ?? "", "..", "shared", "samples", folder, file);
        Assert.SkipUnless(File.Exists(path), "no recorded samples beside the checkout");
        return File.ReadAllBytes(path);
    }

    private static string? RootOf(string file)
    {
        string? directory = Path.GetDirectoryName(file);
        while (directory != null && !File.Exists(Path.Combine(directory, "Directory.Build.props")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory;
    }

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string path = "")
    {
        return path;
    }
}
