using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Clock;
using TWCManager.Esp32.Http;
using TWCManager.Esp32.Network;
using TWCManager.Simulation;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Adapters;

/// <summary>The device's way to fetch readings, run on a PC over real sockets.</summary>
public sealed class DeviceHttpTests : IDisposable
{
    private const int PlentyMs = 12000;
    private const int PatienceMs = 1500;
    private static readonly SystemWallClock s_clock = new SystemWallClock();

    private readonly HttpAdapter _http = new HttpAdapter(new PcNetwork(), new HostNames(), s_clock);

    public void Dispose()
    {
        _http.Close();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reply_comes_whole_with_a_length_and_in_chunks(bool isChunked)
    {
        using FroniusServer inverter = new FroniusServer(() => new FroniusValues(5000, 0, -1000, 4000, null)) { UsesChunks = isChunked };
        for (int i = 0; i < 3; i++)
        {
            HttpReply reply = Get(inverter.BaseUrl + "/solar_api/v1/GetPowerFlowRealtimeData.fcgi");
            Assert.Equal((HttpFailure.None, 200), (reply.Failure, reply.Status));
            string text = Encoding.UTF8.GetString(reply.Body, 0, reply.Length);
            Assert.StartsWith("{", text);
            Assert.EndsWith("}", text.TrimEnd());
        }
    }

    [Fact]
    public void The_token_goes_with_the_request_and_only_who_knows_it_is_believed_the_time()
    {
        using RawServer server = new RawServer(static (stream, stop) =>
            RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nDate: Mon, 05 Jan 2026 11:22:33 GMT\r\nContent-Length: 2\r\n\r\n{}", stop));
        SystemWallClock clock = new SystemWallClock();
        HttpAdapter http = new HttpAdapter(new PcNetwork(), new HostNames(), clock);
        Assert.Equal(200, Get(http, server.Url + "api?a=1").Status);
        Assert.Null(clock.Learned);
        Assert.StartsWith("GET /api?a=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.Port + "\r\n", server.Request);
        Assert.DoesNotContain("Authorization", server.Request);

        Assert.True(http.TryBegin(Ask(server.Url, "Bearer abc", PlentyMs)));
        Assert.Equal(200, Take(http).Status);
        Assert.Contains("\r\nAuthorization: Bearer abc\r\n", server.Request);
        Assert.Equal("Mon, 05 Jan 2026 11:22:33 GMT", clock.Learned);
        http.Close();
    }

    [Theory]
    [InlineData(HttpFaultKind.Hang, HttpFailure.TimedOut)]
    [InlineData(HttpFaultKind.StallInBody, HttpFailure.TimedOut)]
    [InlineData(HttpFaultKind.SlowBytes, HttpFailure.TimedOut)]
    [InlineData(HttpFaultKind.HugeBody, HttpFailure.TooLong)]
    [InlineData(HttpFaultKind.Refuse, HttpFailure.NotReachable)]
    public void A_server_that_goes_wrong_is_told_from_one_that_is_not_there(HttpFaultKind fault, HttpFailure failure)
    {
        using FroniusServer inverter = new FroniusServer(() => new FroniusValues(5000, 0, -1000, 4000, null));
        inverter.Faults.Kind = fault;
        Assert.Equal((failure, 0, 0), Verdict(Get(_http, inverter.BaseUrl + "/solar_api/v1/GetPowerFlowRealtimeData.fcgi", failure == HttpFailure.TimedOut ? PatienceMs : PlentyMs)));
        inverter.Faults.Kind = HttpFaultKind.None;
        Assert.Equal(HttpFailure.None, Get(inverter.BaseUrl + "/solar_api/v1/GetPowerFlowRealtimeData.fcgi").Failure);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http:///path")]
    [InlineData("http://127.0.0.1:0/")]
    [InlineData("http://127.0.0.1:70000/")]
    [InlineData("http://127.0.0.1:x/")]
    [InlineData("")]
    public void What_is_no_address_is_told(string url)
    {
        Assert.Equal((HttpFailure.BadUrl, 0, 0), Verdict(Get(url)));
    }

    [Fact]
    public void Nobody_at_the_port_is_not_reachable()
    {
        Assert.Equal(HttpFailure.NotReachable, Get("http://127.0.0.1:" + Broker.FreePort() + "/").Failure);
    }

    [Theory]
    [InlineData("{\"password\":\"abc\"}")]
    [InlineData("")]
    public void A_post_carries_its_body_with_its_length_and_the_token(string body)
    {
        string got = "";
        using RawServer server = new RawServer(async (stream, stop) =>
        {
            got = await RawServer.HearAsync(stream, body.Length, stop);
            await RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", stop);
        });

        HttpReply reply = Post(server.Url + "api/login?x=1", body);

        Assert.Equal((HttpFailure.None, 200, 2), Verdict(reply));
        Assert.Equal(body, got);
        Assert.StartsWith("POST /api/login?x=1 HTTP/1.1\r\n", server.Request);
        Assert.Contains("\r\nContent-Type: application/json\r\n", server.Request);
        Assert.Contains("\r\nContent-Length: " + body.Length + "\r\n", server.Request);
        Assert.Contains("\r\nAuthorization: Bearer abc\r\n", server.Request);

        Get(_http, server.Url, PatienceMs);
        Assert.StartsWith("GET / HTTP/1.1\r\n", server.Request);
        Assert.DoesNotContain("Content-Length", server.Request);
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
        request.Post(server.Url, null, body, body.Length, PlentyMs);

        Assert.True(_http.TryBegin(request));
        body.AsSpan().Clear();
        request.Get("nonsense", null, 1);

        Assert.Equal(200, Take(_http).Status);
        Assert.Equal("abc", got);
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

        Assert.Equal(expected, Post(server.Url, new string('y', length)).Failure);
        Assert.Equal(expected == HttpFailure.None, server.Request.Length > 0);
    }

    [Fact]
    public void A_server_that_never_reads_the_body_is_left_at_the_time_limit()
    {
        using RawServer server = new RawServer(static (_, stop) => Task.Delay(Timeout.Infinite, stop));

        Assert.Equal((HttpFailure.TimedOut, 0, 0), Verdict(Post(server.Url, new string('y', HttpRequest.BodyCapacity), PatienceMs)));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public void A_redirect_of_a_post_is_handed_out_and_neither_body_nor_token_goes_elsewhere(int status)
    {
        using RawServer elsewhere = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", stop));
        using RawServer server = new RawServer((stream, stop) => RawServer.SayAsync(stream, "HTTP/1.1 " + status + " Moved\r\nLocation: " + elsewhere.Url + "\r\nContent-Length: 0\r\n\r\n", stop));

        Assert.Equal(status, Post(server.Url, "{\"password\":\"secret\"}").Status);
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

        Assert.Equal(HttpFailure.NotReachable, Post(server.Url, "{}").Failure);
        Assert.Equal(1, Volatile.Read(ref requests));
    }

    private static HttpRequest Ask(string url, string? authorization, int timeoutMs)
    {
        HttpRequest request = new HttpRequest();
        request.Get(url, authorization, timeoutMs);
        return request;
    }

    private HttpReply Post(string url, string body, int timeoutMs = PlentyMs)
    {
        HttpRequest request = new HttpRequest();
        byte[] bytes = Encoding.ASCII.GetBytes(body);
        request.Post(url, "Bearer abc", bytes, bytes.Length, timeoutMs);
        Assert.True(_http.TryBegin(request));
        return Take(_http);
    }

    private static (HttpFailure Failure, int Status, int Length) Verdict(HttpReply reply)
    {
        return (reply.Failure, reply.Status, reply.Length);
    }

    private HttpReply Get(string url)
    {
        return Get(_http, url);
    }

    private static HttpReply Get(HttpAdapter http, string url, int timeoutMs = PlentyMs)
    {
        Assert.True(http.TryBegin(Ask(url, null, timeoutMs)));
        return Take(http);
    }

    private static HttpReply Take(HttpAdapter http)
    {
        HttpReply reply = new HttpReply();
        Wait.Until(() => http.TryTake(reply), "result");
        return reply;
    }
}
