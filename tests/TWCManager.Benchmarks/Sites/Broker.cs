using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TWCManager.Benchmarks.Output;

namespace TWCManager.Benchmarks.Sites;

/// <summary>A mosquitto of our own on a free loopback port.</summary>
internal sealed class Broker : IDisposable
{
    private const string UsualPath = "/usr/sbin/mosquitto";
    private const int StartMs = 10000;

    private readonly string _directory = Directory.CreateTempSubdirectory("twcmanager-").FullName;
    private readonly string _program;
    private Process? _process;

    /// <summary>Starts it.</summary>
    /// <exception cref="NotMeasuredException">It is not installed, or does not start.</exception>
    public Broker()
    {
        _program = Find() ?? throw new NotMeasuredException("mosquitto is not installed (apt install mosquitto)");
        using (TcpListener probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        Start();
    }

    /// <summary>Its TCP port; stays over restarts.</summary>
    public int Port { get; }

    /// <summary>How often it was killed and started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Kills it without a farewell and starts it again.</summary>
    public void Restart()
    {
        Kill();
        Start();
        Restarts++;
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        Kill();
        Directory.Delete(_directory, true);
    }

    private static string? Find()
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        return path.Split(':').Select(one => Path.Combine(one, "mosquitto")).Prepend(UsualPath).FirstOrDefault(File.Exists);
    }

    private void Start()
    {
        string configuration = Path.Combine(_directory, "mosquitto.conf");
        // Runs as whoever runs us: by default a broker started by root gives up its rights.
        File.WriteAllText(configuration, "user root\nlistener " + Port + " 127.0.0.1\nallow_anonymous true\n");
        ProcessStartInfo start = new ProcessStartInfo(_program, ["-c", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        long begin = Stopwatch.GetTimestamp();
        while (!IsListening())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(begin).TotalMilliseconds > StartMs)
            {
                throw new NotMeasuredException("mosquitto does not start");
            }

            Thread.Sleep(5);
        }
    }

    private void Kill()
    {
        if (_process != null)
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
            _process = null;
        }
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
