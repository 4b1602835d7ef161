using TWCManager.Core.Energy;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

public class StampWatchTests
{
    private const string Noon = "2031-05-06T12:00:00.000000+00:00";
    private const string Later = "2031-05-06T12:00:15.000000+00:00";
    private const long NoonUtc = 1935835200;

    [Theory]
    [InlineData(0L, 0)]          // written this second
    [InlineData(20L, 20)]        // 20 s old
    [InlineData(86400L, 86400)]  // left over from yesterday: not taken for present right after our start
    [InlineData(-3600L, 0)]      // our clock is an hour behind: never younger than now
    public void The_first_stamp_is_compared_with_the_wall_clock(long clockAheadSeconds, int expectedAgeSeconds)
    {
        StampWatch watch = new();

        watch.Note(Noon, 5000, true, NoonUtc + clockAheadSeconds);

        Assert.Equal(expectedAgeSeconds * 1000L, 5000 - watch.AtMs);
    }

    [Fact]
    public void Without_a_clock_the_first_stamp_counts_as_present()
    {
        StampWatch watch = new();

        watch.Note(Noon, 5000, false, 0);

        Assert.Equal(5000, watch.AtMs);
    }

    [Fact]
    public void A_first_stamp_that_nobody_can_read_proves_nothing()
    {
        StampWatch watch = new();

        watch.Note("yesterday", 5000, true, NoonUtc);
        Assert.True(5000 - watch.AtMs > 600000);

        watch.Note("today", 20000, true, NoonUtc);
        Assert.Equal(20000, watch.AtMs);
    }

    [Theory]
    [InlineData(3600L)]    // both clocks differ by an hour
    [InlineData(-3600L)]
    [InlineData(0L)]
    public void After_a_change_of_the_stamp_no_clock_matters(long clockAheadSeconds)
    {
        StampWatch watch = new();
        watch.Note(Noon, 5000, true, NoonUtc + clockAheadSeconds);

        watch.Note(Later, 20000, true, NoonUtc + clockAheadSeconds + 15);

        Assert.Equal(20000, watch.AtMs);
    }

    [Fact]
    public void A_stamp_that_stands_still_grows_old_whatever_the_clock_does()
    {
        StampWatch watch = new();
        watch.Note(Noon, 0, true, NoonUtc);
        for (long nowMs = 15000; nowMs <= 300000; nowMs += 15000)
        {
            watch.Note(Noon, nowMs, true, NoonUtc - nowMs);
        }

        Assert.Equal(0, watch.AtMs);
    }

    [Fact]
    public void A_clock_that_is_set_afterwards_changes_nothing()
    {
        StampWatch watch = new();
        watch.Note(Noon, 5000, false, 0);

        watch.Note(Noon, 6000, true, NoonUtc + 86400);

        Assert.Equal(5000, watch.AtMs);
    }

    [Fact]
    public void A_stamp_that_goes_back_is_a_change_too()
    {
        StampWatch watch = new();
        watch.Note(Later, 0, true, NoonUtc + 15);

        watch.Note(Noon, 15000, true, NoonUtc + 15);

        Assert.Equal(15000, watch.AtMs);
    }

    [Fact]
    public void After_a_reset_the_next_stamp_is_a_first_one()
    {
        StampWatch watch = new();
        watch.Note(Noon, 0, false, 0);
        watch.Reset();

        watch.Note(Later, 20000, true, NoonUtc + 15 + 100);

        Assert.Equal(100000, 20000 - watch.AtMs);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00+00:00")]
    [InlineData("9999-12-31T23:59:59+00:00")]
    public void Any_year_is_survived(string stamp)
    {
        StampWatch watch = new();

        watch.Note(stamp, 5000, true, NoonUtc);

        Assert.True(watch.AtMs <= 5000);
    }
}
