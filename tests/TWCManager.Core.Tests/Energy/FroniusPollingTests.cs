using TWCManager.Core.Energy;
using TWCManager.Core.Ports;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

public class FroniusPollingTests
{
    private const string PowerFlowUrl = "http://10.0.0.7/solar_api/v1/GetPowerFlowRealtimeData.fcgi";
    private const string OldUrl = "http://10.0.0.7/solar_api/GetInverterRealtimeData.cgi?Scope=System";

    [Fact]
    public void Nothing_configured_means_nothing_asked()
    {
        PollerBench bench = new();

        bench.Run(60);

        Assert.Empty(bench.Http.Urls);
        Assert.Equal(SourceState.NotConfigured, bench.Fronius.State);
        Assert.Equal(SourceState.NotConfigured, bench.HomeAssistant.State);
        Assert.Null(bench.Fronius.Problem);
    }

    [Fact]
    public void The_power_flow_is_asked_for_every_poll_interval()
    {
        PollerBench bench = new("froniusHost=10.0.0.7", "energyPollSeconds=20");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());

        Assert.Equal([0, 20, 40, 60], bench.TimesOfRequests(61));
        Assert.All(bench.Http.Urls, url => Assert.Equal(PowerFlowUrl, url));
        Assert.All(bench.Http.Authorizations, Assert.Null);
        Assert.All(bench.Http.Timeouts, timeout => Assert.Equal(10000, timeout));
        Assert.Equal(4, bench.Poller.ReadingCount);
        Assert.Equal(SourceState.Ok, bench.Fronius.State);
    }

    [Fact]
    public void The_first_reply_makes_a_waiting_source_a_good_one()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => null;
        bench.Run(5);
        Assert.Equal(SourceState.Waiting, bench.Fronius.State);
        Assert.Null(bench.Fronius.Problem);

        bench.Http.Finish(new FakeHttp.Answer(200, Documents.PowerFlow(battery: "-100", inverter: "\"SOC\":33")));
        bench.Run(0.1);

        Assert.Equal(SourceState.Ok, bench.Fronius.State);
        Assert.Equal(4121, bench.Fronius.Solar.Value);
        Assert.Equal(-812, bench.Fronius.Grid.Value);
        Assert.Equal(3308, bench.Fronius.House.Value);
        Assert.Equal(-100, bench.Fronius.Battery.Value);
        Assert.Equal(33, bench.Fronius.BatterySoc.Value);
    }

    [Fact]
    public void A_reading_is_as_old_as_its_request()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        long askedMs = bench.NowMs;
        bench.Http.Answers = _ => null;
        bench.Run(8);

        bench.Http.Finish(new FakeHttp.Answer(200, Documents.PowerFlow()));
        bench.Run(0.1);

        Assert.Equal(askedMs, bench.Fronius.Grid.AtMs);
        Assert.Equal(askedMs, bench.Fronius.LastOkMs);
    }

    [Fact]
    public void A_dead_device_is_asked_less_often_but_at_least_once_a_minute()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");

        // Two minutes at the usual pace, six minutes every 30 s, then once a minute.
        List<int> times = bench.TimesOfRequests(1500);
        for (int i = 1; i < times.Count; i++)
        {
            int pause = i <= 8 ? 15 : i <= 20 ? 30 : 60;
            Assert.InRange(times[i] - times[i - 1], pause, pause + 1);
        }

        Assert.True(times.Count > 35);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(75)]
    [InlineData(300)]
    [InlineData(4200)]
    public void A_device_that_is_back_is_noticed_within_a_minute(int outageSeconds)
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(20);
        bench.Http.Answers = _ => new FakeHttp.Answer(HttpFailure.NotReachable);
        bench.Run(outageSeconds);
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());

        bench.Run(outageSeconds <= 300 ? 31 : 61);

        Assert.Equal(SourceState.Ok, bench.Fronius.State);
        Assert.True(bench.Fronius.Grid.IsFresh(bench.NowMs, 61000));
    }

    [Fact]
    public void A_success_ends_the_back_off()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Run(100);
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(150);
        Assert.Equal(SourceState.Ok, bench.Fronius.State);
        int before = bench.Http.Urls.Count;

        bench.Run(60);

        Assert.Equal(4, bench.Http.Urls.Count - before);
    }

    [Fact]
    public void Failures_keep_the_last_readings_with_their_age()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(1);
        long atMs = bench.Fronius.Grid.AtMs;

        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.FroniusCode("8"));
        bench.Run(200);

        Assert.Equal(SourceState.Failed, bench.Fronius.State);
        Assert.Equal(-812, bench.Fronius.Grid.Value);
        Assert.Equal(atMs, bench.Fronius.Grid.AtMs);
        Assert.False(bench.Fronius.Grid.IsFresh(bench.NowMs, 60000));
    }

    [Fact]
    public void A_meter_that_drops_out_takes_its_reading_with_it()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(1);

        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow(grid: "null", load: "null"));
        bench.Run(15);

        Assert.False(bench.Fronius.Grid.HasValue);
        Assert.False(bench.Fronius.House.HasValue);
        Assert.True(bench.Fronius.Solar.HasValue);
    }

    public static TheoryData<int, string, string> BadReplies()
    {
        return new TheoryData<int, string, string>
        {
            { 200, "<html><body>Login</body></html>", "not JSON" },
            { 200, "", "not JSON" },
            { 200, "   ", "not JSON" },
            { 200, "[1]", "not JSON" },
            { 200, "{\"Head\":{\"Stat", "damaged" },
            { 200, Documents.FroniusCode("0"), "without power data" },
            { 200, Documents.FroniusCode("12"), "status code 12" },
            { 200, "{}", "without a status code" },
            { 500, Documents.PowerFlow(), "HTTP status 500" },
            { 302, "", "HTTP status 302" },
        };
    }

    [Theory]
    [MemberData(nameof(BadReplies))]
    public void A_bad_reply_is_a_failure_with_a_reason(int status, string body, string expected)
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(status, body);

        bench.Run(1);

        Assert.Equal(SourceState.Failed, bench.Fronius.State);
        Assert.Contains(expected, bench.Fronius.Problem);
        Assert.False(bench.Fronius.Solar.HasValue);
        Assert.Equal(0, bench.Poller.ReadingCount);

        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(15);
        Assert.Equal(SourceState.Ok, bench.Fronius.State);
        Assert.Null(bench.Fronius.Problem);
    }

    [Theory]
    [InlineData(HttpFailure.NotReachable, SourceState.Failed, "cannot be reached")]
    [InlineData(HttpFailure.TimedOut, SourceState.Failed, "does not answer")]
    [InlineData(HttpFailure.TooLong, SourceState.Failed, "too much")]
    [InlineData(HttpFailure.BadUrl, SourceState.ConfigurationError, "froniusHost")]
    public void Each_failure_of_the_network_has_its_sentence(HttpFailure failure, SourceState state, string expected)
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(failure);

        bench.Run(1);

        Assert.Equal(state, bench.Fronius.State);
        Assert.Contains(expected, bench.Fronius.Problem);
    }

    [Fact]
    public void Not_found_twice_means_that_the_interface_is_switched_off_and_is_asked_less_often()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(404, "<html>404</html>");

        List<int> times = bench.TimesOfRequests(3600);
        Assert.Equal([0, 0, 15, 15, 30, 30], times.Take(6));
        Assert.InRange(times[^1] - times[^3], 60, 61);

        Assert.Equal([PowerFlowUrl, OldUrl, PowerFlowUrl, OldUrl], bench.Http.Urls.Take(4));
        Assert.Equal(SourceState.ConfigurationError, bench.Fronius.State);
        Assert.Contains("enable the Solar API", bench.Fronius.Problem);
    }

    [Fact]
    public void An_old_logger_gives_solar_only_and_is_not_asked_for_more_again()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = url => url == OldUrl ? new FakeHttp.Answer(200, Documents.OldSystem("{\"1\":900,\"2\":50}")) : new FakeHttp.Answer(404, "<html>404</html>");

        bench.Run(31);

        Assert.Equal([PowerFlowUrl, OldUrl, OldUrl, OldUrl], bench.Http.Urls);
        Assert.Equal(SourceState.Ok, bench.Fronius.State);
        Assert.Equal(950, bench.Fronius.Solar.Value);
        Assert.False(bench.Fronius.Grid.HasValue);
    }

    [Fact]
    public void A_device_that_was_starting_when_it_said_not_found_comes_back()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = url => url == OldUrl ? new FakeHttp.Answer(HttpFailure.NotReachable) : new FakeHttp.Answer(404, "");
        bench.Run(1);

        bench.Http.Answers = url => url == OldUrl ? new FakeHttp.Answer(404, "") : new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(15);

        Assert.Equal(SourceState.Ok, bench.Fronius.State);
        Assert.Equal(-812, bench.Fronius.Grid.Value);
    }

    [Fact]
    public void A_request_that_is_not_supported_is_asked_less_often()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.FroniusCode("11"));

        List<int> times = bench.TimesOfRequests(3600);
        Assert.Equal(60, times[^1] - times[^2]);
        Assert.Equal(SourceState.ConfigurationError, bench.Fronius.State);
    }

    [Fact]
    public void An_internal_error_passes_and_costs_one_poll()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(20);
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.FroniusCode("255"));
        bench.Run(15);
        Assert.Equal(SourceState.Failed, bench.Fronius.State);
        Assert.Contains("status code 255: an internal error", bench.Fronius.Problem);

        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(15);
        Assert.Equal(SourceState.Ok, bench.Fronius.State);
    }

    [Fact]
    public void A_device_that_repeats_the_same_bytes_grows_old()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        string frozen = Documents.PowerFlow();
        bench.Http.Answers = _ => new FakeHttp.Answer(200, frozen);
        bench.Run(59);
        Assert.Equal(SourceState.Ok, bench.Fronius.State);
        bench.Run(5);
        Assert.Equal(SourceState.Stale, bench.Fronius.State);
        Assert.Equal("the Fronius inverter repeats an old reply", bench.Fronius.Problem);
        Assert.False(bench.Fronius.Grid.IsFresh(bench.NowMs, 60000));

        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(15);
        Assert.Equal(SourceState.Ok, bench.Fronius.State);
    }

    [Fact]
    public void A_device_without_a_time_of_its_own_may_repeat_itself()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        string steady = Documents.PowerFlow().Replace("Timestamp", "Other");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, steady);
        bench.Run(300);
        Assert.Equal(SourceState.Ok, bench.Fronius.State);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    public void A_redirect_is_told_with_what_to_do(int status)
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(status, "<html>moved</html>");
        bench.Run(1);
        Assert.Contains("sends us to another address (HTTP status " + status + "), perhaps from http to https; set froniusHost", bench.Fronius.Problem);
    }

    [Fact]
    public void An_adapter_that_never_answers_is_told_and_nothing_is_asked_meanwhile()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => null;
        bench.Run(59);
        Assert.Equal(SourceState.Waiting, bench.Fronius.State);

        bench.Run(600);
        Assert.Equal(SourceState.Failed, bench.Fronius.State);
        Assert.Contains("60 s", bench.Fronius.Problem);
        Assert.Single(bench.Http.Urls);

        // What comes back at last was measured who knows when.
        bench.Http.Answers = _ => new FakeHttp.Answer(HttpFailure.NotReachable);
        bench.Http.Finish(new FakeHttp.Answer(200, Documents.PowerFlow()));
        bench.Run(0.1);
        Assert.False(bench.Fronius.Grid.IsFresh(bench.NowMs, 60000));

        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(16);
        Assert.Equal(SourceState.Ok, bench.Fronius.State);
        Assert.True(bench.Fronius.Grid.IsFresh(bench.NowMs, 60000));
    }

    [Fact]
    public void An_adapter_that_refuses_is_asked_again_until_it_does_not()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Http.IsRefusing = true;
        bench.Run(70);
        Assert.Equal(SourceState.Failed, bench.Fronius.State);

        bench.Http.IsRefusing = false;
        bench.Run(1);

        Assert.Equal(SourceState.Ok, bench.Fronius.State);
    }

    [Fact]
    public void A_new_host_is_asked_at_once_and_the_old_one_is_forgotten()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = url => new FakeHttp.Answer(200, Documents.PowerFlow(grid: url.Contains("10.0.0.8") ? "8" : "7"));
        bench.Run(1);
        bench.Http.Answers = url => null;
        bench.Run(15);

        bench.Set("froniusHost=10.0.0.8");
        bench.Run(0.1);
        Assert.False(bench.Fronius.Grid.HasValue);
        Assert.Equal(SourceState.Waiting, bench.Fronius.State);

        // The old host's reply still comes in, and must not be taken for the new one's.
        bench.Http.Answers = url => null;
        bench.Http.Finish(new FakeHttp.Answer(200, Documents.PowerFlow(grid: "7")));
        bench.Run(0.2);
        Assert.False(bench.Fronius.Grid.HasValue);
        Assert.Contains("10.0.0.8", bench.Http.Urls[^1]);

        bench.Http.Finish(new FakeHttp.Answer(200, Documents.PowerFlow(grid: "8")));
        bench.Run(0.1);
        Assert.Equal(8, bench.Fronius.Grid.Value);
    }

    [Fact]
    public void A_source_that_is_no_longer_configured_has_no_readings()
    {
        PollerBench bench = new("froniusHost=10.0.0.7");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(1);

        bench.Set("froniusHost=");
        bench.Run(0.1);

        Assert.Equal(SourceState.NotConfigured, bench.Fronius.State);
        Assert.False(bench.Fronius.Solar.HasValue || bench.Fronius.Grid.HasValue || bench.Fronius.House.HasValue);
        Assert.Equal(0, bench.Fronius.LastOkMs);
    }

    [Fact]
    public void A_new_poll_interval_counts_at_once()
    {
        PollerBench bench = new("froniusHost=10.0.0.7", "energyPollSeconds=300");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());
        bench.Run(20);
        Assert.Single(bench.Http.Urls);

        bench.Set("energyPollSeconds=10");
        bench.Run(0.1);

        Assert.Equal(2, bench.Http.Urls.Count);
    }

    [Fact]
    public void A_source_whose_replies_are_rarer_than_the_age_limit_is_stale_in_between()
    {
        PollerBench bench = new("froniusHost=10.0.0.7", "energyPollSeconds=300", "energyMaxAgeSeconds=60");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.PowerFlow());

        bench.Run(59);
        Assert.Equal(SourceState.Ok, bench.Fronius.State);
        bench.Run(5);
        Assert.Equal(SourceState.Stale, bench.Fronius.State);
        Assert.NotNull(bench.Fronius.Problem);
    }

    [Fact]
    public void Waiting_for_the_next_interval_makes_no_garbage()
    {
        PollerBench bench = new("froniusHost=10.0.0.7", "haUrl=http://ha:8123", "haToken=secret", "haGridEntity=sensor.grid");
        bench.Http.Answers = url => new FakeHttp.Answer(200, url.Contains("10.0.0.7") ? Documents.PowerFlow() : Documents.State("1"));
        bench.Run(3);
        EnergyPoller poller = bench.Poller;
        long nowMs = bench.NowMs;
        poller.Tick(nowMs);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1; i <= 1000; i++)
        {
            poller.Tick(nowMs + i * 5);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
