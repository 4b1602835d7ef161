using TWCManager.Esp32.Health;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class TurnRuleTests
{
    [Fact]
    public void A_loop_that_stops_is_found_four_to_six_seconds_after_its_last_turn()
    {
        TurnRule rule = new();
        Assert.False(rule.IsStopped(100, false));
        Assert.False(rule.IsStopped(500, false));
        Assert.False(rule.IsStopped(500, false));
        Assert.True(rule.IsStopped(500, false));
        Assert.Equal(2000, TurnRule.LookMs);
    }

    [Fact]
    public void One_look_without_a_turn_is_none_yet()
    {
        TurnRule rule = new();
        for (int turns = 1; turns < 1000; turns++)
        {
            Assert.False(rule.IsStopped(turns, false));
            Assert.False(rule.IsStopped(turns, false));
        }
    }

    [Fact]
    public void A_start_has_half_a_minute_and_no_more()
    {
        TurnRule rule = new();
        for (int i = 0; i < 14; i++)
        {
            Assert.False(rule.IsStopped(0, false));
        }

        Assert.True(rule.IsStopped(0, false));
    }

    [Fact]
    public void An_end_on_purpose_has_twenty_seconds_and_no_more()
    {
        TurnRule rule = new();
        Assert.False(rule.IsStopped(1, true));
        for (int i = 0; i < 9; i++)
        {
            Assert.False(rule.IsStopped(1, true));
        }

        Assert.True(rule.IsStopped(1, true));
    }
}
