using TWCManager.Esp32.Setup;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class HeldButtonTests
{
    [Theory]
    [InlineData(100, "")]
    [InlineData(2800, "")]
    [InlineData(3100, "s")]
    [InlineData(14800, "s")]
    [InlineData(15200, "R")]
    [InlineData(44800, "R")]
    [InlineData(45200, "")]
    [InlineData(600000, "")]
    public void What_it_means_depends_on_how_long_it_is_held(int heldMs, string meaning)
    {
        Assert.Equal(meaning, Hold(new HeldButton(), 1000, heldMs));
    }

    [Fact]
    public void It_can_be_used_again()
    {
        HeldButton button = new();
        Assert.Equal("s", Hold(button, 1000, 4000));
        Assert.Equal("", Hold(button, 10000, 500));
        Assert.Equal("R", Hold(button, 20000, 16000));
        Assert.Equal("s", Hold(button, 50000, 4000));
    }

    [Fact]
    public void One_that_is_down_from_the_start_on_means_nothing()
    {
        HeldButton button = new();
        for (long nowMs = 0; nowMs < 100000; nowMs += 100)
        {
            button.Look(true, nowMs);
            Assert.False(button.IsReset || button.IsSetUp);
        }

        button.Look(false, 100000);
        Assert.False(button.IsReset || button.IsSetUp);
    }

    [Fact]
    public void Nothing_is_forgotten_while_it_is_still_held()
    {
        HeldButton button = new();
        button.Look(false, 0);
        for (long nowMs = 100; nowMs < 40000; nowMs += 100)
        {
            button.Look(true, nowMs);
            Assert.False(button.IsReset || button.IsSetUp);
        }
    }

    // Up, held, up again, looked at every 100 ms.
    private static string Hold(HeldButton button, long startMs, int heldMs)
    {
        string said = "";
        for (long nowMs = startMs; nowMs <= startMs + heldMs + 1000; nowMs += 100)
        {
            button.Look(nowMs > startMs && nowMs <= startMs + heldMs, nowMs);
            said += (button.IsSetUp ? "s" : "") + (button.IsReset ? "R" : "");
        }

        return said;
    }
}
