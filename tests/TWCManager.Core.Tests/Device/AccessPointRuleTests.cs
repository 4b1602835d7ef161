using TWCManager.Esp32.Setup;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class AccessPointRuleTests
{
    private const long StartMs = 1000;

    [Fact]
    public void It_opens_at_once_where_no_network_is_known()
    {
        Assert.True(new AccessPointRule(false, false, StartMs).IsToOpen(hasNetwork: false, wasJoined: false, StartMs));
    }

    [Fact]
    public void A_network_that_was_never_joined_is_tried_for_some_minutes_first()
    {
        AccessPointRule rule = new(false, false, StartMs);
        Assert.False(rule.IsToOpen(true, false, StartMs + AccessPointRule.PatienceMs - 1));
        Assert.True(rule.IsToOpen(true, false, StartMs + AccessPointRule.PatienceMs));
    }

    [Fact]
    public void A_router_that_is_off_for_a_year_opens_nothing()
    {
        Assert.False(new AccessPointRule(false, false, StartMs).IsToOpen(true, wasJoined: true, StartMs + 366L * 86400000));
    }

    [Fact]
    public void What_was_closed_stays_closed_for_the_next_run()
    {
        AccessPointRule rule = new(false, wasClosed: true, StartMs);
        Assert.False(rule.IsToOpen(false, false, StartMs + 86400000));
        Assert.False(rule.IsToOpen(true, false, StartMs + 86400000));
    }

    [Fact]
    public void One_that_is_open_is_not_opened_again()
    {
        Assert.False(new AccessPointRule(true, false, StartMs).IsToOpen(false, false, StartMs + 86400000));
    }

    [Fact]
    public void Unused_it_closes_after_a_quarter_of_an_hour_with_and_without_a_network()
    {
        foreach (bool isUp in new[] { false, true })
        {
            AccessPointRule rule = new(true, false, StartMs);
            Assert.False(rule.IsToClose(isUp, 0, StartMs + AccessPointRule.OpenMs - 1));
            Assert.True(rule.IsToClose(isUp, 0, StartMs + AccessPointRule.OpenMs));
        }
    }

    [Fact]
    public void Use_keeps_it_open()
    {
        AccessPointRule rule = new(true, false, StartMs);
        for (long nowMs = StartMs; nowMs < StartMs + 10 * AccessPointRule.OpenMs; nowMs += 60000)
        {
            Assert.False(rule.IsToClose(false, nowMs - 30000, nowMs));
        }
    }

    [Fact]
    public void Once_the_network_is_joined_and_nobody_looks_any_more_it_closes_soon()
    {
        AccessPointRule rule = new(true, false, StartMs);
        const long UsedMs = StartMs + 60000;
        const long JoinedMs = StartMs + 70000;
        Assert.False(rule.IsToClose(false, UsedMs, JoinedMs - 1));
        Assert.False(rule.IsToClose(true, UsedMs, JoinedMs));
        Assert.False(rule.IsToClose(true, UsedMs, JoinedMs + AccessPointRule.JoinedMs - 1));
        Assert.True(rule.IsToClose(true, UsedMs, JoinedMs + AccessPointRule.JoinedMs));

        // Still in use, or lost again: it stays.
        Assert.False(rule.IsToClose(true, JoinedMs + AccessPointRule.JoinedMs - 1000, JoinedMs + AccessPointRule.JoinedMs));
        Assert.False(rule.IsToClose(false, UsedMs, JoinedMs + AccessPointRule.JoinedMs));
        Assert.False(rule.IsToClose(true, UsedMs, JoinedMs + AccessPointRule.JoinedMs + 1));
    }

    [Fact]
    public void One_that_is_not_open_is_not_closed()
    {
        Assert.False(new AccessPointRule(false, false, StartMs).IsToClose(true, StartMs + 1, StartMs + 86400000));
    }
}
