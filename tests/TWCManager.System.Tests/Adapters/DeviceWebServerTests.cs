using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Core.Web;
using TWCManager.Esp32.Web;

namespace TWCManager.System.Tests.Adapters;

/// <summary>The device's server of the web page, run on a PC over real sockets.</summary>
public sealed class DeviceWebServerTests : IDisposable, ILog
{
    private static readonly IndexPage s_page = new IndexPage();

    private const string Get = "GET /api/status?x=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    private const int PatienceMs = 12000;

    private readonly int _port = FreePort();
    private readonly WebServer _server;
    private readonly List<BrowserRequest> _asked = [];
    private readonly CancellationTokenSource _stop = new CancellationTokenSource();
    private readonly Task _core;
    private volatile bool _isDeaf;

    public DeviceWebServerTests()
    {
        _server = new WebServer(_port, "192.168.4.1", this);
        _core = Task.Run(RunCore);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _core.Wait();
        _server.Close();
        _stop.Dispose();
    }

    void ILog.Write(LogLevel level, string text)
    {
        Assert.Fail(text);
    }

    [Fact]
    public void A_request_is_handed_over_and_its_answer_sent()
    {
        string answer = Ask("POST /api/settings HTTP/1.1\r\nHost: box.local\r\nX-TWC-Token: abc\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
        BrowserRequest asked = Assert.Single(_asked);
        Assert.Equal(("POST", "/api/settings", "box.local", "abc", "{\"a\":1}"), (asked.Method, asked.Path, asked.Host, asked.Token, Encoding.UTF8.GetString(asked.Body, 0, asked.Length)));
        string[] parts = answer.Split("\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nCache-Control: no-store\r\nX-Frame-Options: DENY\r\n", parts[0]);
        Assert.Contains("\r\nContent-Security-Policy: default-src 'self' 'unsafe-inline'", parts[0]);
        Assert.Equal("{\"answer\":true}", parts[1]);
    }

    [Fact]
    public void The_page_comes_whole()
    {
        string page = Ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").Split("\r\n\r\n")[1];
        Assert.Equal(string.Concat(Enumerable.Range(0, s_page.PartCount).Select(s_page.Part)), page);
    }

    [Fact]
    public void An_answer_in_pieces_longer_than_the_room_for_them_comes_whole()
    {
        Assert.Equal(Long(0) + Long(1) + Long(2), Ask("GET /long HTTP/1.1\r\nHost: a\r\n\r\n").Split("\r\n\r\n")[1]);
    }

    [Fact]
    public void Silent_clients_keep_nobody_from_being_served_and_the_oldest_make_room()
    {
        List<Socket> silent = Enumerable.Range(0, 8).Select(_ => Connect()).ToList();
        long start = Stopwatch.GetTimestamp();
        Assert.StartsWith("HTTP/1.1 200 ", Ask(Get));
        Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds < PatienceMs, "it waited for the silent ones");
        Assert.Equal(0, silent[0].Receive(new byte[1]));
        silent.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void A_client_that_sends_a_byte_now_and_then_is_told_to_go_and_the_next_one_served()
    {
        using Socket socket = Connect();
        long start = Stopwatch.GetTimestamp();
        socket.Send("GET / HTTP/1.1\r\nX: "u8);
        while (!socket.Poll(100_000, SelectMode.SelectRead))
        {
            socket.Send("x"u8);
            Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds < PatienceMs, "it is still there");
        }

        Assert.StartsWith("HTTP/1.1 408 ", ReadToEnd(socket));
        Assert.Empty(_asked);
        Assert.StartsWith("HTTP/1.1 200 ", Ask(Get));
    }

    [Fact]
    public void Whoever_leaves_early_leaves_nothing_behind()
    {
        for (int i = 0; i < 16; i++)
        {
            using Socket socket = Connect();
            socket.Send(Encoding.ASCII.GetBytes(i % 2 == 0 ? Get : "GET / HT"));
            socket.LingerState = new LingerOption(true, 0);
        }

        Assert.StartsWith("HTTP/1.1 200 ", Ask(Get));
    }

    [Fact]
    public void A_phone_that_looks_for_the_internet_is_sent_to_the_page_and_nobody_else_is()
    {
        Assert.StartsWith("HTTP/1.1 302 Found\r\nLocation: http://192.168.4.1/\r\n", Ask("GET /generate_204 HTTP/1.1\r\nHost: connectivitycheck.example.com\r\n\r\n"));
        Assert.Empty(_asked);
        foreach (string host in new[] { "192.168.4.1", "192.168.1.20", "box", "box.LOCAL" })
        {
            Assert.StartsWith("HTTP/1.1 200 ", Ask("GET /x HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
        }

        Assert.StartsWith("HTTP/1.1 200 ", Ask("POST /x HTTP/1.1\r\nHost: example.com\r\n\r\n"));
    }

    [Fact]
    public void What_is_no_request_or_too_long_is_refused_and_never_reaches_the_core()
    {
        Assert.StartsWith("HTTP/1.1 400 ", Ask("nonsense\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 400 ", Ask("\u0016\u0003\u0001\u0002\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 431 ", Ask("GET / HTTP/1.1\r\nX: " + new string('x', 5000)));
        Assert.Empty(_asked);
        Assert.StartsWith("HTTP/1.1 200 ", Ask("POST /x HTTP/1.1\r\nContent-Length: 1025\r\n\r\n"));
        Assert.True(_asked[0].IsTooLong);
    }

    [Fact]
    public void A_core_that_does_not_answer_is_busy_and_a_later_answer_goes_to_nobody_else()
    {
        _isDeaf = true;
        Assert.StartsWith("HTTP/1.1 503 ", Ask("GET /long HTTP/1.1\r\nHost: a\r\n\r\n"));
        _isDeaf = false;
        Assert.EndsWith("{\"answer\":true}", Ask(Get));
    }

    [Fact]
    public void Random_bytes_get_an_answer_or_the_door()
    {
        Random random = new Random(78);
        SortedDictionary<string, int> counts = [];
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(random.Next(2) == 0 ? Get : "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
            for (int changes = random.Next(4); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using Socket socket = Connect();
            socket.Send(bytes);
            socket.Shutdown(SocketShutdown.Send);
            string answer = ReadToEnd(socket);
            string kind = answer.Length == 0 ? "none" : answer[9..12];
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }

        Assert.Empty(counts.Keys.Except(["200", "302", "400", "408", "none"]));
        Assert.True(counts["200"] > 100 && counts["400"] > 50, string.Join(", ", counts));
        Assert.StartsWith("HTTP/1.1 200 ", Ask(Get));
    }

    private static string Long(int piece)
    {
        return new string((char)('a' + piece), 2500);
    }

    private static int FreePort()
    {
        TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    private void RunCore()
    {
        BrowserRequest request = new BrowserRequest();
        while (!_stop.IsCancellationRequested)
        {
            if (!_isDeaf && _server.TryTake(request))
            {
                // Lent: the answer is written into it.
                request.Body = request.Body.ToArray();
                _asked.Add(request);
                Answer(request);
                request = new BrowserRequest();
            }

            Thread.Sleep(1);
        }
    }

    private void Answer(BrowserRequest request)
    {
        string type = request.Path == "/" ? WebType.Html : WebType.Json;
        string[] pieces = request.Path == "/" ? Enumerable.Range(0, s_page.PartCount).Select(s_page.Part).ToArray()
            : request.Path == "/long" ? [Long(0), Long(1), Long(2)] : ["{\"answer\":", "true}"];
        for (int i = 0; i < pieces.Length; i++)
        {
            byte[] piece = Encoding.ASCII.GetBytes(pieces[i]);
            while (!_server.TryReply(200, type, piece, piece.Length, i == pieces.Length - 1) && !_stop.IsCancellationRequested)
            {
                Thread.Sleep(1);
            }
        }
    }

    // The server's thread may not have opened its port yet.
    private Socket Connect()
    {
        for (int attempt = 0; ; attempt++)
        {
            Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = PatienceMs, SendTimeout = PatienceMs };
            try
            {
                socket.Connect(IPAddress.Loopback, _port);
                return socket;
            }
            catch (SocketException) when (attempt < 100)
            {
                socket.Dispose();
                Thread.Sleep(10);
            }
        }
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
        catch (SocketException)
        {
            // Reset: what came before counts.
        }

        return text.ToString();
    }
}
