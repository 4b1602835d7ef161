using System.Diagnostics;
using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Host.Adapters;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Adapters;

public sealed class BrokerLinkTests
{
    private readonly ListLog _log = new ListLog();
    private readonly MqttMessage _message = new MqttMessage();

    [Fact]
    public void A_session_is_up_only_when_commands_will_arrive()
    {
        using Broker broker = new Broker();
        using Watcher watcher = new Watcher(broker.Port);
        using BrokerLink link = Connect(broker.Port);
        Assert.Equal(1, link.Session);

        // No waiting between the two: the session promises that the subscription stands.
        watcher.Publish("site/command/stop", "now");
        Wait.Until(() => link.TryTake(_message), "command");

        Assert.Equal(("site/command/stop", "now", false), (_message.Topic, Payload(), _message.IsRetained));
        Assert.False(link.TryTake(_message));
    }

    [Fact]
    public void A_retained_command_is_marked_and_a_long_one_is_not_cut()
    {
        using Broker broker = new Broker();
        using Watcher watcher = new Watcher(broker.Port);
        watcher.Publish("site/command/old", "days ago", retain: true);
        watcher.WaitFor("site/command/old", "days ago");
        using BrokerLink link = Connect(broker.Port);

        Wait.Until(() => link.TryTake(_message), "retained command");
        Assert.True(_message.IsRetained);

        watcher.Publish("site/command/long", new string('x', MqttMessage.PayloadCapacity + 1));
        Wait.Until(() => link.TryTake(_message), "long command");
        Assert.Equal((true, 0), (_message.IsTooLong, _message.Length));

        watcher.Publish("site/command/fits", new string('x', MqttMessage.PayloadCapacity));
        Wait.Until(() => link.TryTake(_message), "command that fits");
        Assert.Equal((false, MqttMessage.PayloadCapacity), (_message.IsTooLong, _message.Length));
    }

    [Fact]
    public void Leaving_in_good_order_says_offline_and_keeps_what_was_published_before()
    {
        using Broker broker = new Broker();
        using (BrokerLink link = Connect(broker.Port))
        {
            Publish(link, "site/status", "online", retain: true);
            Publish(link, "site/last", "words", retain: true);
        }

        using Watcher watcher = new Watcher(broker.Port);
        watcher.WaitFor("site/status", "offline");
        watcher.WaitFor("site/last", "words");
    }

    [Fact]
    public void A_broker_that_restarts_is_connected_again_as_a_new_session()
    {
        using Broker broker = new Broker();
        using BrokerLink link = Connect(broker.Port);

        broker.Stop();
        Wait.Until(() => !link.IsConnected, "noticed");
        Assert.False(Publish(link, "site/x", "lost"));
        broker.Start();
        Wait.Until(() => link.IsConnected, "connected again");

        Assert.Equal(2, link.Session);
        using Watcher watcher = new Watcher(broker.Port);
        watcher.Publish("site/command/stop", "now");
        Wait.Until(() => link.TryTake(_message), "subscribed again");
        Assert.True(Publish(link, "site/x", "found"));
        watcher.WaitFor("site/x", "found");
    }

    [Fact]
    public void A_broker_that_comes_later_is_found()
    {
        using Broker broker = new Broker();
        broker.Stop();
        using BrokerLink link = Start(Options(broker.Port));
        Wait.Until(() => _log.Count("Connection refused") == 1, "told");
        Assert.Equal((0, false), (link.Session, link.IsConnected));

        broker.Start();
        Wait.Until(() => link.Session == 1, "connected");
    }

    [Fact]
    public void A_broker_that_hangs_never_delays_a_publish_nor_fills_the_memory_nor_the_stop()
    {
        using Broker broker = new Broker();
        BrokerLink link = Connect(broker.Port);
        broker.Freeze();
        try
        {
            byte[] payload = new byte[20000];
            long slowestMs = 0;
            int refused = 0;
            while (refused < 100)
            {
                long start = Stopwatch.GetTimestamp();
                refused += link.Publish("site/big", payload, payload.Length, false) ? 0 : 1;
                slowestMs = Math.Max(slowestMs, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            Assert.InRange(link.Outstanding, 1, 64);
            Assert.True(slowestMs < 1000, "a publish took " + slowestMs + " ms");

            long stop = Stopwatch.GetTimestamp();
            link.Dispose();
            Assert.True(Stopwatch.GetElapsedTime(stop).TotalMilliseconds < 2000);
        }
        finally
        {
            broker.Thaw();
        }
    }

    [Fact]
    public void A_name_that_cannot_be_looked_up_does_not_hold_up_the_start()
    {
        MqttOptions options = new MqttOptions { Host = "no-such-broker.invalid", Port = 1883, ClientId = "c", StatusTopic = "site/status", Subscriptions = ["site/#"] };
        long start = Stopwatch.GetTimestamp();
        using BrokerLink link = Start(options);

        Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds < 3000);
        Wait.Until(() => _log.Count("no-such-broker.invalid:1883") == 1, "told");
    }

    [Fact]
    public void A_password_is_asked_for_checked_and_never_logged()
    {
        using Broker broker = new Broker("allow_anonymous false\npassword_file {0}/passwords", MakePasswords);
        using BrokerLink wrong = Start(Options(broker.Port, "owner", "guess-4711"));
        Wait.Until(() => _log.Count("refuses us") > 0, "refused");
        Assert.False(wrong.IsConnected);
        Assert.Equal(0, _log.Count("guess-4711"));

        using BrokerLink right = Start(Options(broker.Port, "owner", "sesame"));
        Wait.Until(() => right.IsConnected, "let in");
    }

    [Fact]
    public void An_encrypted_connection_is_made_to_the_broker_whose_authority_we_trust_and_to_no_other()
    {
        using Broker broker = new Broker("allow_anonymous true\ncertfile {0}/cert.pem\nkeyfile {0}/key.pem", MakeCertificate);
        using BrokerLink wrong = Start(TlsOptions(broker.Port, null));
        Wait.Until(() => _log.Count("unknown authority") > 0, "refused by us, with what may be the reason");
        Assert.False(wrong.IsConnected);

        using BrokerLink right = Start(TlsOptions(broker.Port, Path.Combine(broker.Directory, "cert.pem")));
        Wait.Until(() => right.IsConnected, "connected");
    }

    [Fact]
    public void Two_programs_of_the_same_name_are_told_so_and_slow_down()
    {
        using Broker broker = new Broker();
        using BrokerLink link = Start(Options(broker.Port));
        using BrokerLink rival = Start(Options(broker.Port));

        Wait.Until(() => _log.Count("same nodeId") > 0, "told");
        Assert.InRange(link.Session + rival.Session, 4, 12);
    }

    private static void MakePasswords(TemporaryDirectory directory)
    {
        Run("mosquitto_passwd", "-b", "-c", directory.File("passwords"), "owner", "sesame");
    }

    private static void MakeCertificate(TemporaryDirectory directory)
    {
        Run(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", directory.File("key.pem"), "-out", directory.File("cert.pem"));
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }

    private static MqttOptions Options(int port, string user = "", string password = "")
    {
        return new MqttOptions
        {
            Host = "127.0.0.1", Port = port, ClientId = "site-under-test", User = user, Password = password, StatusTopic = "site/status", Subscriptions = ["site/command/#", "site/settings/+/set"],
        };
    }

    private static MqttOptions TlsOptions(int port, string? authority)
    {
        return new MqttOptions
        {
            Host = "127.0.0.1", Port = port, ClientId = "site-" + (authority == null ? "wrong" : "right"), IsTls = true, AuthorityFile = authority, StatusTopic = "site/status", Subscriptions = ["site/#"],
        };
    }

    private static bool Publish(BrokerLink link, string topic, string payload, bool retain = false)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(payload);
        return link.Publish(topic, bytes, bytes.Length, retain);
    }

    private BrokerLink Start(MqttOptions options)
    {
        return BrokerLink.Start(options, _log)!;
    }

    private BrokerLink Connect(int port)
    {
        BrokerLink link = Start(Options(port));
        Wait.Until(() => link.IsConnected, "connected");
        return link;
    }

    private string Payload()
    {
        return Encoding.UTF8.GetString(_message.Payload, 0, _message.Length);
    }
}
