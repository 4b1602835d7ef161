using System.Buffers;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Protocol;
using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>
/// The broker, by MQTTnet. One task owns the connection: it looks up the name, connects, serves it and connects again;
/// everything that can wait happens there. <see cref="Publish"/> only appends to a queue, which is kept short.
/// </summary>
public sealed class BrokerLink : IMqttLink, IDisposable
{
    private const int IncomingCapacity = 64;
    private const int OutgoingCapacity = 64;
    private const int SendMs = 10000;
    private const int PingEveryMs = 15000;
    private const int FlushMs = 1000;
    private const int EndMs = 300;

    private static readonly byte[] s_offline = "offline"u8.ToArray();

    private readonly MqttOptions _options;
    private readonly MqttClientOptions _connection;
    private readonly ILog _log;
    private readonly BrokerPause _pause = new BrokerPause();
    private readonly MessageQueue _incoming = new MessageQueue(IncomingCapacity);
    private readonly CancellationTokenSource _end = new CancellationTokenSource();
    private readonly Task _running;

    private Channel<MqttApplicationMessage> _outgoing = Channel.CreateUnbounded<MqttApplicationMessage>();
    private string? _lastProblem;
    private int _outstanding;
    private int _session;
    private volatile bool _isConnected;

    private BrokerLink(MqttOptions options, MqttClientOptions connection, ILog log)
    {
        _options = options;
        _connection = connection;
        _log = log;
        _running = Task.Run(ConnectAgainAndAgain);
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

    /// <summary>Messages that have not left yet.</summary>
    public int Outstanding
    {
        get { return Volatile.Read(ref _outstanding); }
    }

    private string BrokerName
    {
        get { return "MQTT broker " + _options.Host + ":" + _options.Port; }
    }

    /// <summary>Starts a connection in the background.</summary>
    /// <returns>Null, and a line in the log, where the certificates cannot be used.</returns>
    public static BrokerLink? Start(MqttOptions options, ILog log)
    {
        try
        {
            return new BrokerLink(options, BrokerOptions.Make(options, s_offline), log);
        }
        catch (IOException problem)
        {
            log.Write(LogLevel.Error, "MQTT is off: " + problem.Message.TrimEnd('.') + ".");
            return null;
        }
    }

    /// <inheritdoc/>
    public bool Publish(string topic, byte[] payload, int length, bool retain)
    {
        return _isConnected && TryQueue(topic, payload, length, retain, MqttQualityOfServiceLevel.AtMostOnce);
    }

    /// <inheritdoc/>
    public bool TryTake(MqttMessage message)
    {
        return _incoming.TryTake(message);
    }

    /// <summary>Says that we are offline, gives what is queued a second to leave, and disconnects. A hanging broker is left behind after that.</summary>
    public void Dispose()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        if (_isConnected)
        {
            // The broker sends no last will for those who leave in good order.
            TryQueue(_options.StatusTopic, s_offline, s_offline.Length, retain: true, MqttQualityOfServiceLevel.AtLeastOnce);
            long endMs = MonotonicClock.NowMs + FlushMs;
            while (_isConnected && Outstanding > 0 && MonotonicClock.NowMs < endMs)
            {
                Thread.Sleep(5);
            }
        }

        _end.Cancel();
        _running.Wait(2 * EndMs);
    }

    private bool TryQueue(string topic, byte[] payload, int length, bool retain, MqttQualityOfServiceLevel quality)
    {
        if (Interlocked.Increment(ref _outstanding) > OutgoingCapacity)
        {
            Interlocked.Decrement(ref _outstanding);
            return false;
        }

        // A long one is ours from now on: see IMqttLink.
        byte[] kept = payload.Length > MqttMessage.LentLimit ? payload : payload.AsSpan(0, length).ToArray();
        return _outgoing.Writer.TryWrite(new MqttApplicationMessage
        {
            Topic = topic, Payload = new ReadOnlySequence<byte>(kept, 0, length), Retain = retain, QualityOfServiceLevel = quality,
        });
    }

    private async Task ConnectAgainAndAgain()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await ServeOneSession();
            }
            catch (Exception problem) when (!_end.IsCancellationRequested)
            {
                // Whatever it is: without this task there would be no broker until the program is started again.
                Report(LogLevel.Warning, BrokerName + ": " + BrokerProblem.Explain(problem, _options.IsTls) + _pause.Rival + "; trying again.");
            }
            catch (Exception)
            {
                return;
            }

            await Task.Delay(_pause.NextMs(), _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeOneSession()
    {
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        TaskCompletionSource<Exception?> broken = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ApplicationMessageReceivedAsync += Take;
        client.DisconnectedAsync += lost =>
        {
            _isConnected = false;
            broken.TrySetResult(lost.Exception);
            return Task.CompletedTask;
        };
        if (!await TryConnect(client))
        {
            return;
        }

        await Subscribe(client);
        _outgoing = Channel.CreateUnbounded<MqttApplicationMessage>();
        Volatile.Write(ref _outstanding, 0);
        Report(LogLevel.Info, BrokerName + ": connected.");
        _pause.SessionBegins();
        Interlocked.Increment(ref _session);
        _isConnected = !broken.Task.IsCompleted;
        Task sending = SendAll(client, _outgoing.Reader, over.Token);
        Task pinging = PingOnAndOn(client, over.Token);
        Task first = await Task.WhenAny(broken.Task, sending, pinging);
        _isConnected = false;
        _pause.SessionEnds();
        await over.CancelAsync();
        await Task.WhenAll(sending, pinging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_end.IsCancellationRequested)
        {
            await SayGoodbye(client);
            return;
        }

        throw (first == broken.Task ? await broken.Task : first.Exception?.InnerException) ?? new IOException("The connection was lost");
    }

    private async Task<bool> TryConnect(IMqttClient client)
    {
        MqttClientConnectResultCode code = (await client.ConnectAsync(_connection, _end.Token)).ResultCode;
        if (code == MqttClientConnectResultCode.Success)
        {
            return true;
        }

        _pause.Refused();
        Report(LogLevel.Error, BrokerName + " refuses us: " + BrokerProblem.Explain(code) + ".");
        return false;
    }

    private async Task Subscribe(IMqttClient client)
    {
        MqttClientSubscribeOptionsBuilder wanted = new MqttClientSubscribeOptionsBuilder();
        foreach (string pattern in _options.Subscriptions)
        {
            wanted.WithTopicFilter(pattern, MqttQualityOfServiceLevel.AtMostOnce);
        }

        MqttClientSubscribeResult answer = await client.SubscribeAsync(wanted.Build(), _end.Token);
        if (answer.Items.Any(one => one.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2))
        {
            Report(LogLevel.Error, BrokerName + " refuses a subscription: commands will not arrive.");
        }
    }

    private async Task SendAll(IMqttClient client, ChannelReader<MqttApplicationMessage> queue, CancellationToken over)
    {
        await foreach (MqttApplicationMessage message in queue.ReadAllAsync(over))
        {
            using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(over);
            late.CancelAfter(SendMs);
            await client.PublishAsync(message, late.Token);
            Interlocked.Decrement(ref _outstanding);
        }
    }

    // The library asks only when nothing was sent for a while; a broker that has gone without a word would not be missed while we send.
    private static async Task PingOnAndOn(IMqttClient client, CancellationToken over)
    {
        while (true)
        {
            await Task.Delay(PingEveryMs, over);
            using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(over);
            late.CancelAfter(SendMs);
            await client.PingAsync(late.Token);
        }
    }

    private static async Task SayGoodbye(IMqttClient client)
    {
        using CancellationTokenSource late = new CancellationTokenSource(EndMs);
        await client.DisconnectAsync(new MqttClientDisconnectOptions(), late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task Take(MqttApplicationMessageReceivedEventArgs received)
    {
        MqttApplicationMessage message = received.ApplicationMessage;
        ReadOnlySpan<byte> payload = message.Payload.IsSingleSegment ? message.Payload.FirstSpan : message.Payload.ToArray();
        _incoming.Add(message.Topic, payload, message.Retain);
        return Task.CompletedTask;
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
}
