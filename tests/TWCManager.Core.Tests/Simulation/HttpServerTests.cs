using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using TWCManager.Core.Ports;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Simulation;

public class HttpServerTests
{
    private const string PowerFlow = "/solar_api/v1/GetPowerFlowRealtimeData.fcgi";
    private static readonly FroniusValues s_noon = new FroniusValues(5000, -2100, 2900, null, null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FroniusFamily.Gen24, "5000.2710937499996", "-2900.2710937500001")]
    [InlineData(FroniusFamily.Symo, "5000", "-2900")]
    public async Task Fronius_tells_load_as_negative_in_the_style_of_its_family(FroniusFamily family, string solar, string load)
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        server.Inverter.Family = family;
        JsonElement site = Site(await Get(server, PowerFlow));
        Assert.Equal(solar, site.GetProperty("P_PV").GetRawText());
        Assert.Equal(load, site.GetProperty("P_Load").GetRawText());
        Assert.Equal(-2100, (int)site.GetProperty("P_Grid").GetDouble());
        Assert.Equal(JsonValueKind.Null, site.GetProperty("P_Akku").ValueKind);
        Assert.Equal("meter", site.GetProperty("Mode").GetString());
    }

    [Fact]
    public async Task Fronius_tells_its_version()
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        JsonElement version = JsonDocument.Parse(await Get(server, "/solar_api/GetAPIVersion.cgi")).RootElement;
        Assert.Equal(1, version.GetProperty("APIVersion").GetInt32());
        Assert.Equal("/solar_api/v1/", version.GetProperty("BaseURL").GetString());
    }

    [Fact]
    public async Task Fronius_tells_no_sun_as_null_and_a_battery_with_its_content()
    {
        using FroniusServer server = new FroniusServer(() => new FroniusValues(0, 100, 1300, 1200, 63.5));
        string body = await Get(server, PowerFlow);
        JsonElement site = Site(body);
        Assert.Equal(JsonValueKind.Null, site.GetProperty("P_PV").ValueKind);
        Assert.Equal(1200, (int)site.GetProperty("P_Akku").GetDouble());
        Assert.Equal("bidirectional", site.GetProperty("Mode").GetString());
        JsonElement inverters = JsonDocument.Parse(body).RootElement.GetProperty("Body").GetProperty("Data").GetProperty("Inverters");
        Assert.Equal(63.5, inverters.GetProperty("1").GetProperty("SOC").GetDouble());
    }

    [Fact]
    public async Task A_lost_meter_is_null_and_not_nothing()
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        server.Inverter.IsMeterGone = true;
        JsonElement site = Site(await Get(server, PowerFlow));
        Assert.Equal(JsonValueKind.Null, site.GetProperty("P_Grid").ValueKind);
        Assert.Equal(JsonValueKind.Null, site.GetProperty("P_Load").ValueKind);
        Assert.Equal("meter", site.GetProperty("Mode").GetString());
        Assert.Equal(5000, (int)site.GetProperty("P_PV").GetDouble());
    }

    [Fact]
    public async Task A_logger_error_comes_with_status_200()
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        server.Inverter.StatusCode = 8;
        JsonElement root = JsonDocument.Parse(await Get(server, PowerFlow)).RootElement;
        Assert.Equal(8, root.GetProperty("Head").GetProperty("Status").GetProperty("Code").GetInt32());
        Assert.Empty(root.GetProperty("Body").GetProperty("Data").EnumerateObject());
    }

    [Fact]
    public async Task A_switched_off_interface_answers_404_with_a_page()
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        server.Inverter.IsSwitchedOff = true;
        using HttpClient client = new HttpClient();
        using HttpResponseMessage reply = await client.GetAsync(server.BaseUrl + PowerFlow, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Equal("text/html", reply.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Home_Assistant_answers_those_who_know_the_token()
    {
        using HomeAssistantServer server = HomeWithGrid(() => "-1234.5");
        Assert.Equal("{\"message\":\"API running.\"}", (await Ask(server, "/api/", "secret")).Body);
        JsonElement state = JsonDocument.Parse((await Ask(server, "/api/states/sensor.grid_power", "secret")).Body).RootElement;
        Assert.Equal("-1234.5", state.GetProperty("state").GetString());
        Assert.Equal("W", state.GetProperty("attributes").GetProperty("unit_of_measurement").GetString());
    }

    [Theory]
    [InlineData("/api/states/sensor.grid_power", "wrong", 401, "401: Unauthorized")]
    [InlineData("/api/states/sensor.nothing", "secret", 404, "{\"message\":\"Entity not found.\"}")]
    [InlineData("/elsewhere", "secret", 404, "404: Not Found")]
    public async Task Home_Assistant_refuses_in_its_own_words(string path, string token, int status, string body)
    {
        using HomeAssistantServer server = HomeWithGrid(() => "0");
        Assert.Equal((status, body), await Ask(server, path, token));
    }

    [Fact]
    public async Task Home_Assistant_bans_after_wrong_tokens()
    {
        using HomeAssistantServer server = HomeWithGrid(() => "0");
        server.Home.BadTokensUntilBan = 2;
        Assert.Equal(401, (await Ask(server, "/api/", "wrong")).Status);
        Assert.Equal(401, (await Ask(server, "/api/", "wrong")).Status);
        Assert.Equal(403, (await Ask(server, "/api/", "secret")).Status);
    }

    [Fact]
    public void An_unchanged_state_is_reported_anew_unless_the_source_is_frozen()
    {
        DateTime now = new DateTime(2024, 6, 1, 12, 0, 0, DateTimeKind.Utc);
        HomeAssistantResponder home = new HomeAssistantResponder("secret", () => now);
        home.Add(new HomeAssistantEntity("sensor.solar_power", "W", () => "0"));
        HttpAsk ask = new HttpAsk("GET", "/api/states/sensor.solar_power", "", "Bearer secret");
        now = now.AddSeconds(30);
        string moving = home.Answer(ask).Body;
        Assert.Contains("\"last_changed\":\"2024-06-01T12:00:00.000000+00:00\"", moving);
        Assert.Contains("\"last_reported\":\"2024-06-01T12:00:30.000000+00:00\"", moving);
        home.IsFrozen = true;
        now = now.AddSeconds(30);
        Assert.Equal(moving, home.Answer(ask).Body);
    }

    [Fact]
    public void A_restarting_home_calls_every_state_unavailable()
    {
        HomeAssistantResponder home = new HomeAssistantResponder("secret", () => DateTime.UnixEpoch);
        home.Add(new HomeAssistantEntity("sensor.solar_power", "W", () => "12"));
        home.IsRestarting = true;
        string body = home.Answer(new HttpAsk("GET", "/api/states/sensor.solar_power", "", "Bearer secret")).Body;
        Assert.Contains("\"state\":\"unavailable\"", body);
        Assert.DoesNotContain("unit_of_measurement", body);
    }

    [Theory]
    [InlineData(HttpFaultKind.ServerError, 500)]
    [InlineData(HttpFaultKind.Unauthorized, 401)]
    public async Task A_fault_of_status_replaces_the_answer(HttpFaultKind kind, int status)
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        server.Faults.Kind = kind;
        using HttpClient client = new HttpClient();
        using HttpResponseMessage reply = await client.GetAsync(server.BaseUrl + PowerFlow, Cancel);
        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Fact]
    public async Task Garbage_is_no_JSON()
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        server.Faults.Kind = HttpFaultKind.Garbage;
        string body = await Get(server, PowerFlow);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(body));
    }

    [Fact]
    public async Task A_huge_body_has_its_full_length()
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        server.Faults.Kind = HttpFaultKind.HugeBody;
        Assert.Equal(HttpFaults.HugeLength, (await Get(server, PowerFlow)).Length);
    }

    [Fact]
    public async Task Slow_bytes_and_chunks_arrive_whole()
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        string usual = await Get(server, PowerFlow);
        server.Inverter.IsFrozen = true;
        server.UsesChunks = true;
        Assert.Equal(usual, await Get(server, PowerFlow));
        server.Faults.Kind = HttpFaultKind.SlowBytes;
        server.Faults.SlowByteMs = 0;
        Assert.Equal(usual, await Get(server, PowerFlow));
    }

    [Fact]
    public async Task A_refused_request_gets_no_reply()
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        server.Faults.Kind = HttpFaultKind.Refuse;
        await Assert.ThrowsAsync<HttpRequestException>(() => Get(server, PowerFlow));
    }

    [Fact]
    public async Task A_hanging_server_takes_the_request_says_nothing_and_still_closes()
    {
        FroniusServer server = new FroniusServer(() => s_noon);
        server.Faults.Kind = HttpFaultKind.Hang;
        Task<string> asking = Get(server, PowerFlow);
        SpinWait.SpinUntil(() => server.RequestCount == 1, 10000);
        Assert.Equal(1, server.RequestCount);
        Assert.False(asking.IsCompleted);
        server.Dispose();
        await Assert.ThrowsAsync<HttpRequestException>(() => asking);
    }

    [Fact]
    public async Task A_server_that_hangs_for_a_while_answers_after_it()
    {
        using FroniusServer server = new FroniusServer(() => s_noon);
        server.Faults.Kind = HttpFaultKind.Hang;
        server.Faults.HangMs = 1;
        Assert.Contains("P_Grid", await Get(server, PowerFlow));
    }

    [Fact]
    public async Task A_stalled_body_breaks_off_when_the_server_closes()
    {
        FroniusServer server = new FroniusServer(() => s_noon);
        server.Faults.Kind = HttpFaultKind.StallInBody;
        using HttpClient client = new HttpClient();
        using HttpResponseMessage reply = await client.GetAsync(server.BaseUrl + PowerFlow, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Task<string> reading = reply.Content.ReadAsStringAsync(Cancel);
        Assert.False(reading.IsCompleted);
        server.Dispose();
        await Assert.ThrowsAsync<HttpRequestException>(() => reading);
    }

    [Fact]
    public void In_virtual_time_a_device_answers_after_its_latency()
    {
        SimulatedHttp http = new SimulatedHttp();
        http.Add("fronius.local", new FroniusResponder(() => s_noon), 1000);
        HttpReply reply = new HttpReply();
        Assert.True(http.TryBegin(Ask("http://fronius.local" + PowerFlow, 10000)));
        Assert.False(http.TryBegin(Ask("http://fronius.local" + PowerFlow, 10000)));
        http.Advance(999);
        Assert.False(http.TryTake(reply));
        http.Advance(1000);
        Assert.True(http.TryTake(reply));
        Assert.Equal(200, reply.Status);
        Assert.Equal((byte)'{', reply.Body[0]);
        Assert.False(http.TryTake(reply));
    }

    [Theory]
    [InlineData(HttpFaultKind.Hang, HttpFailure.TimedOut, 5000)]
    [InlineData(HttpFaultKind.StallInBody, HttpFailure.TimedOut, 5000)]
    [InlineData(HttpFaultKind.SlowBytes, HttpFailure.TimedOut, 5000)]
    [InlineData(HttpFaultKind.HugeBody, HttpFailure.TooLong, 80)]
    [InlineData(HttpFaultKind.Refuse, HttpFailure.NotReachable, 0)]
    public void In_virtual_time_faults_end_as_failures(HttpFaultKind kind, HttpFailure expected, long atMs)
    {
        SimulatedHttp http = new SimulatedHttp();
        http.Add("fronius.local", new FroniusResponder(() => s_noon)).Kind = kind;
        HttpReply reply = new HttpReply();
        Assert.True(http.TryBegin(Ask("http://fronius.local" + PowerFlow, 5000)));
        http.Advance(atMs - 1);
        Assert.Equal(atMs == 0, http.TryTake(reply));
        http.Advance(atMs);
        Assert.Equal(atMs != 0, http.TryTake(reply));
        Assert.Equal(expected, reply.Failure);
        Assert.Equal(0, reply.Status);
    }

    [Theory]
    [InlineData("http://nobody.local/", HttpFailure.NotReachable)]
    [InlineData("nonsense", HttpFailure.BadUrl)]
    public void In_virtual_time_a_wrong_address_is_told_apart(string url, HttpFailure expected)
    {
        SimulatedHttp http = new SimulatedHttp();
        HttpReply reply = new HttpReply();
        Assert.True(http.TryBegin(Ask(url, 5000)));
        Assert.True(http.TryTake(reply));
        Assert.Equal(expected, reply.Failure);
    }

    [Fact]
    public void In_virtual_time_a_post_brings_its_body_and_one_that_is_too_long_is_refused()
    {
        SimulatedHttp http = new SimulatedHttp();
        EchoResponder echo = new EchoResponder();
        http.Add("device.local", echo);
        HttpRequest request = new HttpRequest();
        HttpReply reply = new HttpReply();
        byte[] body = "{\"a\":1}"u8.ToArray();
        request.Post("http://device.local/login", "Bearer abc", body, body.Length, 5000);
        Assert.True(http.TryBegin(request));
        http.Advance(80);
        Assert.True(http.TryTake(reply));
        Assert.Equal(new HttpAsk("POST", "/login", "", "Bearer abc", "{\"a\":1}"), echo.Last);

        request.Post("http://device.local/login", null, new byte[HttpRequest.BodyCapacity + 1], HttpRequest.BodyCapacity + 1, 5000);
        Assert.True(http.TryBegin(request));
        Assert.True(http.TryTake(reply));
        Assert.Equal(HttpFailure.RequestTooLong, reply.Failure);
    }

    private static HttpRequest Ask(string url, int timeoutMs)
    {
        HttpRequest request = new HttpRequest();
        request.Get(url, null, timeoutMs);
        return request;
    }

    private static HomeAssistantServer HomeWithGrid(Func<string?> state)
    {
        HomeAssistantServer server = new HomeAssistantServer("secret");
        server.Home.Add(new HomeAssistantEntity("sensor.grid_power", "W", state));
        return server;
    }

    private static async Task<string> Get(LoopbackHttpServer server, string path)
    {
        using HttpClient client = new HttpClient();
        return await client.GetStringAsync(server.BaseUrl + path, Cancel);
    }

    private static async Task<(int Status, string Body)> Ask(HomeAssistantServer server, string path, string token)
    {
        using HttpClient client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage reply = await client.GetAsync(server.BaseUrl + path, Cancel);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancel));
    }

    private static JsonElement Site(string body)
    {
        return JsonDocument.Parse(body).RootElement.GetProperty("Body").GetProperty("Data").GetProperty("Site");
    }

    private sealed class EchoResponder : IHttpResponder
    {
        public HttpAsk? Last { get; private set; }

        public HttpAnswer Answer(HttpAsk ask)
        {
            Last = ask;
            return HttpAnswer.Json("{}");
        }
    }
}
