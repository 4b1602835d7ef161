using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Host.Adapters;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Adapters;

public sealed class HttpClientAdapterTests : IDisposable
{
    private const int PatienceMs = 300;
    private const int PlentyMs = 10000;

    private readonly HttpClientAdapter _http = new HttpClientAdapter();
    private readonly HttpReply _reply = new HttpReply();

    public void Dispose()
    {
        _http.Dispose();
    }

    [Fact]
    public void A_reply_comes_with_status_and_body_and_the_request_carries_the_authorization()
    {
        using RawServer server = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello", stop));

        Get(server.Url, PlentyMs, "Bearer abc");

        Assert.Equal((404, HttpFailure.None, "hello"), (_reply.Status, _reply.Failure, Body()));
        Assert.Contains("Authorization: Bearer abc\r\n", server.Request);
    }

    [Fact]
    public void A_chunked_reply_is_joined()
    {
        using RawServer server = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", stop));

        Get(server.Url, PlentyMs);

        Assert.Equal("abcde", Body());
    }

    [Fact]
    public void One_request_at_a_time_and_each_result_is_handed_out_once()
    {
        using RawServer server = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx", stop));

        Assert.False(_http.TryTake(_reply));
        Assert.True(_http.TryBegin(Ask(server.Url)));
        Assert.False(_http.TryBegin(Ask(server.Url)));
        Wait.Until(() => _http.TryTake(_reply), "result");
        Assert.False(_http.TryTake(_reply));
        Assert.True(_http.TryBegin(Ask(server.Url)));
    }

    [Fact]
    public void A_server_that_accepts_and_says_nothing_is_left_and_its_connection_closed()
    {
        using RawServer server = new RawServer(RawServer.StallAsync);

        for (int i = 0; i < 3; i++)
        {
            Get(server.Url, PatienceMs);
            Assert.Equal(HttpFailure.TimedOut, _reply.Failure);
        }

        Wait.Until(() => server.OpenConnections == 0, "no connection left behind");
    }

    [Fact]
    public void A_body_that_stalls_counts_against_the_time_limit()
    {
        using RawServer server = new RawServer(async (stream, stop) =>
        {
            await RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":", stop);
            await RawServer.StallAsync(stream, stop);
        });

        long start = Stopwatch.GetTimestamp();
        Get(server.Url, PatienceMs);

        Assert.Equal((0, HttpFailure.TimedOut, 0), (_reply.Status, _reply.Failure, _reply.Length));
        Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds >= PatienceMs - 50);
        Wait.Until(() => server.OpenConnections == 0, "no connection left behind");
    }

    [Fact]
    public void A_body_that_drips_does_not_stretch_the_time_limit()
    {
        using RawServer server = new RawServer(async (stream, stop) =>
        {
            await RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\n\r\n", stop);
            while (true)
            {
                await RawServer.SayAsync(stream, "x", stop);
                await Task.Delay(20, stop);
            }
        });

        Get(server.Url, PatienceMs);

        Assert.Equal(HttpFailure.TimedOut, _reply.Failure);
    }

    [Fact]
    public void A_body_that_never_ends_is_cut_off_at_the_capacity()
    {
        using RawServer server = new RawServer(async (stream, stop) =>
        {
            await RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\n\r\n", stop);
            while (true)
            {
                await stream.WriteAsync(new byte[65536], stop);
            }
        });

        Get(server.Url, PlentyMs);

        Assert.Equal((HttpFailure.TooLong, 0), (_reply.Failure, _reply.Length));
        Wait.Until(() => server.OpenConnections == 0, "the server was hung up on");
    }

    [Theory]
    [InlineData(HttpClientAdapter.BodyCapacity, HttpFailure.None)]
    [InlineData(HttpClientAdapter.BodyCapacity + 1, HttpFailure.TooLong)]
    public void The_capacity_itself_still_fits(int length, HttpFailure expected)
    {
        string body = new string('y', length);
        using RawServer server = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body, stop));

        Get(server.Url, PlentyMs);

        Assert.Equal(expected, _reply.Failure);
        Assert.Equal(expected == HttpFailure.None ? length : 0, _reply.Length);
    }

    [Fact]
    public void A_refused_connection_and_an_unknown_name_are_not_reachable()
    {
        using TcpListener bound = new TcpListener(IPAddress.Loopback, 0);
        bound.Start();
        int port = ((IPEndPoint)bound.LocalEndpoint).Port;
        bound.Stop();

        Get("http://127.0.0.1:" + port + "/", PlentyMs);
        Assert.Equal(HttpFailure.NotReachable, _reply.Failure);

        Get("http://no-such-host.invalid/", PlentyMs);
        Assert.Equal(HttpFailure.NotReachable, _reply.Failure);
    }

    [Fact]
    public void A_connection_that_breaks_in_the_body_is_not_reachable_and_not_half_a_reply()
    {
        using RawServer server = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", stop));

        Get(server.Url, PlentyMs);

        Assert.Equal((HttpFailure.NotReachable, 0), (_reply.Failure, _reply.Length));
    }

    [Fact]
    public void A_device_that_takes_the_request_and_closes_gets_it_once()
    {
        int requests = 0;
        using RawServer server = new RawServer((_, _) =>
        {
            Interlocked.Increment(ref requests);
            return Task.CompletedTask;
        });

        for (int i = 1; i <= 3; i++)
        {
            Get(server.Url, PlentyMs);

            Assert.Equal(HttpFailure.NotReachable, _reply.Failure);
            Assert.Equal(i, Volatile.Read(ref requests));
        }
    }

    [Fact]
    public void A_redirect_is_handed_out_and_not_followed()
    {
        using RawServer elsewhere = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", stop));
        using RawServer server = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 302 Found\r\nLocation: " + elsewhere.Url + "\r\nContent-Length: 0\r\n\r\n", stop));

        Get(server.Url, PlentyMs, "Bearer secret");

        Assert.Equal(302, _reply.Status);
        Assert.Equal("", elsewhere.Request);
    }

    [Theory]
    [InlineData("")]
    [InlineData("inverter")]
    [InlineData("http://")]
    [InlineData("ftp://inverter/")]
    [InlineData("file:///etc/passwd")]
    public void What_is_no_web_address_is_a_bad_url(string url)
    {
        Get(url, PlentyMs);

        Assert.Equal(HttpFailure.BadUrl, _reply.Failure);
    }

    [Theory]
    [InlineData("{\"password\":\"abc\"}")]
    [InlineData("")]
    public void A_post_carries_its_body_with_its_length_and_the_authorization(string body)
    {
        string got = "";
        using RawServer server = new RawServer(async (stream, stop) =>
        {
            got = await RawServer.HearAsync(stream, body.Length, stop);
            await RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", stop);
        });

        Post(server.Url + "api/login?x=1", body, PlentyMs);

        Assert.Equal((200, HttpFailure.None, "{}"), (_reply.Status, _reply.Failure, Body()));
        Assert.Equal(body, got);
        Assert.StartsWith("POST /api/login?x=1 HTTP/1.1\r\n", server.Request);
        Assert.Contains("\r\nContent-Type: application/json\r\n", server.Request);
        Assert.Contains("\r\nContent-Length: " + body.Length + "\r\n", server.Request);
        Assert.Contains("\r\nAuthorization: Bearer abc\r\n", server.Request);
    }

    [Fact]
    public void A_request_belongs_to_its_caller_as_soon_as_it_has_begun()
    {
        string got = "";
        using RawServer server = new RawServer(async (stream, stop) =>
        {
            got = await RawServer.HearAsync(stream, 3, stop);
            await RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", stop);
        });
        HttpRequest request = new HttpRequest();
        byte[] body = "abc"u8.ToArray();
        request.Post(server.Url + "first", null, body, body.Length, PlentyMs);

        Assert.True(_http.TryBegin(request));
        body.AsSpan().Clear();
        request.Get("nonsense", "Bearer other", 1);
        Wait.Until(() => _http.TryTake(_reply), "result");

        Assert.Equal((200, "abc"), (_reply.Status, got));
        Assert.StartsWith("POST /first ", server.Request);
        Assert.DoesNotContain("other", server.Request);
    }

    [Theory]
    [InlineData(HttpRequest.BodyCapacity, HttpFailure.None)]
    [InlineData(HttpRequest.BodyCapacity + 1, HttpFailure.RequestTooLong)]
    public void A_body_that_is_too_long_is_refused_and_not_sent(int length, HttpFailure expected)
    {
        using RawServer server = new RawServer(async (stream, stop) =>
        {
            await RawServer.HearAsync(stream, length, stop);
            await RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", stop);
        });

        Post(server.Url, new string('y', length), PlentyMs);

        Assert.Equal(expected, _reply.Failure);
        Assert.Equal(expected == HttpFailure.None, server.Request.Length > 0);
        Get(server.Url, PatienceMs);
        Assert.NotEqual(HttpFailure.RequestTooLong, _reply.Failure);
    }

    [Fact]
    public void A_server_that_never_reads_the_body_is_left_at_the_time_limit()
    {
        using RawServer server = new RawServer(static (_, stop) => Task.Delay(Timeout.Infinite, stop));

        Post(server.Url, new string('y', HttpRequest.BodyCapacity), PatienceMs);

        Assert.Equal((0, HttpFailure.TimedOut, 0), (_reply.Status, _reply.Failure, _reply.Length));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_redirect_of_a_post_is_handed_out_and_neither_body_nor_token_goes_elsewhere(int status)
    {
        using RawServer elsewhere = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", stop));
        using RawServer server = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 " + status + " Moved\r\nLocation: " + elsewhere.Url + "\r\nContent-Length: 0\r\n\r\n", stop));

        Post(server.Url, "{\"password\":\"secret\"}", PlentyMs);

        Assert.Equal(status, _reply.Status);
        Assert.Equal("", elsewhere.Request);
    }

    [Fact]
    public void A_post_whose_connection_breaks_is_not_sent_again()
    {
        int requests = 0;
        using RawServer server = new RawServer((_, _) =>
        {
            Interlocked.Increment(ref requests);
            return Task.CompletedTask;
        });

        Post(server.Url, "{}", PlentyMs);

        Assert.Equal((HttpFailure.NotReachable, 1), (_reply.Failure, Volatile.Read(ref requests)));
    }

    private static HttpRequest Ask(string url, int timeoutMs = PlentyMs, string? authorization = null)
    {
        HttpRequest request = new HttpRequest();
        request.Get(url, authorization, timeoutMs);
        return request;
    }

    private void Post(string url, string body, int timeoutMs)
    {
        HttpRequest request = new HttpRequest();
        byte[] bytes = Encoding.ASCII.GetBytes(body);
        request.Post(url, "Bearer abc", bytes, bytes.Length, timeoutMs);
        Assert.True(_http.TryBegin(request));
        Wait.Until(() => _http.TryTake(_reply), "result of " + url);
    }

    private void Get(string url, int timeoutMs, string? authorization = null)
    {
        Assert.True(_http.TryBegin(Ask(url, timeoutMs, authorization)));
        Wait.Until(() => _http.TryTake(_reply), "result of " + url);
    }

    private string Body()
    {
        return Encoding.ASCII.GetString(_reply.Body, 0, _reply.Length);
    }
}
