namespace TWCManager.System.Tests.Site;

/// <summary>The program dies and comes back while cars charge.</summary>
[Collection(SlowStoriesCollection.Name)]
public sealed class RestartTests
{
    private readonly SlowStories _stories;

    public RestartTests(SlowStories stories)
    {
        _stories = stories;
    }

    [Fact]
    public async Task Cars_that_charge_at_full_go_on_without_a_break_when_the_program_dies_and_is_started_again()
    {
        KillStory story = await _stories.Kill;
        Assert.Equal(LiveSite.WiringAmps * 100, story.SumBefore);
        Assert.InRange(story.DeadMs, 0, 10000);
        Assert.Equal((0, 0), (story.FailSafeStops, story.ContactorCloses));

        // Each keeps at least the 6 A at which a charge begins.
        Assert.InRange(story.LeastDrawn, 1300, int.MaxValue);
    }

    // The story itself watches at every step that in these seconds no limit is raised above what it was, and that the wiring limit holds.
    [Fact]
    public async Task After_a_restart_the_full_current_comes_back_by_itself()
    {
        KillStory story = await _stories.Kill;
        Assert.Equal(LiveSite.WiringAmps * 100, story.SumAfter);
    }
}
