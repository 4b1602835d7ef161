using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Site;

/// <summary>Orders over MQTT, down to the wire.</summary>
[Collection(SlowStoriesCollection.Name)]
public sealed class OrderTests
{
    // The next heartbeat, which the tests in virtual time hold to the millisecond; here a machine may have no time for us.
    private const int SoonMs = 5000;

    private readonly SlowStories _stories;

    public OrderTests(SlowStories stories)
    {
        _stories = stories;
    }

    [Fact]
    public async Task Charge_now_is_soon_at_every_connector()
    {
        StopStory story = await _stories.Stop;
        Assert.InRange(story.ChargeNowMs, 0, SoonMs);
    }

    [Fact]
    public async Task Stop_soon_lowers_every_connector_as_far_as_it_may_be_lowered_at_once()
    {
        StopStory story = await _stories.Stop;
        Assert.InRange(story.LowerMs, 0, SoonMs);
    }

    [Fact]
    public async Task Stop_ends_a_charge_at_protocol_1_when_the_relay_has_had_its_minute_and_repeats_the_zero_in_every_heartbeat()
    {
        StopStory story = await _stories.Stop;
        Assert.InRange(story.StopMs, 0, 70000);
        Assert.InRange(story.HeartbeatsAfterStop.Count, 3, 20);
        Assert.All(story.HeartbeatsAfterStop, one => Assert.Equal((5, 0), (one.Command, one.Centiamps)));
        Assert.Equal(0, story.OldUnitDraw);
    }

    [Fact]
    public async Task Resume_soon_raises_connectors_without_a_resting_relay()
    {
        StopStory story = await _stories.Stop;
        Assert.InRange(story.ResumeMs, 0, SoonMs);
    }

    [Fact]
    public async Task The_number_of_the_car_is_read_and_published()
    {
        StopStory story = await _stories.Stop;
        Assert.Equal(LiveLine.NewUnitVin, story.Vin);
    }
}
