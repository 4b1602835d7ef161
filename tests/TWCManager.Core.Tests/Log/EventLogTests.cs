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
