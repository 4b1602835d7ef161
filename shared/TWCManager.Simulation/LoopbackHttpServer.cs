using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TWCManager.Simulation;

/// <summary>A real HTTP server on 127.0.0.1 and a free port, one request per connection. Lives on the thread pool, so it never keeps a process alive.</summary>
public class LoopbackHttpServer : IDisposable
{
    private const int HeaderCapacity = 16384;
    private const int StopMs = 1000;

    private readonly IHttpResponder _responder;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new CancellationTokenSource();
    private readonly ConcurrentDictionary<TcpClient, byte> _clients = new ConcurrentDictionary<TcpClient, byte>();
    private readonly Task _accepting;
    private int _requestCount;
    private int _isDisposed;

    /// <summary>Opens the port and begins to answer.</summary>
    /// <param name="responder">Called from pool threads.</param>
    public LoopbackHttpServer(IHttpResponder responder)
    {
        _responder = responder;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>What goes wrong at present.</summary>
    public HttpFaults Faults { get; } = new HttpFaults();

    /// <summary>Sends the body in chunks instead of telling its length.</summary>
    public bool UsesChunks { get; set; }

    /// <summary>TCP port.</summary>
    public int Port { get; }

    /// <summary>Host and port, as a setting takes them.</summary>
    public string Authority => "127.0.0.1:" + Port;

    /// <summary>Absolute URL without a slash at the end.</summary>
    public string BaseUrl => "http://" + Authority;

    /// <summary>Requests that came, answered or not.</summary>
    public int RequestCount => Volatile.Read(ref _requestCount);

    /// <summary>Closes the port and all connections. Returns within about a second.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the port and all connections, once.</summary>
    protected virtual void Dispose(bool isDisposing)
    {
        if (!isDisposing || Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _stop.Cancel();
        _listener.Stop();
        foreach (TcpClient client in _clients.Keys)
        {
            client.Dispose();
        }

        _accepting.Wait(StopMs);
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (IsOrdinary(e))
            {
                continue;
            }

            _clients[client] = 0;
            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using NetworkStream stream = client.GetStream();
            HttpAsk? ask = await ReadAsync(stream).ConfigureAwait(false);
            if (ask != null)
            {
                Interlocked.Increment(ref _requestCount);
                await AnswerAsync(stream, ask).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsOrdinary(e))
        {
            // The client went away, or the server stops.
        }
        finally
        {
            _clients.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private async Task<HttpAsk?> ReadAsync(NetworkStream stream)
    {
        byte[] header = new byte[HeaderCapacity];
        int length = 0;
        while (length < header.Length)
        {
            int count = await stream.ReadAsync(header.AsMemory(length), _stop.Token).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            length += count;
            if (header.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
            {
                return await ReadBodyAsync(stream, header, length).ConfigureAwait(false);
            }
        }

        return null;
    }

    private async Task<HttpAsk?> ReadBodyAsync(NetworkStream stream, byte[] buffer, int length)
    {
        int head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) + 4;
        HttpAsk? ask = Parse(Encoding.ASCII.GetString(buffer, 0, head), out int announced);
        while (length < head + announced && length < buffer.Length)
        {
            int count = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            length += count;
        }

        return ask == null || announced == 0 ? ask : ask with { Body = Encoding.UTF8.GetString(buffer, head, Math.Min(announced, length - head)) };
    }

    private static HttpAsk? Parse(string header, out int bodyLength)
    {
        string[] lines = header.Split("\r\n");
        string[] words = lines[0].Split(' ');
        const string LengthName = "Content-Length:";
        string? lengthLine = Array.Find(lines, candidate => candidate.StartsWith(LengthName, StringComparison.OrdinalIgnoreCase));
        bodyLength = lengthLine != null && int.TryParse(lengthLine[LengthName.Length..], out int announced) && announced > 0 ? announced : 0;
        if (words.Length != 3)
        {
            return null;
        }

        const string Name = "Authorization:";
        string? line = Array.Find(lines, candidate => candidate.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        string authorization = line == null ? string.Empty : line[Name.Length..].Trim();
        int question = words[1].IndexOf('?');
        return question < 0
            ? new HttpAsk(words[0], words[1], string.Empty, authorization)
            : new HttpAsk(words[0], words[1][..question], words[1][(question + 1)..], authorization);
    }

    private async Task AnswerAsync(NetworkStream stream, HttpAsk ask)
    {
        HttpFaultKind kind = Faults.Kind;
        if (kind == HttpFaultKind.Refuse)
        {
            return;
        }

        if (kind == HttpFaultKind.Hang)
        {
            await Task.Delay(Faults.HangMs, _stop.Token).ConfigureAwait(false);
        }

        HttpAnswer answer = Faults.Apply(_responder.Answer(ask));
        byte[] body = Encoding.UTF8.GetBytes(answer.Body);
        byte[] wire = Compose(answer, body);
        int first = kind == HttpFaultKind.StallInBody ? wire.Length - body.Length / 2 : wire.Length;
        if (kind == HttpFaultKind.SlowBytes)
        {
            await DripAsync(stream, wire).ConfigureAwait(false);
            return;
        }

        await stream.WriteAsync(wire.AsMemory(0, first), _stop.Token).ConfigureAwait(false);
        if (first < wire.Length)
        {
            await Task.Delay(Faults.HangMs, _stop.Token).ConfigureAwait(false);
            await stream.WriteAsync(wire.AsMemory(first), _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task DripAsync(NetworkStream stream, byte[] wire)
    {
        for (int i = 0; i < wire.Length; i++)
        {
            await stream.WriteAsync(wire.AsMemory(i, 1), _stop.Token).ConfigureAwait(false);
            await Task.Delay(Faults.SlowByteMs, _stop.Token).ConfigureAwait(false);
        }
    }

    private byte[] Compose(HttpAnswer answer, byte[] body)
    {
        StringBuilder text = new StringBuilder();
        text.Append("HTTP/1.1 ").Append(answer.Status).Append(' ').Append((HttpStatusCode)answer.Status).Append("\r\n");
        text.Append("Content-Type: ").Append(answer.ContentType).Append("\r\nConnection: close\r\n");
        text.Append(UsesChunks ? "Transfer-Encoding: chunked" : "Content-Length: " + body.Length).Append("\r\n\r\n");
        byte[] head = Encoding.ASCII.GetBytes(text.ToString());
        return UsesChunks ? [.. head, .. Chunk(body)] : [.. head, .. body];
    }

    private static byte[] Chunk(byte[] body)
    {
        int half = body.Length / 2;
        byte[] first = Encoding.ASCII.GetBytes(half.ToString("x") + "\r\n");
        byte[] second = Encoding.ASCII.GetBytes("\r\n" + (body.Length - half).ToString("x") + "\r\n");
        byte[] end = "\r\n0\r\n\r\n"u8.ToArray();
        return half == 0
            ? [.. second.AsSpan(2), .. body, .. end]
            : [.. first, .. body.AsSpan(0, half), .. second, .. body.AsSpan(half), .. end];
    }

    private static bool IsOrdinary(Exception e)
    {
        return e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;
    }
}
