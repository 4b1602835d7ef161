using TWCManager.Esp32.Setup;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class JoinPaceTests
{
    [Fact]
    public void The_firmware_gets_its_time_then_the_attempts_come_ever_more_rarely_and_never_end()
    {
        JoinPace pace = new(0);
        List<long> attempts = [];
        for (long nowMs = 0; nowMs < 30L * 86400000; nowMs += 1000)
        {
            if (pace.IsDue(nowMs))
            {
                attempts.Add(nowMs);
            }
        }

        Assert.Equal([120, 240, 480, 960, 1920, 3720], attempts.Take(6).Select(ms => ms / 1000));
        Assert.Equal(JoinPace.LongestMs, attempts[^1] - attempts[^2]);
        Assert.True(attempts.Count > 30 * 47);
    }

    [Fact]
    public void A_network_that_came_and_went_begins_anew()
    {
        JoinPace pace = new(0);
        for (long nowMs = 0; nowMs < 86400000; nowMs += 1000)
        {
            pace.IsDue(nowMs);
        }

        pace.NoteUp(86400000);
        Assert.False(pace.IsDue(86400000 + JoinPace.ShortestMs - 1));
        Assert.True(pace.IsDue(86400000 + JoinPace.ShortestMs));
    }

    [Fact]
    public void Something_new_is_tried_at_once_and_once()
    {
        JoinPace pace = new(0);
        pace.Hurry(5000);
        Assert.True(pace.IsDue(5000));
        Assert.False(pace.IsDue(5001));
        Assert.True(pace.IsDue(5000 + JoinPace.ShortestMs));
    }

    [Fact]
    public void It_is_hopeless_after_a_day_without_a_network()
    {
        JoinPace pace = new(0);
        pace.NoteUp(1000);
        Assert.False(pace.IsHopeless(1000 + JoinPace.LastResortMs - 1));
        Assert.True(pace.IsHopeless(1000 + JoinPace.LastResortMs));
    }
}
