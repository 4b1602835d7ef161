using System.Text;
using TWCManager.Core.Documents;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Esp32.Mqtt;
using TWCManager.Esp32.Network;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Adapters;

/// <summary>The device's way to a broker, run on a PC against a real one.</summary>
public sealed class DeviceMqttLinkTests
{
    private readonly ListLog _log = new ListLog();
    private readonly MqttMessage _message = new MqttMessage();
    private readonly PcNetwork _network = new PcNetwork();

    [Fact]
    public void A_session_is_up_only_when_commands_will_arrive()
    {
        using Broker broker = new Broker();
        using Watcher watcher = new Watcher(broker.Port);
        MqttLink link = Connect(broker.Port);
        Assert.Equal(1, link.Session);

        watcher.Publish("twcmanager/main/command/stop", "now");
        Wait.Until(() => link.TryTake(_message), "command");
        Assert.Equal(("twcmanager/main/command/stop", "now", false), (_message.Topic, Payload(), _message.IsRetained));
    }

    [Fact]
    public void Long_and_retained_messages_come_marked_and_the_next_ones_whole()
    {
        using Broker broker = new Broker();
        using Watcher watcher = new Watcher(broker.Port);
        watcher.Publish("twcmanager/main/command/old", "days ago", retain: true);
        watcher.WaitFor("twcmanager/main/command/old", "days ago");
        MqttLink link = Connect(broker.Port);
        Wait.Until(() => link.TryTake(_message), "retained command");
        Assert.True(_message.IsRetained);

        watcher.Publish("twcmanager/main/command/long", new string('x', 20000));
        watcher.Publish("twcmanager/main/command/fits", new string('x', MqttMessage.PayloadCapacity));
        Wait.Until(() => link.TryTake(_message), "long command");
        Assert.True(_message.IsTooLong);
        Wait.Until(() => link.TryTake(_message), "command that fits");
        Assert.Equal((false, MqttMessage.PayloadCapacity), (_message.IsTooLong, _message.Length));
    }

    [Fact]
    public void Documents_of_all_lengths_arrive_whole_and_in_order()
    {
        using Broker broker = new Broker();
        using Watcher watcher = new Watcher(broker.Port);
        MqttLink link = Connect(broker.Port);
        foreach (int length in new[] { 0, 1, 100, 127, 128, 2000, 6000, 20000 })
        {
            string text = new string((char)('a' + length % 26), length);
            Wait.Until(() => Publish(link, "site/doc" + length, text), "room for " + length);
        }

        Wait.Until(() => Publish(link, "site/last", "end"), "room for the last");
        watcher.WaitFor("site/last", "end");
        Assert.Equal(new string((char)('a' + 20000 % 26), 20000), watcher.Last("site/doc20000"));
        Assert.Equal(new string((char)('a' + 128 % 26), 128), watcher.Last("site/doc128"));
    }

    [Fact]
    public void Of_an_array_that_is_given_away_only_the_payload_is_sent()
    {
        using Broker broker = new Broker();
        using Watcher watcher = new Watcher(broker.Port);
        MqttLink link = Connect(broker.Port);
        byte[] room = new byte[MqttMessage.LentLimit + 1];
        Encoding.UTF8.GetBytes("all").CopyTo(room, 0);

        Assert.True(link.Publish("site/doc", room, 3, false));
        Wait.Until(() => Publish(link, "site/last", "end"), "room for the last");
        watcher.WaitFor("site/last", "end");
        Assert.Equal("all", watcher.Last("site/doc"));
    }

    [Fact]
    public void A_broker_that_restarts_says_the_last_word_and_is_connected_again()
    {
        using Broker broker = new Broker();
        MqttLink link = Connect(broker.Port);
        broker.Stop();
        Wait.Until(() => !link.IsConnected, "noticed");
        Assert.False(Publish(link, "site/x", "lost"));

        broker.Start();
        Wait.Until(() => link.IsConnected, "connected again");
        Assert.Equal(2, link.Session);
        using Watcher watcher = new Watcher(broker.Port);
        watcher.Publish("twcmanager/main/command/stop", "now");
        Wait.Until(() => link.TryTake(_message), "command of the new session");
    }

    [Fact]
    public void A_wrong_password_is_told_once_and_tried_again()
    {
        using Broker broker = new Broker("allow_anonymous false\npassword_file {0}/passwords", folder => File.WriteAllText(folder.File("passwords"), ""));
        ChargerSettings settings = Settings(broker.Port);
        Set(settings, "mqttUser", "joe");
        Set(settings, "mqttPassword", "secret-word");
        _ = new MqttLink(settings, Topics.From(settings), _network, new HostNames(), _log);
        Wait.Until(() => _log.Count("refuses us, code") == 1, "refused");
        Assert.Equal(0, _log.Count("secret-word"));
    }

    [Fact]
    public void What_is_no_broker_is_given_up()
    {
        using RawServer server = new RawServer(static async (stream, stop) =>
        {
            await RawServer.SayAsync(stream, "HTTP/1.1 400 Bad Request\r\n\r\n", stop);
            await RawServer.StallAsync(stream, stop);
        });
        ChargerSettings settings = Settings(server.Port);
        MqttLink link = new MqttLink(settings, Topics.From(settings), _network, new HostNames(), _log);
        Wait.Until(() => _log.Count("MQTT: broker 127.0.0.1") > 0, "told");
        Assert.False(link.IsConnected);
    }

    [Fact]
    public void Trouble_that_cannot_even_be_told_does_not_end_the_thread()
    {
        using Broker broker = new Broker();
        broker.Stop();
        ChargerSettings settings = Settings(broker.Port);
        ForgetfulLog log = new ForgetfulLog();
        MqttLink link = new MqttLink(settings, Topics.From(settings), _network, new HostNames(), log);
        Wait.Until(() => log.IsUsed, "trouble told");
        broker.Start();
        Wait.Until(() => link.IsConnected, "connected");
        Assert.True(_network.Tries > 0);
        Assert.True(_network.Answers > 0);
    }

    private static ChargerSettings Settings(int port)
    {
        ChargerSettings settings = new ChargerSettings();
        Set(settings, "mqttHost", "127.0.0.1");
        Set(settings, "mqttPort", port.ToString());
        return settings;
    }

    private static void Set(ChargerSettings settings, string name, string value)
    {
        Assert.True(settings.TrySet(name, value, true, out string error), error);
    }

    private MqttLink Connect(int port)
    {
        ChargerSettings settings = Settings(port);
        MqttLink link = new MqttLink(settings, Topics.From(settings), _network, new HostNames(), _log);
        Wait.Until(() => link.IsConnected, "connected");
        return link;
    }

    private static bool Publish(MqttLink link, string topic, string payload)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(payload);
        return link.Publish(topic, bytes, bytes.Length, false);
    }

    private string Payload()
    {
        return Encoding.UTF8.GetString(_message.Payload, 0, _message.Length);
    }
}
