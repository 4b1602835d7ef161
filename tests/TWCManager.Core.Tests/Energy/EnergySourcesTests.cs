using System.Text.Json;
using TWCManager.Core.Energy;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Mqtt;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

public class EnergySourcesTests
{
    private readonly FakeHttp _http = new();
    private readonly ChargerSettings _settings = new();

    [Fact]
    public void A_source_that_is_added_to_the_list_arrives_in_the_document()
    {
        _http.Answers = _ => new FakeHttp.Answer(200, """{"emeters":[{"power":-1734.4,"is_valid":true},{"power":-600}]}""");
        EnergySource[] sources = [.. EnergySources.All(new FakeWallClock()), new SampleSource("10.0.0.9")];
        EnergyPoller poller = new(_http, _settings, sources);
        StatusRig rig = new(sources: sources);
        rig.Settle();
        poller.Tick(rig.NowMs);
        poller.Tick(rig.NowMs + 50);

        rig.Energy.Update(rig.NowMs + 50, 0);
        rig.Run(3000);

        JsonElement site = rig.LastJson("site");
        JsonElement sample = site.GetProperty("sources").GetProperty("sample");
        Assert.Equal("http://10.0.0.9/status", Assert.Single(_http.Urls));
        Assert.Equal("ok", sample.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, sample.GetProperty("problem").ValueKind);
        Assert.Equal(-2334, site.GetProperty("gridWatts").GetInt32());
        Assert.Equal(2334, site.GetProperty("surplusWatts").GetInt32());
        Assert.Equal("sample", rig.Energy.OriginOf(ReadingKind.Grid));
        Assert.Null(rig.Energy.OriginOf(ReadingKind.House));
        Assert.Equal(1, poller.ReadingCount);
    }

    [Theory]
    [InlineData("{}", "the sample meter sends a reply without a power")]
    [InlineData("{\"power\":", "the sample meter sends a reply without a power")]
    [InlineData("<html>", "the sample meter answers with something that is not JSON; is sampleHost right?")]
    public void A_source_tells_its_troubles_in_its_own_words(string body, string problem)
    {
        _http.Answers = _ => new FakeHttp.Answer(200, body);
        SampleSource source = new("10.0.0.9");
        EnergyPoller poller = new(_http, _settings, [source]);
        poller.Tick(1000);
        poller.Tick(1050);

        Assert.Equal(SourceState.Failed, source.State);
        Assert.Equal(problem, source.Problem);
        Assert.Equal(0, poller.ReadingCount);
    }

    [Fact]
    public void A_source_that_is_not_asked_brings_its_readings_by_itself()
    {
        FakeSource pushed = new("pushed") { State = SourceState.Ok };
        EnergyPoller poller = new(_http, _settings, [pushed]);
        EnergyBalance balance = new(poller.Sources, _settings);
        poller.Tick(1000);
        pushed.Grid.Set(-1500, 1020);
        pushed.NoteReading(1020);
        poller.Tick(1050);
        balance.Update(1050, 0);

        Assert.Equal(1, poller.ReadingCount);
        Assert.Equal(1500, balance.SurplusWatts);
        Assert.Empty(_http.Urls);
    }

    [Fact]
    public void Each_source_has_a_name_of_its_own_that_stays_and_says_where_its_address_is_set()
    {
        EnergySource[] sources = EnergySources.All(new FakeWallClock());

        Assert.Equal(sources.Length, sources.Select(s => s.Name).Distinct().Count());
        Assert.Subset(sources.Select(s => s.Name).ToHashSet(), new HashSet<string> { "fronius", "homeAssistant" });
        foreach (EnergySource source in sources)
        {
            Assert.True(_settings.TrySet(source.AddressSetting, "", true, out string error), error);
        }
    }
}
