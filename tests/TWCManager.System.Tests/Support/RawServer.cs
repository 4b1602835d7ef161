using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TWCManager.System.Tests.Support;

/// <summary>A TCP server on loopback that answers each connection with a script: badly behaved on purpose.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new CancellationTokenSource();
    private readonly Func<NetworkStream, CancellationToken, Task> _script;
    private int _open;
    private string _request = "";

    public RawServer(Func<NetworkStream, CancellationToken, Task> script)
    {
        _script = script;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port
    {
        get { return ((IPEndPoint)_listener.LocalEndpoint).Port; }
    }

    public string Url
    {
        get { return "http://127.0.0.1:" + Port + "/"; }
    }

    /// <summary>Connections that are open now, as the server sees it.</summary>
    public int OpenConnections
    {
        get { return Volatile.Read(ref _open); }
    }

    /// <summary>Head of the last request.</summary>
    public string Request
    {
        get { return Volatile.Read(ref _request); }
    }

    public static async Task SayAsync(NetworkStream stream, string text, CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop);
    }

    /// <summary>Reads so many bytes of the body, or what there is until the client hangs up.</summary>
    public static async Task<string> HearAsync(NetworkStream stream, int length, CancellationToken stop)
    {
        byte[] body = new byte[length];
        int got = await stream.ReadAtLeastAsync(body, length, throwOnEndOfStream: false, stop);
        return Encoding.ASCII.GetString(body, 0, got);
    }

    /// <summary>Waits until the client hangs up.</summary>
    public static async Task StallAsync(NetworkStream stream, CancellationToken stop)
    {
        byte[] buffer = new byte[256];
        while (await stream.ReadAsync(buffer, stop) > 0)
        {
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _open);
        try
        {
            using (client)
            {
                NetworkStream stream = client.GetStream();
                await ReadRequestAsync(stream);
                await _script(stream, _stop.Token);
            }
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            // The client left, or the test is over: either is part of the play.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task ReadRequestAsync(NetworkStream stream)
    {
        StringBuilder request = new StringBuilder();
        byte[] one = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) > 0)
        {
            request.Append((char)one[0]);
        }

        Volatile.Write(ref _request, request.ToString());
    }
}
