using System.Globalization;

namespace TWCManager.System.Tests.Site;

/// <summary>
/// Whether the machine has kept a program from running: pages of it that had to be fetched from the disk again. A busy machine with little
/// memory stands still for seconds over that, and no program can do anything about it. Waiting for a file, a socket or a lock does not count here.
/// </summary>
internal static class HostFaults
{
    // Fields of /proc/PID/stat behind the name: major faults of the process are the tenth.
    private const int MajorFaultsField = 9;

    /// <summary>Major page faults so far of the program that was started with an argument that nobody else has; 0 when it does not run.</summary>
    public static long CountOf(string argument)
    {
        long count = 0;
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (char.IsAsciiDigit(Path.GetFileName(process)[0]) && TryRead(process + "/cmdline").Split('\0').Contains(argument))
            {
                string stat = TryRead(process + "/stat");
                string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                count += fields.Length > MajorFaultsField ? long.Parse(fields[MajorFaultsField], CultureInfo.InvariantCulture) : 0;
            }
        }

        return count;
    }

    private static string TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
