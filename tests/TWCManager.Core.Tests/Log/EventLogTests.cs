using TWCManager.Core.Log;
using TWCManager.Core.Ports;
using Xunit;

namespace TWCManager.Core.Tests.Log;

public class EventLogTests
{
    [Fact]
    public void Every_line_goes_on_to_the_platform_at_once()
    {
        Platform platform = new();
        EventLog log = new(platform);

        log.Write(LogLevel.Warning, "something");

        Assert.Equal([(LogLevel.Warning, "something")], platform.Lines);
    }

    [Theory]
    [InlineData("stop\nerror: all is lost", "stop error: all is lost")]
    [InlineData("a\r\n\tb\0c", "a   b c")]
    [InlineData("\u001b[2J\u007f\u009b31m", " [2J  31m")]
    [InlineData("one\u2028two\u2029three", "one two three")]
    [InlineData("Gärtchen “ok” 漢", "Gärtchen “ok” 漢")]
    public void A_line_stays_one_line_whatever_is_in_it(string text, string expected)
    {
        Platform platform = new();
        EventLog log = new(platform);

        log.Write(LogLevel.Info, text);

        Assert.Equal([(LogLevel.Info, expected)], platform.Lines);
        Assert.True(log.TryPeek(out string line));
        Assert.Equal("info: " + expected, line);
    }

    [Fact]
    public void The_newest_lines_are_kept_and_the_lost_ones_counted()
    {
        EventLog log = new(null);
        for (int i = 0; i < EventLog.Capacity + 3; i++)
        {
            log.Write(LogLevel.Info, "line " + i);
        }

        Assert.Equal(3, log.Dropped);
        for (int i = 3; i < EventLog.Capacity + 3; i++)
        {
            Assert.True(log.TryPeek(out string line));
            Assert.Equal("info: line " + i, line);
            log.RemoveOldest();
        }

        Assert.False(log.TryPeek(out _));
    }

    [Fact]
    public void A_long_line_is_cut()
    {
        EventLog log = new(null);
        log.Write(LogLevel.Error, new string('x', 1000));

        Assert.True(log.TryPeek(out string line));
        Assert.Equal("error: ".PadRight(EventLog.LineCapacity, 'x'), line);
    }

    private sealed class Platform : ILog
    {
        public List<(LogLevel Level, string Text)> Lines { get; } = [];

        public void Write(LogLevel level, string text) => Lines.Add((level, text));
    }
}
