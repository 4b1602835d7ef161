using TWCManager.Esp32.Setup;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class DeafRuleTests
{
    private const long MinuteMs = 60000;

    [Fact]
    public void An_hour_of_asking_without_any_answer_is_deaf()
    {
        DeafRule rule = new();
        for (long nowMs = MinuteMs; nowMs < 61 * MinuteMs; nowMs += MinuteMs)
        {
            rule.NoteTry(nowMs);
            Assert.False(rule.IsDeaf(nowMs));
        }

        Assert.True(rule.IsDeaf(61 * MinuteMs));
    }

    [Fact]
    public void One_answer_is_enough()
    {
        DeafRule rule = new();
        for (long nowMs = MinuteMs; nowMs < 500 * MinuteMs; nowMs += MinuteMs)
        {
            rule.NoteTry(nowMs);
            if (nowMs % (59 * MinuteMs) == 0)
            {
                rule.NoteAnswer();
            }

            Assert.False(rule.IsDeaf(nowMs));
        }
    }

    [Fact]
    public void Who_asks_nobody_hears_nothing_and_that_is_all_right()
    {
        DeafRule rule = new();
        Assert.False(rule.IsDeaf(1000 * MinuteMs));
        rule.NoteTry(1000 * MinuteMs);
        Assert.False(rule.IsDeaf(2000 * MinuteMs));
        rule.NoteTry(2000 * MinuteMs);
        Assert.False(rule.IsDeaf(2001 * MinuteMs));
    }
}
