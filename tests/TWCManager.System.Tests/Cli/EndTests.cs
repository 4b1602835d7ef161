using System.Diagnostics;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Cli;

public sealed class EndTests
{
    private const int EndMs = 2000;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void A_signal_ends_it_with_0_and_leaves_offline_at_the_broker(string signal)
    {
        using Broker broker = new Broker();
        using HostProcess host = new HostProcess("--once-ready", "--mqtt", "127.0.0.1:" + broker.Port, "--set", "nodeId=test");
        host.WaitForOutput("ready\n");
        using Watcher watcher = new Watcher(broker.Port);
        watcher.WaitFor("twcmanager/test/status", "online");

        host.Signal(signal);

        Assert.Equal(0, host.WaitForEnd());
        watcher.WaitFor("twcmanager/test/status", "offline");
        Assert.Equal("ready\n", host.Output);
        Assert.DoesNotContain("Fault", host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_dies_is_offline_by_its_last_will()
    {
        using Broker broker = new Broker();
        using HostProcess host = new HostProcess("--once-ready", "--mqtt", "127.0.0.1:" + broker.Port, "--set", "nodeId=test");
        host.WaitForOutput("ready\n");
        using Watcher watcher = new Watcher(broker.Port);
        watcher.WaitFor("twcmanager/test/status", "online");

        host.Signal("KILL");

        watcher.WaitFor("twcmanager/test/status", "offline");
    }

    [Fact]
    public void A_broker_that_hangs_does_not_hold_up_the_end()
    {
        using Broker broker = new Broker();
        using HostProcess host = new HostProcess("--once-ready", "--mqtt", "127.0.0.1:" + broker.Port, "--set", "nodeId=test");
        host.WaitForOutput("ready\n");
        using (Watcher watcher = new Watcher(broker.Port))
        {
            watcher.WaitFor("twcmanager/test/status", "online");
        }

        broker.Freeze();
        try
        {
            long start = Stopwatch.GetTimestamp();
            host.Signal("TERM");
            Assert.Equal(0, host.WaitForEnd());
            Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds < EndMs + 3000, "took " + Stopwatch.GetElapsedTime(start).TotalMilliseconds + " ms");
        }
        finally
        {
            broker.Thaw();
        }
    }

    [Fact]
    public void Settings_changed_over_mqtt_outlive_the_program()
    {
        using Broker broker = new Broker();
        using TemporaryDirectory data = new TemporaryDirectory();
        string[] arguments = ["--once-ready", "--mqtt", "127.0.0.1:" + broker.Port, "--set", "nodeId=test", "--data", data.Path];
        using Watcher watcher = new Watcher(broker.Port);
        using (HostProcess host = new HostProcess(arguments))
        {
            host.WaitForOutput("ready\n");
            watcher.WaitFor("twcmanager/test/status", "online");
            watcher.Publish("twcmanager/test/settings/minAmpsPerTWC/set", "8");
            Wait.Until(() => watcher.Last("twcmanager/test/response")?.Contains("\"ok\":true", StringComparison.Ordinal) == true, "receipt");

            // The first change goes to the disk at once, the second would wait a little.
            watcher.Publish("twcmanager/test/settings/greenEnergyFlexAmps/set", "3");
            Wait.Until(() => watcher.Last("twcmanager/test/response")?.Contains("\"value\":3", StringComparison.Ordinal) == true, "second receipt");

            // At once: what is not yet on the disk is written before the end.
            host.Signal("TERM");
            Assert.Equal(0, host.WaitForEnd());
        }

        watcher.WaitFor("twcmanager/test/status", "offline");
        using (HostProcess host = new HostProcess(arguments))
        {
            host.WaitForOutput("ready\n");
            watcher.WaitFor("twcmanager/test/status", "online");
            Wait.Until(() => watcher.Last("twcmanager/test/settings")?.Contains("\"minAmpsPerTWC\":8", StringComparison.Ordinal) == true, "the stored value");
            Assert.Contains("\"greenEnergyFlexAmps\":3", watcher.Last("twcmanager/test/settings"));
        }
    }

    [Fact]
    public void A_serial_port_that_is_not_there_is_waited_for_and_the_end_still_comes()
    {
        using HostProcess host = new HostProcess("run", "--port", "/dev/no-such-port");
        Wait.Until(() => host.Errors.Contains("/dev/no-such-port cannot be opened", StringComparison.Ordinal), "told");

        host.Signal("TERM");

        Assert.Equal((0, ""), (host.WaitForEnd(), host.Output));
    }

    [Fact]
    public void Without_a_terminal_the_simulated_site_speaks_in_lines_without_escape_sequences()
    {
        using HostProcess host = new HostProcess();
        host.WaitForOutput("offered");
        host.Signal("TERM");

        Assert.Equal(0, host.WaitForEnd());
        Assert.DoesNotContain("\e", host.Output, StringComparison.Ordinal);
    }
}
