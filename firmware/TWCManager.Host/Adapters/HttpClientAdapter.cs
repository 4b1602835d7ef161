using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>HTTP on the thread pool, one at a time. The time limit covers name, connection, headers and body together.</summary>
/// <remarks>Redirects are not followed, since they would carry the authorization to wherever they point; proxies are not asked.</remarks>
public sealed class HttpClientAdapter : IHttp, IDisposable
{
    /// <summary>Longest body that is accepted, in bytes. Every reply we ask for is shorter; a captive portal's page may not be.</summary>
    public const int BodyCapacity = 8192;

    private const int Idle = 0;
    private const int Busy = 1;
    private const int Done = 2;

    private readonly ConcurrentDictionary<string, Task<IPAddress[]>> _lookups = new ConcurrentDictionary<string, Task<IPAddress[]>>();
    private readonly CancellationTokenSource _stopped = new CancellationTokenSource();
    private readonly HttpReply _reply = new HttpReply { Body = new byte[BodyCapacity] };
    private readonly HttpClient _client;
    private int _state = Idle;
    private int _connections;

    /// <summary>Makes the client; nothing is sent yet.</summary>
    public HttpClientAdapter()
    {
        SocketsHttpHandler handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = 16,
            // A new connection for each request: one that is kept is often closed by the device just when it is used again.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = ConnectAsync,
        };
        // The limit is our own, since that of the client ends with the headers.
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public bool TryBegin(HttpRequest request)
    {
        if (Interlocked.CompareExchange(ref _state, Busy, Idle) != Idle)
        {
            return false;
        }

        if (request.BodyLength > HttpRequest.BodyCapacity)
        {
            Finish(0, 0, HttpFailure.RequestTooLong);
            return true;
        }

        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out Uri? address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            Finish(0, 0, HttpFailure.BadUrl);
            return true;
        }

        string? authorization = request.Authorization;
        byte[]? body = request.IsPost ? BodyOf(request) : null;
        int timeoutMs = request.TimeoutMs;
        _ = Task.Run(() => AskAsync(address, authorization, body, timeoutMs));
        return true;
    }

    /// <inheritdoc/>
    public bool TryTake(HttpReply reply)
    {
        if (Volatile.Read(ref _state) != Done)
        {
            return false;
        }

        reply.Status = _reply.Status;
        reply.Failure = _reply.Failure;
        reply.Length = _reply.Length;
        reply.Body = _reply.Body;
        Volatile.Write(ref _state, Idle);
        return true;
    }

    /// <summary>Ends what is under way.</summary>
    public void Dispose()
    {
        _stopped.Cancel();
        _client.Dispose();
    }

    private static byte[] BodyOf(HttpRequest request)
    {
        return request.Body == null ? [] : request.Body.AsSpan(0, request.BodyLength).ToArray();
    }

    // body: null for a GET; of a POST it may be empty.
    private async Task AskAsync(Uri address, string? authorization, byte[]? body, int timeoutMs)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
        limit.CancelAfter(timeoutMs);
        int status = 0;
        int length = 0;
        HttpFailure failure;
        try
        {
            _connections = 0;
            using HttpRequestMessage request = new HttpRequestMessage(body == null ? HttpMethod.Get : HttpMethod.Post, address);
            if (body != null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            }

            if (authorization != null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            }

            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            length = await ReadBodyAsync(response, limit.Token);
            status = (int)response.StatusCode;
            failure = length < 0 ? HttpFailure.TooLong : HttpFailure.None;
        }
        catch (OperationCanceledException)
        {
            failure = HttpFailure.TimedOut;
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or NotSupportedException)
        {
            failure = HttpFailure.BadUrl;
        }
        catch (Exception)
        {
            // Whatever it was: without a result here the core would wait for ever and never ask again.
            failure = limit.IsCancellationRequested ? HttpFailure.TimedOut : HttpFailure.NotReachable;
        }

        Finish(status, length, failure);
    }

    // Returns -1 when the body is longer than allowed.
    private async Task<int> ReadBodyAsync(HttpResponseMessage response, CancellationToken limit)
    {
        if (response.Content.Headers.ContentLength > BodyCapacity)
        {
            return -1;
        }

        using Stream body = await response.Content.ReadAsStreamAsync(limit);
        int length = await body.ReadAtLeastAsync(_reply.Body, BodyCapacity, throwOnEndOfStream: false, limit);
        if (length < BodyCapacity)
        {
            return length;
        }

        int more = await body.ReadAsync(new byte[1], limit);
        return more > 0 ? -1 : length;
    }

    private void Finish(int status, int length, HttpFailure failure)
    {
        bool isUsable = failure == HttpFailure.None;
        _reply.Status = isUsable ? status : 0;
        _reply.Length = isUsable ? length : 0;
        _reply.Failure = failure;
        Volatile.Write(ref _state, Done);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken limit)
    {
        if (Interlocked.Increment(ref _connections) > 1)
        {
            // The library repeats a request whose connection was closed without an answer. A logger that restarts under load would get it four times.
            throw new IOException("The device closed the connection without an answer.");
        }

        IPAddress[] addresses = await LookUpAsync(context.DnsEndPoint.Host).WaitAsync(limit);
        Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, limit);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A look-up cannot be broken off: it holds a thread until the resolver gives up. Asking again while it still runs
    // would add one thread per request, so whoever wants the same name waits for the same look-up.
    private Task<IPAddress[]> LookUpAsync(string host)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return Task.FromResult(new[] { address });
        }

        return _lookups.GetOrAdd(host, name =>
        {
            Task<IPAddress[]> lookup = Task.Run(() => Dns.GetHostAddresses(name));
            lookup.ContinueWith(_ => _lookups.TryRemove(name, out Task<IPAddress[]>? _), TaskScheduler.Default);
            return lookup;
        });
    }
}
