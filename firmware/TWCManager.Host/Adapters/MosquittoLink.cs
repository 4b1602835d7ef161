using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>
/// The broker, by libmosquitto. One thread owns the connection: it looks up the name, connects, serves it and connects again;
/// every call that can block happens there. <see cref="Publish"/> only appends to the library's queue, which we keep short.
/// </summary>
public sealed unsafe class MosquittoLink : IMqttLink, IDisposable
{
    private const int KeepAliveSeconds = 30;
    private const int LoopMs = 200;
    private const int ShortestPauseMs = 1000;
    private const int LongestPauseMs = 30000;

    // A session that ends sooner has not proven that the next one will hold.
    private const int ShortSessionMs = 10000;
    private const int ShortSessionsOfARival = 3;
    private const int IncomingCapacity = 64;
    private const int OutgoingCapacity = 64;
    private const int FlushMs = 1000;
    private const int EndMs = 300;
    private const string SystemAuthorities = "/etc/ssl/certs";

    private static readonly byte[] s_offline = "offline"u8.ToArray();

    private readonly MqttOptions _options;
    private readonly ILog _log;
    private readonly MessageQueue _incoming = new MessageQueue(IncomingCapacity);
    private readonly ManualResetEventSlim _isStopping = new ManualResetEventSlim();
    private readonly Thread _thread;
    private readonly GCHandle _self;
    private readonly nint _client;

    private string? _lastProblem;
    private int _subscriptionsMissing;
    private int _outstanding;
    private int _session;
    private long _sessionStartMs;
    private int _shortSessions;
    private volatile bool _isConnected;
    private volatile bool _wasRefused;
    private long _endMs;

    private MosquittoLink(MqttOptions options, ILog log)
    {
        _options = options;
        _log = log;
        _self = GCHandle.Alloc(this);
        Mosquitto.Initialise();
        _client = Mosquitto.New(options.ClientId, cleanSession: true, GCHandle.ToIntPtr(_self));
        // We run the loop ourselves but publish from another thread: this makes publishing wake the loop instead of writing to the socket.
        Mosquitto.SetThreaded(_client, isThreaded: true);
        Mosquitto.SetWill(_client, options.StatusTopic, s_offline.Length, s_offline, quality: 1, retain: true);
        if (options.User.Length > 0)
        {
            Mosquitto.SetUser(_client, options.User, options.Password);
        }

        Mosquitto.OnConnect(_client, &HandleConnect);
        Mosquitto.OnDisconnect(_client, &HandleDisconnect);
        Mosquitto.OnPublish(_client, &HandlePublish);
        Mosquitto.OnSubscribe(_client, &HandleSubscribe);
        Mosquitto.OnMessage(_client, &HandleMessage);
        _thread = new Thread(Run) { IsBackground = true, Name = "mqtt" };
    }

    /// <inheritdoc/>
    public int Session
    {
        get { return Volatile.Read(ref _session); }
    }

    /// <inheritdoc/>
    public bool IsConnected
    {
        get { return _isConnected; }
    }

    /// <summary>Messages that the broker has not taken yet.</summary>
    public int Outstanding
    {
        get { return Volatile.Read(ref _outstanding); }
    }

    /// <summary>Starts a connection in the background.</summary>
    /// <returns>Null, and a line in the log, where the library or the certificates are missing.</returns>
    public static MosquittoLink? Start(MqttOptions options, ILog log)
    {
        if (!NativeLibrary.TryLoad(Mosquitto.Library, out _))
        {
            log.Write(LogLevel.Error, "MQTT is off: libmosquitto.so.1 is not installed: apt install libmosquitto1.");
            return null;
        }

        MosquittoLink link = new MosquittoLink(options, log);
        if (options.IsTls && !link.TrySetTls())
        {
            link.Free();
            return null;
        }

        link._thread.Start();
        return link;
    }

    /// <inheritdoc/>
    public bool Publish(string topic, byte[] payload, int length, bool retain)
    {
        return _isConnected && TryQueue(topic, payload, length, retain, quality: 0);
    }

    /// <inheritdoc/>
    public bool TryTake(MqttMessage message)
    {
        return _incoming.TryTake(message);
    }

    /// <summary>Says that we are offline, gives what is queued a second to leave, and disconnects. A hanging broker is left behind after that.</summary>
    public void Dispose()
    {
        if (_isStopping.IsSet)
        {
            return;
        }

        bool wasConnected = _isConnected;
        if (wasConnected)
        {
            // The broker sends no last will for those who leave in good order.
            TryQueue(_options.StatusTopic, s_offline, s_offline.Length, retain: true, quality: 1);
            long endMs = MonotonicClock.NowMs + FlushMs;
            while (_isConnected && Outstanding > 0 && MonotonicClock.NowMs < endMs)
            {
                Thread.Sleep(5);
            }
        }

        Volatile.Write(ref _endMs, MonotonicClock.NowMs + EndMs);
        _isStopping.Set();
        if (wasConnected)
        {
            Mosquitto.Disconnect(_client);
        }

        if (_thread.Join(EndMs + LoopMs))
        {
            Free();
        }
    }

    private string BrokerName
    {
        get { return "MQTT broker " + _options.Host + ":" + _options.Port; }
    }

    private void Free()
    {
        Mosquitto.Destroy(_client);
        _self.Free();
    }

    private bool TrySetTls()
    {
        string? directory = _options.AuthorityFile == null ? SystemAuthorities : null;
        int error = Mosquitto.SetTls(_client, _options.AuthorityFile, directory, null, null, 0);
        if (error != Mosquitto.Success)
        {
            Report(LogLevel.Error, "MQTT is off: the certificates in " + (_options.AuthorityFile ?? SystemAuthorities) + " cannot be used: "
                + Mosquitto.Explain(error, 0) + ".");
        }

        return error == Mosquitto.Success;
    }

    private bool TryQueue(string topic, byte[] payload, int length, bool retain, int quality)
    {
        if (Interlocked.Increment(ref _outstanding) > OutgoingCapacity)
        {
            Interlocked.Decrement(ref _outstanding);
            return false;
        }

        fixed (byte* first = payload)
        {
            if (Mosquitto.Publish(_client, out _, topic, length, first, quality, retain) == Mosquitto.Success)
            {
                return true;
            }
        }

        Interlocked.Decrement(ref _outstanding);
        return false;
    }

    private void Run()
    {
        int pauseMs = ShortestPauseMs / 2;
        int sessionBefore = 0;
        bool isFirst = true;
        while (!_isStopping.IsSet)
        {
            _wasRefused = false;
            int error = isFirst ? Mosquitto.Connect(_client, _options.Host, _options.Port, KeepAliveSeconds) : Mosquitto.Reconnect(_client);
            int systemError = Marshal.GetLastPInvokeError();
            isFirst = false;
            // After the farewell the loop goes on until the library has sent it and closed the connection.
            while (error == Mosquitto.Success && !IsPastEnd())
            {
                error = Mosquitto.Loop(_client, LoopMs, 1);
                systemError = Marshal.GetLastPInvokeError();
            }

            _isConnected = false;
            if (_isStopping.IsSet)
            {
                return;
            }

            bool hadSession = Session != sessionBefore;
            sessionBefore = Session;
            if (hadSession)
            {
                _shortSessions = MonotonicClock.NowMs - _sessionStartMs < ShortSessionMs ? _shortSessions + 1 : 0;
            }

            if (!_wasRefused)
            {
                Report(LogLevel.Warning, BrokerName + ": " + Mosquitto.Explain(error, systemError) + Rival() + "; trying again.");
            }

            pauseMs = hadSession && _shortSessions <= 1 ? ShortestPauseMs : Math.Min(pauseMs * 2, LongestPauseMs);
            _isStopping.Wait(pauseMs);
        }
    }

    // Two with the same name take the connection from each other again and again.
    private string Rival()
    {
        return _shortSessions < ShortSessionsOfARival ? "" : ", each time soon after it was made: does a second program use the same nodeId?";
    }

    private bool IsPastEnd()
    {
        return _isStopping.IsSet && MonotonicClock.NowMs >= Volatile.Read(ref _endMs);
    }

    private void OnConnected(int code)
    {
        Volatile.Write(ref _outstanding, 0);
        if (code != 0)
        {
            _wasRefused = true;
            Report(LogLevel.Error, BrokerName + " refuses us: " + Mosquitto.ExplainRefusal(code) + ".");
            return;
        }

        _subscriptionsMissing = _options.Subscriptions.Length;
        foreach (string pattern in _options.Subscriptions)
        {
            Mosquitto.Subscribe(_client, out _, pattern, quality: 0);
        }
    }

    private void OnSubscribed(int granted)
    {
        if (granted >= Mosquitto.SubscriptionRefused)
        {
            Report(LogLevel.Error, BrokerName + " refuses a subscription: commands will not arrive.");
        }

        _subscriptionsMissing--;
        if (_subscriptionsMissing == 0)
        {
            Report(LogLevel.Info, BrokerName + ": connected.");
            _sessionStartMs = MonotonicClock.NowMs;
            Interlocked.Increment(ref _session);
            _isConnected = true;
        }
    }

    private void OnPublished()
    {
        if (Interlocked.Decrement(ref _outstanding) < 0)
        {
            // Sent before the connection broke, reported after it was counted as lost.
            Interlocked.Increment(ref _outstanding);
        }
    }

    // The same trouble at every attempt is told once.
    private void Report(LogLevel level, string text)
    {
        if (text != _lastProblem)
        {
            _lastProblem = text;
            _log.Write(level, text);
        }
    }

    private static MosquittoLink Owner(nint self)
    {
        return Unsafe.As<MosquittoLink>(GCHandle.FromIntPtr(self).Target!);
    }

    [UnmanagedCallersOnly]
    private static void HandleConnect(nint client, nint self, int code)
    {
        Owner(self).OnConnected(code);
    }

    [UnmanagedCallersOnly]
    private static void HandleDisconnect(nint client, nint self, int code)
    {
        Owner(self)._isConnected = false;
    }

    [UnmanagedCallersOnly]
    private static void HandlePublish(nint client, nint self, int messageId)
    {
        Owner(self).OnPublished();
    }

    [UnmanagedCallersOnly]
    private static void HandleSubscribe(nint client, nint self, int messageId, int count, int* granted)
    {
        Owner(self).OnSubscribed(count > 0 ? granted[0] : 0);
    }

    [UnmanagedCallersOnly]
    private static void HandleMessage(nint client, nint self, Mosquitto.Message* message)
    {
        string topic = Marshal.PtrToStringUTF8(message->Topic) ?? "";
        Owner(self)._incoming.Add(topic, new ReadOnlySpan<byte>(message->Payload, message->PayloadLength), message->IsRetained != 0);
    }
}
