using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Core.Web;
using TWCManager.Host.Adapters;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Adapters;

public sealed class WebServerTests(ITestOutputHelper output) : IDisposable
{
    private static readonly IndexPage s_page = new IndexPage();

    private const string Get = "GET /api/status?x=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    // Longer than any of the server's deadlines.
    private const int PatienceMs = 12000;

    private readonly WebServer _server = WebServer.Start(IPAddress.Loopback, 0);
    private readonly List<BrowserRequest> _asked = [];
    private readonly CancellationTokenSource _stop = new CancellationTokenSource();
    private volatile bool _isDeaf;
    private Task? _core;

    public void Dispose()
    {
        _stop.Cancel();
        _core?.Wait();
        _server.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public void A_request_is_handed_over_and_its_answer_sent()
    {
        StartCore();
        string answer = Ask("POST /api/settings?q HTTP/1.1\r\nhost: box.local\r\nOrigin:http://box.local\r\nX-twc-token:  abc \r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
        BrowserRequest asked = Assert.Single(_asked);
        Assert.Equal(("POST", "/api/settings", "box.local", "http://box.local", "application/json", "abc", "{\"a\":1}"),
            (asked.Method, asked.Path, asked.Host, asked.Origin, asked.ContentType, asked.Token, Encoding.UTF8.GetString(asked.Body, 0, asked.Length)));
        Assert.StartsWith("HTTP/1.1 200 ", answer);
        Assert.EndsWith("\r\n\r\n{\"answer\":true}", answer);
    }

    [Fact]
    public void Every_answer_forbids_frames_sniffing_storing_and_foreign_content()
    {
        StartCore();
        foreach (string request in new[] { Get, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "nonsense\r\n\r\n" })
        {
            string head = Ask(request).Split("\r\n\r\n")[0];
            Assert.Contains("\r\nX-Frame-Options: DENY\r\n", head);
            Assert.Contains("\r\nX-Content-Type-Options: nosniff\r\n", head);
            Assert.Contains("\r\nCache-Control: no-store\r\n", head);
            Assert.Contains("\r\nContent-Security-Policy: default-src 'self' 'unsafe-inline'", head);
            Assert.DoesNotContain("Access-Control", head);
        }
    }

    [Fact]
    public void The_page_comes_whole()
    {
        StartCore();
        string page = Ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").Split("\r\n\r\n")[1];
        Assert.Equal(string.Concat(Enumerable.Range(0, s_page.PartCount).Select(s_page.Part)), page);
    }

    [Fact]
    public void A_request_in_single_bytes_is_the_same_request()
    {
        StartCore();
        using Socket socket = Connect();
        foreach (byte b in Encoding.ASCII.GetBytes("POST /x HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"))
        {
            socket.Send([b]);
        }

        Assert.StartsWith("HTTP/1.1 200 ", ReadToEnd(socket));
        Assert.Equal("abc", Encoding.ASCII.GetString(_asked[0].Body, 0, _asked[0].Length));
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("GET / HTTP/2.0\r\n\r\n")]
    [InlineData("GET  / HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://example.com/ HTTP/1.1\r\n\r\n")]
    [InlineData("get / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nOrigin: a\r\norigin: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost : a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n folded\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\r\n\r\n")]      // somebody speaks TLS
    public void What_is_no_request_never_reaches_the_core(string request)
    {
        StartCore();
        Assert.StartsWith("HTTP/1.1 400 ", Ask(request));
        Assert.Empty(_asked);
    }

    [Fact]
    public void A_huge_head_is_refused_and_a_huge_body_not_waited_for()
    {
        StartCore();
        Assert.StartsWith("HTTP/1.1 431 ", Ask("GET / HTTP/1.1\r\nX: " + new string('x', 100_000)));
        Assert.StartsWith("HTTP/1.1 431 ", Ask("GET /" + new string('x', 9000) + " HTTP/1.1\r\n\r\n"));
        Assert.Empty(_asked);
        Assert.StartsWith("HTTP/1.1 200 ", Ask("POST /x HTTP/1.1\r\nContent-Length: 1025\r\n\r\n"));
        Assert.True(_asked[0].IsTooLong);
        Assert.Equal(0, _asked[0].Length);
    }

    [Fact]
    public void Silent_clients_are_dropped_and_keep_nobody_from_being_served()
    {
        StartCore();
        List<Socket> silent = Enumerable.Range(0, WebServer.MaxClients - 1).Select(_ => Connect()).ToList();
        Wait.Until(() => _server.Clients == silent.Count, "all are connected");
        long start = Stopwatch.GetTimestamp();
        Assert.StartsWith("HTTP/1.1 200 ", Ask(Get));
        output.WriteLine($"answered beside {silent.Count} silent clients after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");

        // More of them than there are places: whoever comes then waits until they are dropped.
        silent.AddRange(Enumerable.Range(0, 12).Select(_ => Connect()));
        Assert.StartsWith("HTTP/1.1 200 ", Ask(Get));
        output.WriteLine($"answered beside {silent.Count} silent clients after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
        Wait.Until(() => _server.Clients == 0, "all are dropped");
        silent.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void A_client_that_sends_a_byte_now_and_then_is_told_to_go()
    {
        StartCore();
        using Socket socket = Connect();
        long start = Stopwatch.GetTimestamp();
        socket.Send("GET / HTTP/1.1\r\nX: "u8);
        int sent = 0;
        while (!socket.Poll(100_000, SelectMode.SelectRead))
        {
            socket.Send("x"u8);
            sent++;
            Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds < PatienceMs, "it is still there");
        }

        Assert.StartsWith("HTTP/1.1 408 ", ReadToEnd(socket));
        output.WriteLine($"told to go after {sent} bytes in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
        Assert.Empty(_asked);
    }

    [Fact]
    public void A_client_that_does_not_read_costs_one_connection_and_no_more()
    {
        StartCore();
        using Socket deaf = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };
        deaf.Connect(IPAddress.Loopback, Port);
        deaf.Send(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 200 ", Ask(Get));
    }

    [Fact]
    public void Whoever_leaves_early_leaves_nothing_behind()
    {
        StartCore();
        for (int i = 0; i < 50; i++)
        {
            using Socket socket = Connect();
            socket.Send(Encoding.ASCII.GetBytes(i % 2 == 0 ? Get : "GET / HT"));
            socket.LingerState = new LingerOption(true, 0);
        }

        Assert.StartsWith("HTTP/1.1 200 ", Ask(Get));
        Wait.Until(() => _server.Clients == 0, "all are gone");
    }

    [Fact]
    public void A_core_that_does_not_answer_is_busy()
    {
        _isDeaf = true;
        StartCore();
        Assert.StartsWith("HTTP/1.1 503 ", Ask(Get));
        _isDeaf = false;
        Assert.StartsWith("HTTP/1.1 200 ", Ask(Get));
    }

    [Fact]
    public void Random_bytes_get_an_answer_or_the_door()
    {
        StartCore();
        Random random = new Random(77);
        SortedDictionary<string, int> counts = [];
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = Make(random);
            using Socket socket = Connect();
            socket.Send(bytes);
            socket.Shutdown(SocketShutdown.Send);
            string answer = ReadToEnd(socket);
            string kind = answer.Length == 0 ? "none" : answer[9..12];
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }

        output.WriteLine("2000 connections with random bytes; answers: " + string.Join(", ", counts.Select(c => c.Key + " " + c.Value)));
        Assert.Equal(["200", "400", "431", "none"], counts.Keys.Order());
        Assert.StartsWith("HTTP/1.1 200 ", Ask(Get));
    }

    private int Port
    {
        get { return new Uri(_server.Url).Port; }
    }

    // Noise, and real requests with a few bytes changed.
    private static byte[] Make(Random random)
    {
        if (random.Next(10) == 0)
        {
            byte[] noise = new byte[random.Next(1, 12000)];
            random.NextBytes(noise);
            return noise;
        }

        byte[] bytes = Encoding.ASCII.GetBytes(random.Next(2) == 0 ? Get : "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
        for (int i = random.Next(4); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private void StartCore()
    {
        _core = Task.Run(() =>
        {
            while (!_stop.IsCancellationRequested)
            {
                BrowserRequest request = new BrowserRequest();
                if (!_isDeaf && _server.TryTake(request))
                {
                    _asked.Add(request);
                    Answer(request);
                }

                Thread.Sleep(1);
            }
        });
    }

    private void Answer(BrowserRequest request)
    {
        if (request.Path == "/")
        {
            for (int i = 0; i < s_page.PartCount; i++)
            {
                _server.TryReply(200, WebType.Html, Encoding.ASCII.GetBytes(s_page.Part(i)), s_page.Part(i).Length, i == s_page.PartCount - 1);
            }

            return;
        }

        _server.TryReply(200, WebType.Json, "{\"answer\":"u8.ToArray(), 10, false);
        _server.TryReply(500, WebType.Json, "true}"u8.ToArray(), 5, true);
    }

    private Socket Connect()
    {
        Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = PatienceMs, SendTimeout = PatienceMs };
        socket.Connect(IPAddress.Loopback, Port);
        return socket;
    }

    private string Ask(string request)
    {
        using Socket socket = Connect();
        try
        {
            socket.Send(Encoding.Latin1.GetBytes(request));
        }
        catch (SocketException)
        {
            // It has answered and hung up before all of it was sent.
        }

        return ReadToEnd(socket);
    }

    private static string ReadToEnd(Socket socket)
    {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        try
        {
            for (int count = socket.Receive(buffer); count > 0; count = socket.Receive(buffer))
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Thrown out.
        }

        return text.ToString();
    }
}
