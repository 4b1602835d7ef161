using TWCManager.Core.Energy;
using TWCManager.Core.Ports;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

public class HomeAssistantPollingTests
{
    private const string Token = "eyJ0b3BzZWNyZXQ";
    private const long NoonUtc = 1935835200;

    private static readonly string[] s_access = ["haUrl=http://ha.lan:8123", "haToken=" + Token];

    [Fact]
    public void Each_entity_is_asked_for_with_the_token_once_an_interval()
    {
        PollerBench bench = Bench("haGenerationEntity=sensor.pv", "haConsumptionEntity=sensor.house", "haGridEntity=sensor.grid");
        bench.Http.Answers = url => Ok(url.EndsWith("pv") ? "4000" : url.EndsWith("house") ? "1500" : "-2500");

        bench.Run(15);

        Assert.Equal(
            ["http://ha.lan:8123/api/states/sensor.pv", "http://ha.lan:8123/api/states/sensor.house", "http://ha.lan:8123/api/states/sensor.grid"],
            bench.Http.Urls);
        Assert.All(bench.Http.Authorizations, header => Assert.Equal("Bearer " + Token, header));
        Assert.Equal(4000, bench.HomeAssistant.Solar.Value);
        Assert.Equal(1500, bench.HomeAssistant.House.Value);
        Assert.Equal(-2500, bench.HomeAssistant.Grid.Value);
        Assert.Equal(SourceState.Ok, bench.HomeAssistant.State);
        Assert.Equal(3, bench.Poller.ReadingCount);
    }

    [Fact]
    public void Every_source_gets_its_turn_while_one_is_slower_than_the_interval()
    {
        PollerBench bench = Bench("froniusHost=10.0.0.7", "haGridEntity=sensor.grid", "energyPollSeconds=10");
        bench.Http.Answers = url => url.Contains("10.0.0.7") ? null : Ok("5", Stamp(bench.NowMs));
        for (int i = 0; i < 5; i++)
        {
            bench.Run(12);
            Assert.Contains("10.0.0.7", bench.Http.Urls[^1]);
            bench.Http.Finish(new FakeHttp.Answer(200, Documents.PowerFlow()));
        }

        Assert.Equal(4, bench.Http.Urls.Count(url => url.Contains("sensor.grid")));
        Assert.Equal(5, bench.Http.Urls.Count(url => url.Contains("10.0.0.7")));
    }

    [Theory]
    [InlineData("haGridEntity", "haGridInvert")]
    [InlineData("haGenerationEntity", "haGenerationInvert")]
    [InlineData("haConsumptionEntity", "haConsumptionInvert")]
    public void A_sign_switch_counts_at_once_and_forgets_the_value_of_the_other_sign(string entity, string invert)
    {
        PollerBench bench = Bench(entity + "=sensor.x");
        bench.Http.Answers = _ => Ok("700");
        bench.Run(1);
        Assert.Equal(700, TheReading(bench));

        bench.Http.Answers = _ => null;
        bench.Set(invert + "=true");
        bench.Run(0.1);
        Assert.Null(TheReading(bench));

        bench.Http.Finish(Ok("700"));
        bench.Run(0.1);
        Assert.Equal(-700, TheReading(bench));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public void After_three_refusals_nothing_is_asked_until_a_setting_changes(int status)
    {
        PollerBench bench = Bench("haGenerationEntity=sensor.pv", "haConsumptionEntity=sensor.house", "haGridEntity=sensor.grid");
        bench.Http.Answers = _ => new FakeHttp.Answer(status, status + ": no");

        bench.Run(7200);
        Assert.Equal(3, bench.Http.Urls.Count);
        Assert.Equal(SourceState.ConfigurationError, bench.HomeAssistant.State);
        Assert.Contains("not asked again", bench.HomeAssistant.Problem);
        Assert.DoesNotContain(Token, bench.HomeAssistant.Problem);

        // Not just any setting: an automation that turns another one every minute would earn a ban.
        bench.Set("greenEnergyReserveWatts=100", "energyPollSeconds=20");
        bench.Run(600);
        Assert.Equal(3, bench.Http.Urls.Count);

        bench.Http.Answers = _ => Ok("1");
        bench.Set("haToken=another");
        bench.Run(1);
        Assert.Equal(6, bench.Http.Urls.Count);
        Assert.Equal("Bearer another", bench.Http.Authorizations[^1]);
        Assert.Equal(SourceState.Ok, bench.HomeAssistant.State);
    }

    [Fact]
    public void Single_refusals_do_not_add_up_when_it_works_in_between()
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid");
        for (int i = 0; i < 5; i++)
        {
            bench.Http.Answers = _ => new FakeHttp.Answer(401, "401: Unauthorized");
            bench.Run(301);
            bench.Http.Answers = _ => Ok("1", Stamp(bench.NowMs));
            bench.Run(301);
            Assert.Equal(SourceState.Ok, bench.HomeAssistant.State);
        }
    }

    [Fact]
    public void An_entity_that_does_not_exist_is_asked_for_less_often()
    {
        PollerBench bench = Bench("haGridEntity=sensor.grdi");
        bench.Http.Answers = _ => new FakeHttp.Answer(404, "{\"message\":\"Entity not found.\"}");

        List<int> times = bench.TimesOfRequests(3600);
        Assert.Equal(60, times[^1] - times[^2]);
        Assert.Equal(SourceState.ConfigurationError, bench.HomeAssistant.State);
        Assert.Contains("sensor.grdi does not exist", bench.HomeAssistant.Problem);
    }

    [Fact]
    public void An_entity_that_is_not_loaded_yet_while_home_assistant_starts_costs_some_polls_only()
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid");
        bench.Http.Answers = _ => new FakeHttp.Answer(404, "{\"message\":\"Entity not found.\"}");
        bench.Run(100);
        bench.Http.Answers = _ => Ok("-900", Stamp(bench.NowMs));
        bench.Run(16);
        Assert.Equal(SourceState.Ok, bench.HomeAssistant.State);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(75)]
    [InlineData(120)]
    public void A_sensor_that_is_renewed_seldom_is_present_once_its_rhythm_is_known(int seconds)
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid");
        bench.Http.Answers = _ => Ok("-8500", Stamp(bench.NowMs / 1000 / seconds));
        bench.Run(3 * seconds);
        for (int i = 0; i < 20 * seconds; i++)
        {
            bench.Run(1);
            Assert.True(bench.HomeAssistant.Grid.IsFresh(bench.NowMs, 60000), "after " + i + " s");
            Assert.Equal(SourceState.Ok, bench.HomeAssistant.State);
        }

        // Now it is dead: believed until the next value was due, and a minute more.
        bench.Http.Answers = _ => Ok("-8500", Stamp(0));
        bench.Run(16);
        bench.Run(seconds + 76);
        Assert.False(bench.HomeAssistant.Grid.IsFresh(bench.NowMs, 60000));
        Assert.Equal(SourceState.Stale, bench.HomeAssistant.State);
    }

    [Fact]
    public void One_outage_makes_no_rhythm()
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid");
        bench.Http.Answers = _ => Ok("-8500", Stamp(bench.NowMs));
        bench.Run(60);
        bench.Http.Answers = _ => Ok("-8500", Stamp(1));
        bench.Run(120);
        bench.Http.Answers = _ => Ok("-8500", Stamp(2));
        bench.Run(16);
        bench.Run(61);
        Assert.False(bench.HomeAssistant.Grid.IsFresh(bench.NowMs, 60000));
    }

    [Fact]
    public void A_wrong_port_is_told_from_a_wrong_entity()
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid");
        bench.Http.Answers = _ => new FakeHttp.Answer(404, "404: Not Found");

        bench.Run(1);

        Assert.Contains("haUrl", bench.HomeAssistant.Problem);
    }

    [Fact]
    public void One_missing_entity_does_not_stop_the_others()
    {
        PollerBench bench = Bench("haGenerationEntity=sensor.missing", "haGridEntity=sensor.grid");
        bench.Http.Answers = url => url.EndsWith("missing") ? new FakeHttp.Answer(404, "{}") : Ok("5", Stamp(bench.NowMs));

        bench.Run(120);

        Assert.True(bench.HomeAssistant.Grid.IsFresh(bench.NowMs, 20000));
        Assert.Equal(SourceState.ConfigurationError, bench.HomeAssistant.State);
    }

    [Fact]
    public void An_energy_meter_is_refused_by_name()
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid_total");
        bench.Http.Answers = _ => new FakeHttp.Answer(200, Documents.State("5123.4", "kWh"));

        bench.Run(1);

        Assert.Equal(SourceState.ConfigurationError, bench.HomeAssistant.State);
        Assert.Contains("sensor.grid_total is an energy", bench.HomeAssistant.Problem);
        Assert.False(bench.HomeAssistant.Grid.HasValue);
    }

    [Theory]
    [InlineData("haUrl=", "haUrl is not set")]
    [InlineData("haToken=", "haToken is not set")]
    public void Half_a_configuration_is_told_and_nothing_is_asked(string setting, string expected)
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid", setting);

        bench.Run(60);

        Assert.Empty(bench.Http.Urls);
        Assert.Equal(SourceState.ConfigurationError, bench.HomeAssistant.State);
        Assert.Equal(expected, bench.HomeAssistant.Problem);
    }

    [Fact]
    public void Unknown_keeps_the_last_value_until_it_is_old()
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid");
        bench.Http.Answers = _ => Ok("-900", Stamp(0));
        bench.Run(1);
        long atMs = bench.HomeAssistant.Grid.AtMs;

        bench.Http.Answers = _ => Ok("unavailable", Stamp(bench.NowMs));
        bench.Run(30);
        Assert.Equal(-900, bench.HomeAssistant.Grid.Value);
        Assert.Equal(atMs, bench.HomeAssistant.Grid.AtMs);
        Assert.True(bench.HomeAssistant.Grid.IsFresh(bench.NowMs, 60000));
        Assert.Equal(SourceState.Stale, bench.HomeAssistant.State);

        bench.Run(40);
        Assert.False(bench.HomeAssistant.Grid.IsFresh(bench.NowMs, 60000));
        Assert.Equal(SourceState.Stale, bench.HomeAssistant.State);
        Assert.Equal("sensor.grid has no value in Home Assistant", bench.HomeAssistant.Problem);
    }

    [Fact]
    public void A_frozen_home_assistant_goes_stale_although_it_answers()
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid");
        bench.Http.Answers = _ => Ok("-900", Stamp(0));

        bench.Run(59);
        Assert.Equal(SourceState.Ok, bench.HomeAssistant.State);
        bench.Run(5);
        Assert.Equal(SourceState.Stale, bench.HomeAssistant.State);
        Assert.False(bench.HomeAssistant.Grid.IsFresh(bench.NowMs, 60000));

        bench.Http.Answers = _ => Ok("-900", Stamp(1));
        bench.Run(15);
        Assert.Equal(SourceState.Ok, bench.HomeAssistant.State);
    }

    [Fact]
    public void The_sun_may_stay_at_zero_all_night()
    {
        PollerBench bench = Bench("haGenerationEntity=sensor.pv");
        bench.Http.Answers = _ => Ok("0.0", Stamp(0));

        bench.Run(3600);

        Assert.Equal(SourceState.Ok, bench.HomeAssistant.State);
        Assert.True(bench.HomeAssistant.Solar.IsFresh(bench.NowMs, 60000));
    }

    [Fact]
    public void An_old_value_right_after_our_start_is_not_taken_for_present()
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid");
        bench.Clock.UtcSeconds = NoonUtc;
        bench.Http.Answers = _ => Ok("-9000", "2031-05-05T12:00:00+00:00");
        bench.Run(20);
        Assert.False(bench.HomeAssistant.Grid.IsFresh(bench.NowMs, 60000));
        Assert.Equal(SourceState.Stale, bench.HomeAssistant.State);

        bench.Http.Answers = _ => Ok("-100", "2031-05-06T12:00:20+00:00");
        bench.Run(15);
        Assert.True(bench.HomeAssistant.Grid.IsFresh(bench.NowMs, 60000));
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    [InlineData(86400 * 400)]
    public void A_clock_that_jumps_does_nothing(int jumpSeconds)
    {
        PollerBench bench = Bench("haGridEntity=sensor.grid");
        bench.Clock.UtcSeconds = NoonUtc;
        bench.Http.Answers = _ => Ok("-900", Stamp(bench.NowMs));
        bench.Run(20);

        bench.Clock.UtcSeconds = NoonUtc + jumpSeconds;
        for (int i = 0; i < 60; i++)
        {
            bench.Run(1);
            Assert.True(bench.HomeAssistant.Grid.IsFresh(bench.NowMs, 16000));
            Assert.Equal(SourceState.Ok, bench.HomeAssistant.State);
        }
    }

    [Fact]
    public void A_changed_entity_forgets_the_old_one_and_drops_its_reply()
    {
        PollerBench bench = Bench("haGridEntity=sensor.old");
        bench.Http.Answers = _ => Ok("111");
        bench.Run(1);
        bench.Http.Answers = _ => null;
        bench.Run(15);

        bench.Set("haGridEntity=sensor.new");
        bench.Http.Finish(Ok("111", Stamp(bench.NowMs)));
        bench.Run(0.2);
        Assert.False(bench.HomeAssistant.Grid.HasValue);
        Assert.EndsWith("sensor.new", bench.Http.Urls[^1]);

        bench.Http.Finish(Ok("222"));
        bench.Run(0.1);
        Assert.Equal(222, bench.HomeAssistant.Grid.Value);
    }

    [Fact]
    public void A_setting_of_one_source_leaves_the_other_alone()
    {
        PollerBench bench = Bench("froniusHost=10.0.0.7", "haGridEntity=sensor.grid");
        bench.Http.Answers = url => url.Contains("10.0.0.7") ? new FakeHttp.Answer(200, Documents.PowerFlow()) : Ok("5");
        bench.Run(1);

        bench.Set("froniusHost=", "scheduledAmpsMax=10");
        bench.Run(0.1);

        Assert.Equal(5, bench.HomeAssistant.Grid.Value);
        Assert.Equal(SourceState.Ok, bench.HomeAssistant.State);
    }

    [Fact]
    public void No_sentence_holds_the_token()
    {
        string[] bodies = ["", "{", "{}", "<html>", "401: Unauthorized", Documents.State("1", "kWh"), Documents.State("unknown")];
        int[] statuses = [200, 302, 400, 401, 403, 404, 500];
        HttpFailure[] failures = [HttpFailure.NotReachable, HttpFailure.TimedOut, HttpFailure.TooLong, HttpFailure.BadUrl];
        List<FakeHttp.Answer> answers = [.. failures.Select(failure => new FakeHttp.Answer(failure))];
        answers.AddRange(bodies.SelectMany(body => statuses.Select(status => new FakeHttp.Answer(status, body))));
        foreach (FakeHttp.Answer answer in answers)
        {
            PollerBench bench = Bench("haGridEntity=sensor.grid");
            bench.Http.Answers = _ => answer;
            bench.Run(200);
            Assert.NotNull(bench.HomeAssistant.Problem);
            Assert.DoesNotContain(Token, bench.HomeAssistant.Problem);
            Assert.DoesNotContain("Bearer", bench.HomeAssistant.Problem);
        }
    }

    private static PollerBench Bench(params string[] settings)
    {
        return new PollerBench([.. s_access, .. settings]);
    }

    private static FakeHttp.Answer Ok(string state, string? stamp = null)
    {
        return new FakeHttp.Answer(200, Documents.State(state, reported: stamp ?? "2031-05-06T12:00:00+00:00"));
    }

    private static string Stamp(long nowMs)
    {
        return "2031-05-06T12:00:00." + nowMs.ToString("D9") + "+00:00";
    }

    private static int? TheReading(PollerBench bench)
    {
        EnergySource source = bench.HomeAssistant;
        EnergyReading reading = source.Solar.HasValue ? source.Solar : source.Grid.HasValue ? source.Grid : source.House;
        return reading.HasValue ? reading.Value : null;
    }
}
