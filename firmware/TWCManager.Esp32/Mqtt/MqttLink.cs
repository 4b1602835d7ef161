using System;
using System.Threading;
using TWCManager.Core.Documents;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Esp32.Clock;
using TWCManager.Esp32.Network;

namespace TWCManager.Esp32.Mqtt;

/// <summary>The broker. One thread owns the connection: it connects, subscribes, sends what waits, reads what comes, and begins again.</summary>
/// <remarks>
/// Messages are sent and asked for at most once, so no packet of ours waits for an answer but the first two. Speaks MQTT itself because the library takes
/// four threads and 12 KB of the heap (docs/architecture.md), copies each message twice and asks for as much memory as a broker announces. TLS
/// stops all threads, so attempts get rarer, down to one a minute.
/// </remarks>
public sealed class MqttLink : IMqttLink
{
    private const int KeepAliveSeconds = 30;
    private const int ShortestPauseMs = 1000;
    private const int LongestPauseMs = 60000;
    private const int IdlePauseMs = 2000;
    private const int AnswerMs = 10000;
    private const int WriteMs = 10000;
    private const long PingAfterMs = 15000;

    // A message waits this long before the thread looks whether there is one to send.
    private const int LookMs = 50;
    private const int ChunkBytes = 256;
    private const int SubscriptionRefused = 0x80;

    private readonly ChargerSettings _settings;

    // Of all topics only these: the others would be a kilobyte of text for nothing.
    private readonly string _clientId;
    private readonly string _status;
    private readonly string[] _subscriptions;
    private readonly INetwork _network;
    private readonly HostNames _names;
    private readonly ILog _log;
    private readonly MqttInbox _inbox = new MqttInbox();
    private readonly MqttOutbox _outbox = new MqttOutbox();
    private readonly MqttReader _reader = new MqttReader();
    private readonly byte[] _chunk = new byte[ChunkBytes];
    private TcpChannel _channel;
    private int _chunkAt;
    private int _chunkLength;
    private long _heardMs;
    private long _pingedMs;
    private bool _isReady;
    private string _lastReport;

    /// <summary>Starts the thread. Settings are read anew at each attempt.</summary>
    public MqttLink(ChargerSettings settings, Topics topics, INetwork network, HostNames names, ILog log)
    {
        _settings = settings;
        _clientId = topics.DeviceId;
        _status = topics.Status;
        _subscriptions = topics.Subscriptions;
        _network = network;
        _names = names;
        _log = log;
        new Thread(Run).Start();
    }

    /// <inheritdoc/>
    public int Session { get; private set; }

    /// <inheritdoc/>
    public bool IsConnected
    {
        get { return _isReady; }
    }

    /// <inheritdoc/>
    public bool Publish(string topic, byte[] payload, int length, bool retain)
    {
        return _isReady && _outbox.TryAdd(topic, payload, length, retain);
    }

    /// <inheritdoc/>
    public bool TryTake(MqttMessage message)
    {
        return _inbox.TryTake(message);
    }

    // Nothing leaves the loop: an exception that does, be it for want of memory to tell of another one, ends the thread for good.
    private void Run()
    {
        int pauseMs = ShortestPauseMs;
        while (true)
        {
            try
            {
                pauseMs = Try(pauseMs);
            }
            catch (Exception)
            {
                pauseMs = LongerThan(pauseMs);
            }

            Thread.Sleep(pauseMs);
        }
    }

    private int Try(int pauseMs)
    {
        string host = _settings.Text(Setting.MqttHost);
        if (host.Length == 0 || !_network.IsUp)
        {
            return IdlePauseMs;
        }

        int sessionBefore = Session;
        try
        {
            _network.NoteTry();
            Serve(host);
        }
        catch (Exception)
        {
            Report(LogLevel.Warning, "MQTT: broker " + host + " is not reachable, or went away.");
        }
        finally
        {
            End();
        }

        return Session != sessionBefore ? ShortestPauseMs : LongerThan(pauseMs);
    }

    private static int LongerThan(int pauseMs)
    {
        return pauseMs * 2 < LongestPauseMs ? pauseMs * 2 : LongestPauseMs;
    }

    // One connection from its beginning to its end.
    private void Serve(string host)
    {
        _channel = new TcpChannel(_names, host, _settings.Number(Setting.MqttPort), _settings.Flag(Setting.MqttTls));
        _reader.Begin();
        _chunkAt = 0;
        _chunkLength = 0;
        Send(MqttPacket.MakeConnect(_clientId, _settings.Text(Setting.MqttUser), _settings.Text(Setting.MqttPassword), _status, "offline", KeepAliveSeconds));
        if (!TryAwait(MqttPacket.ConnectAnswer))
        {
            Report(LogLevel.Warning, "MQTT: broker " + host + " does not answer, or is none.");
            return;
        }

        if (_reader.At(1) != 0)
        {
            Report(LogLevel.Warning, "MQTT: broker " + host + " refuses us, code " + _reader.At(1).ToString() + ".");
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
        _pingedMs = 0;
        while (IsAlive())
        {
            bool hasMore = SendOne();
            if (TryRead(hasMore ? 1 : LookMs))
            {
                Handle();
            }
        }

        Report(LogLevel.Warning, "MQTT: broker " + host + " has fallen silent.");
    }

    private bool TrySubscribe(string host)
    {
        Send(MqttPacket.MakeSubscribe(_subscriptions));
        if (!TryAwait(MqttPacket.SubscribeAnswer))
        {
            Report(LogLevel.Warning, "MQTT: broker " + host + " does not confirm the subscriptions.");
            return false;
        }

        bool isRefused = false;
        for (int i = 2; i < _reader.Length; i++)
        {
            isRefused = isRefused || _reader.At(i) == SubscriptionRefused;
        }

        if (isRefused)
        {
            Report(LogLevel.Warning, "MQTT: broker " + host + " refuses a subscription: commands will not arrive.");
        }

        return true;
    }

    // What comes before the awaited packet is handled as ever: a retained command may be faster than the confirmation.
    private bool TryAwait(int type)
    {
        long endMs = MonotonicClock.NowMs + AnswerMs;
        while (MonotonicClock.NowMs < endMs)
        {
            if (!TryRead(LookMs))
            {
                continue;
            }

            if (_reader.Type == type)
            {
                return true;
            }

            Handle();
        }

        return false;
    }

    private void Handle()
    {
        if (_reader.Type == MqttPacket.Publish)
        {
            _reader.Deliver(_inbox);
        }
    }

    // Asks for a sign of life when nothing has come for a while; anything that comes is one.
    private bool IsAlive()
    {
        long nowMs = MonotonicClock.NowMs;
        bool isSilent = nowMs - _heardMs >= PingAfterMs;
        if (!isSilent)
        {
            _pingedMs = 0;
        }
        else if (_pingedMs == 0)
        {
            _pingedMs = nowMs;
            Send(MqttPacket.MakePing());
        }

        return _pingedMs == 0 || nowMs - _pingedMs < AnswerMs;
    }

    // Up to one whole packet; the rest of what was read waits for the next call.
    private bool TryRead(int timeoutMs)
    {
        if (_chunkAt == _chunkLength)
        {
            _chunkAt = 0;
            _chunkLength = 0;
            int got = _channel.Read(_chunk, timeoutMs);
            if (got == TcpChannel.Closed)
            {
                throw new InvalidOperationException();
            }

            _chunkLength = got;
            if (got > 0)
            {
                _heardMs = MonotonicClock.NowMs;
                _network.NoteAnswer();
            }
        }

        bool isWhole = _reader.TryTake(_chunk, ref _chunkAt, _chunkLength);
        if (_reader.IsBroken)
        {
            throw new InvalidOperationException();
        }

        return isWhole;
    }

    private bool SendOne()
    {
        string topic;
        byte[] payload;
        int length;
        bool retain;
        if (!_outbox.TryPeek(out topic, out payload, out length, out retain))
        {
            return false;
        }

        Send(MqttPacket.MakePublishHead(topic, length, retain));
        Send(payload, length);
        _outbox.Remove();
        return true;
    }

    private void Send(byte[] data)
    {
        Send(data, data.Length);
    }

    private void Send(byte[] data, int length)
    {
        if (length > 0)
        {
            _channel.Write(data, 0, length, WriteMs);
        }
    }

    private void End()
    {
        _isReady = false;
        _outbox.Clear();
        if (_channel != null)
        {
            _channel.Close();
            _channel = null;
        }
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
