using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TWCManager.System.Tests.Support;

/// <summary>A mosquitto broker of the test's own on a free loopback port.</summary>
internal sealed class Broker : IDisposable
{
    private readonly TemporaryDirectory _directory = new TemporaryDirectory();
    private readonly string _extra;
    private Process? _process;

    /// <param name="extra">Further lines of its configuration; "{0}" stands for its directory.</param>
    public Broker(string extra = "allow_anonymous true", Action<TemporaryDirectory>? prepare = null)
    {
        prepare?.Invoke(_directory);
        _extra = extra.Replace("{0}", _directory.Path, StringComparison.Ordinal);
        Port = FreePort();
        Start();
    }

    public int Port { get; }

    public string Directory
    {
        get { return _directory.Path; }
    }

    public static int FreePort()
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Start()
    {
        string configuration = _directory.File("mosquitto.conf");
        // Runs as whoever runs the test: by default a broker started by root gives up its rights and could not read the test's files.
        File.WriteAllText(configuration, "user root\nlistener " + Port + " 127.0.0.1\n" + _extra + "\n");
        ProcessStartInfo start = new ProcessStartInfo(FindBroker()) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(configuration);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Wait.Until(IsListening, "broker listens");
    }

    /// <summary>Ends the broker at once.</summary>
    public void Stop()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>The broker hangs: keeps its connections and answers nothing.</summary>
    public void Freeze()
    {
        Signal("STOP");
    }

    public void Thaw()
    {
        Signal("CONT");
    }

    public void Dispose()
    {
        if (_process != null)
        {
            Stop();
        }

        _directory.Dispose();
    }

    private static string FindBroker()
    {
        return File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
    }

    private void Signal(string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, _process!.Id.ToString()]);
        kill.WaitForExit();
    }

    private bool IsListening()
    {
        using TcpClient probe = new TcpClient();
        try
        {
            probe.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
