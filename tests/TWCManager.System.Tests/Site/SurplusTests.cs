namespace TWCManager.System.Tests.Site;

/// <summary>From the inverter to the wire, and what happens when nobody tells how much sun there is.</summary>
[Collection(SlowStoriesCollection.Name)]
public sealed class SurplusTests
{
    // Ten seconds to the next question, an answer, a decision, the pause of five seconds between two reductions, a heartbeat.
    private const int PollAndAFewSecondsMs = 15000;

    private readonly SlowStories _stories;

    public SurplusTests(SlowStories stories)
    {
        _stories = stories;
    }

    [Fact]
    public async Task Cars_together_draw_the_surplus_and_are_offered_whole_amperes()
    {
        SunStory story = await _stories.Sun;
        Assert.InRange(story.DrawnAtFirst, story.SurplusAtFirst - 500, story.SurplusAtFirst + 50);
        Assert.InRange(story.DrawnAtLast, story.SurplusAtLast - 500, story.SurplusAtLast + 50);
        Assert.All(story.LimitsAtFirst, limit => Assert.Equal(0, limit % 100));
    }

    [Fact]
    public async Task More_sun_is_more_current_on_the_wire_a_poll_and_a_few_seconds_later()
    {
        SunStory story = await _stories.Sun;
        Assert.InRange(story.RaiseMs, 0, PollAndAFewSecondsMs);
    }

    [Fact]
    public async Task Import_from_the_grid_is_less_current_on_the_wire_a_poll_and_a_few_seconds_later()
    {
        SunStory story = await _stories.Sun;
        Assert.InRange(story.LowerMs, 0, PollAndAFewSecondsMs);
    }

    [Fact]
    public async Task An_inverter_that_stops_answering_takes_the_surplus_away_when_its_last_word_is_too_old()
    {
        AssertGivenUp(await _stories.SilentInverter);
    }

    [Fact]
    public async Task A_sensor_in_kilowatts_that_stands_still_takes_the_surplus_away_when_its_last_report_is_too_old()
    {
        AssertGivenUp(await _stories.FrozenHome);
    }

    [Fact]
    public async Task A_sensor_that_becomes_unavailable_takes_the_surplus_away()
    {
        AssertGivenUp(await _stories.UnavailableHome);
    }

    private static void AssertGivenUp(StaleStory story)
    {
        // 9000 W of sun less 500 W of the house.
        Assert.InRange(story.SurplusBefore, 8499, 8501);
        Assert.InRange(story.LimitsBefore, 2400, LiveSite.WiringAmps * 100);

        Assert.InRange(story.UnknownMs, 0, StaleStory.MaxAgeMs + 2000);
        Assert.InRange(story.LowMs, 0, StaleStory.MaxAgeMs + 4000);
        Assert.InRange(story.HighestAfter, 0, 600);
        Assert.Matches("^[a-z].*[a-z)]$", story.SurplusProblem);
        Assert.Contains(' ', story.SurplusProblem);

        // Known, with a little caution while currents change, or unknown: never 0 or anything else that nobody measured.
        Assert.All(story.SurplusAfter, watts => Assert.True(watts is null or (>= 5000 and <= 8600), "published " + watts));
    }
}
