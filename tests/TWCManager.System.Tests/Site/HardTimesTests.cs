namespace TWCManager.System.Tests.Site;

/// <summary>Heartbeats go on, whatever happens around the bus.</summary>
[Collection(SlowStoriesCollection.Name)]
public sealed class HardTimesTests
{
    private readonly SlowStories _stories;

    public HardTimesTests(SlowStories stories)
    {
        _stories = stories;
    }

    [Fact]
    public async Task Heartbeats_keep_their_second_while_sources_hang_the_broker_dies_twice_and_bytes_are_damaged()
    {
        EnduranceStory story = await _stories.Endurance;
        Assert.All(story.Sent.Values, rhythm => rhythm.AssertSteady());

        // One heartbeat in six is damaged on its way, its repetition as well: two seconds at the ear cannot be promised, but the link never gets near its end.
        Assert.InRange(story.LongestHeardGapMs, 1, 9000);

        // All of it really happened.
        Assert.True(story.NoisyBytes > 15, story.ToString());
        Assert.All(story.HangingRequests, count => Assert.True(count > 0));
    }

    [Fact]
    public async Task The_broker_is_told_that_we_are_there_after_each_of_its_deaths()
    {
        EnduranceStory story = await _stories.Endurance;
        Assert.Equal(3, story.Sessions);
    }

    [Fact]
    public async Task Garbage_at_the_port_is_counted_and_neither_delays_heartbeats_nor_raises_a_limit()
    {
        GarbageStory story = await _stories.Garbage;
        Assert.Equal(100000, story.Bytes);
        Assert.All(story.Sent.Values, rhythm => rhythm.AssertSteady());
        Assert.InRange(story.Dropped, 100, int.MaxValue);
        Assert.True(story.IsLinkedAfter, story.Log);
        Assert.DoesNotContain("Fault", story.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_of_senseless_messages_change_nothing_and_delay_no_heartbeat()
    {
        FuzzStory story = await _stories.Fuzz;
        Assert.InRange(story.Messages, 4000, int.MaxValue);
        Assert.InRange(story.Refused, 300, story.Messages);
        Assert.All(story.Sent.Values, rhythm => rhythm.AssertSteady());
        Assert.Equal(story.SettingsBefore.Replace(FuzzStory.Server, FuzzStory.OtherServer, StringComparison.Ordinal), story.SettingsAfter);
        Assert.DoesNotContain("Fault", story.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_vanishes_is_told_and_found_again_before_a_car_stops()
    {
        VanishStory story = await _stories.Vanish;
        Assert.Equal("silent", story.BusStateWithout);
        Assert.Contains("is gone", story.Log, StringComparison.Ordinal);
        Assert.InRange(story.RecoveryMs, 0, 15000);
        Assert.Equal(0, story.FailSafeStops);
        Assert.All(story.After.Values, rhythm => rhythm.AssertSteady());
    }
}
