using System;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Status;

namespace TWCManager.Esp32.Adapters;

/// <summary>The broker. One thread owns the connection: it connects, subscribes, sends what waits in the outbox, and begins again.</summary>
/// <remarks>
/// Traps avoided: a client that says it is not connected may still be closing and would then close its own next connection, so
/// each attempt has a new client object, which also looks the name up again; the library takes messages while disconnected and
/// loses them, and its queue has no limit, so there is a box of our own in front of a library queue kept short; its events
/// come on its own thread and block delivery, so a handler only puts the message into a box; DNS and TLS stop all threads,
/// so attempts get rarer, down to one a minute.
/// </remarks>
public sealed class MqttLink : IMqttLink
{
    private const ushort KeepAliveSeconds = 30;
    private const int ShortestPauseMs = 1000;
    private const int LongestPauseMs = 60000;
    private const int IdlePauseMs = 2000;
    private const int SubscribeTimeoutMs = 10000;
    private const int IdleMs = 500;

    // While the library's queue is full it also drops what comes in. The pace lets its sender keep up, so that only a stalled socket fills it.
    private const int LibraryQueueLength = 8;
    private const int PaceMs = 10;
    private const int QueueFullPauseMs = 200;

    private readonly ChargerSettings _settings;
    private readonly Topics _topics;
    private readonly INetwork _network;
    private readonly ILog _log;
    private readonly MqttInbox _inbox = new MqttInbox();
    private readonly MqttOutbox _outbox = new MqttOutbox();
    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
    private readonly AutoResetEvent _confirmed = new AutoResetEvent(false);
    private MqttClient _client;
    private bool _isReady;
    private bool _isRefused;
    private string _lastReport;

    /// <summary>Starts the thread. Settings are read anew at each attempt.</summary>
    public MqttLink(ChargerSettings settings, Topics topics, INetwork network, ILog log)
    {
        _settings = settings;
        _topics = topics;
        _network = network;
        _log = log;
        new Thread(Run).Start();
    }

    /// <inheritdoc/>
    public int Session { get; private set; }

    /// <inheritdoc/>
    public bool IsConnected
    {
        get
        {
            MqttClient client = _client;
            return _isReady && client != null && client.IsConnected;
        }
    }

    /// <summary>Received messages that were dropped because nobody took them fast enough.</summary>
    public int Dropped
    {
        get { return _inbox.Dropped; }
    }

    /// <inheritdoc/>
    public bool Publish(string topic, byte[] payload, int length, bool retain)
    {
        if (!IsConnected || !_outbox.TryAdd(topic, payload, length, retain))
        {
            return false;
        }

        _wake.Set();
        return true;
    }

    /// <inheritdoc/>
    public bool TryTake(MqttMessage message)
    {
        return _inbox.TryTake(message);
    }

    private void Run()
    {
        int pauseMs = ShortestPauseMs;
        while (true)
        {
            string host = _settings.Text(Setting.MqttHost);
            if (host.Length == 0 || !_network.IsUp)
            {
                Thread.Sleep(IdlePauseMs);
                continue;
            }

            int sessionBefore = Session;
            try
            {
                Serve(host);
            }
            catch (Exception)
            {
                Report(LogLevel.Warning, "MQTT: broker " + host + " is not reachable, or went away.");
            }

            End();
            pauseMs = Session != sessionBefore ? ShortestPauseMs : LongerThan(pauseMs);
            Thread.Sleep(pauseMs);
        }
    }

    private static int LongerThan(int pauseMs)
    {
        return pauseMs * 2 < LongestPauseMs ? pauseMs * 2 : LongestPauseMs;
    }

    // One connection from its beginning to its end.
    private void Serve(string host)
    {
        bool isTls = _settings.Flag(Setting.MqttTls);
        _client = new MqttClient(host, _settings.Number(Setting.MqttPort), isTls, null, null,
            isTls ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None);
        _client.Settings.InflightQueueSize = LibraryQueueLength;
        _client.MqttMsgPublishReceived += HandleMessage;
        _client.MqttMsgSubscribed += HandleSubscribed;
        MqttReasonCode reason = _client.Connect(_topics.DeviceId, OrNull(Setting.MqttUser), OrNull(Setting.MqttPassword),
            true, MqttQoSLevel.AtLeastOnce, true, _topics.Status, "offline", true, KeepAliveSeconds);
        if (reason != MqttReasonCode.Success)
        {
            Report(LogLevel.Warning, "MQTT: broker " + host + " refuses us, code " + ((int)reason).ToString() + ".");
            return;
        }

        if (!TrySubscribe(host))
        {
            return;
        }

        // What was put in while the last session broke belongs to that one.
        _outbox.Clear();
        Session++;
        _isReady = true;
        Report(LogLevel.Info, "MQTT: connected to " + host + ".");
        while (_client.IsConnected)
        {
            SendOne();
        }
    }

    private bool TrySubscribe(string host)
    {
        MqttQoSLevel[] qualities = new MqttQoSLevel[_topics.Subscriptions.Length];
        _isRefused = false;
        _confirmed.Reset();
        _client.Subscribe(_topics.Subscriptions, qualities);
        if (!_confirmed.WaitOne(SubscribeTimeoutMs, false))
        {
            Report(LogLevel.Warning, "MQTT: broker " + host + " does not confirm the subscriptions.");
            return false;
        }

        if (_isRefused)
        {
            Report(LogLevel.Warning, "MQTT: broker " + host + " refuses a subscription: commands will not arrive.");
        }

        return true;
    }

    private void SendOne()
    {
        string topic;
        byte[] payload;
        bool retain;
        if (!_outbox.TryPeek(out topic, out payload, out retain))
        {
            _wake.WaitOne(IdleMs, false);
            return;
        }

        try
        {
            _client.Publish(topic, payload, null, null, MqttQoSLevel.AtMostOnce, retain);
        }
        catch (MqttClientException)
        {
            Thread.Sleep(QueueFullPauseMs);
            return;
        }

        _outbox.Remove();
        Thread.Sleep(PaceMs);
    }

    private void End()
    {
        _isReady = false;
        MqttClient client = _client;
        _client = null;
        _outbox.Clear();
        if (client == null)
        {
            return;
        }

        client.MqttMsgPublishReceived -= HandleMessage;
        client.MqttMsgSubscribed -= HandleSubscribed;
        // Also after an attempt that failed: its receiving thread and its socket live on otherwise.
        client.Close();
    }

    private string OrNull(int setting)
    {
        string text = _settings.Text(setting);
        return text.Length == 0 ? null : text;
    }

    private void HandleMessage(object sender, MqttMsgPublishEventArgs e)
    {
        if (sender == _client)
        {
            _inbox.Add(e.Topic, e.Message, e.Retain);
        }
    }

    private void HandleSubscribed(object sender, MqttMsgSubscribedEventArgs e)
    {
        if (sender != _client)
        {
            return;
        }

        for (int i = 0; i < e.GrantedQoSLevels.Length; i++)
        {
            _isRefused = _isRefused || e.GrantedQoSLevels[i] == MqttQoSLevel.GrantedFailure;
        }

        _confirmed.Set();
    }

    // The same trouble at every attempt is told once.
    private void Report(LogLevel level, string text)
    {
        if (text != _lastReport)
        {
            _lastReport = text;
            _log.Write(level, text);
        }
    }
}
