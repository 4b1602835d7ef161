using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Site;

/// <summary>The files that a program has left behind which once had its wiring limits; made by the program itself.</summary>
public sealed class StoredFiles : IDisposable
{
    public const string Main = "settings.json";
    public const string Copy = "settings.bak";

    private readonly TemporaryDirectory _directory = new TemporaryDirectory();

    public StoredFiles()
    {
        using HostProcess host = new HostProcess(
            "run", "--port", "/dev/no-such-port", "--data", _directory.Path, "--set", "wiringMaxAmpsAllTWCs=40", "--set", "wiringMaxAmpsPerTWC=32", "--set", "nodeId=test");
        Wait.Until(() => File.Exists(_directory.File(Main)) && File.Exists(_directory.File(Copy)), "files are written");
        host.Signal("TERM");
        Assert.Equal(0, host.WaitForEnd());
    }

    /// <summary>Content of one of them.</summary>
    public byte[] Read(string name)
    {
        return File.ReadAllBytes(_directory.File(name));
    }

    public void Dispose()
    {
        _directory.Dispose();
    }
}
