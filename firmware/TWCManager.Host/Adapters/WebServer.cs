using System.Net;
using System.Net.Sockets;
using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>A small HTTP/1.1 server: one thread, a few connections, one request each. What is answered is the core's business.</summary>
internal sealed class WebServer : IWebServer, IDisposable
{
    /// <summary>Connections at a time; whoever comes then waits in the system's queue.</summary>
    public const int MaxClients = 16;

    private const int Backlog = 32;
    private const int PollMs = 20;
    private const int EndMs = 500;

    private readonly Lock _lock = new Lock();
    private readonly TcpListener _listener;
    private readonly List<WebClient> _clients = new List<WebClient>();
    private readonly Thread _thread;
    private WebClient? _taken;
    private volatile bool _isEnding;

    private WebServer(TcpListener listener)
    {
        _listener = listener;
        _thread = new Thread(Run) { IsBackground = true, Name = "web page" };
        _thread.Start();
    }

    /// <summary>Where the page is.</summary>
    public string Url
    {
        get { return "http://" + _listener.LocalEndpoint + "/"; }
    }

    /// <summary>Connections that are open.</summary>
    public int Clients
    {
        get
        {
            lock (_lock)
            {
                return _clients.Count;
            }
        }
    }

    /// <summary>Starts to listen.</summary>
    /// <param name="port">0 for any that is free.</param>
    /// <exception cref="SocketException">The address is in use or not ours.</exception>
    public static WebServer Start(IPAddress address, int port)
    {
        TcpListener listener = new TcpListener(address, port);
        listener.Start(Backlog);
        return new WebServer(listener);
    }

    /// <inheritdoc/>
    public bool TryTake(BrowserRequest request)
    {
        lock (_lock)
        {
            WebClient? next = _clients.Find(client => client.Phase == WebPhase.Waiting);
            next?.CopyTo(request);
            _taken = next ?? _taken;
            return next != null;
        }
    }

    /// <inheritdoc/>
    public bool TryReply(int status, string type, byte[] data, int length, bool isLast)
    {
        lock (_lock)
        {
            _taken?.Add(status, type, data.AsSpan(0, length), isLast, MonotonicClock.NowMs);
            return true;
        }
    }

    public void Dispose()
    {
        _isEnding = true;
        _listener.Stop();
        _thread.Join(EndMs);
        foreach (WebClient client in _clients)
        {
            client.Dispose();
        }
    }

    private void Run()
    {
        List<Socket> readable = new List<Socket>();
        List<Socket> writable = new List<Socket>();
        while (!_isEnding)
        {
            try
            {
                WaitForWork(readable, writable);
                Accept();
                Work();
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                // The listener was closed because the program ends, or a connection broke between two calls: the next turn sorts it out.
                Thread.Sleep(PollMs);
            }
        }
    }

    private void WaitForWork(List<Socket> readable, List<Socket> writable)
    {
        readable.Clear();
        writable.Clear();
        bool isAnswering;
        lock (_lock)
        {
            if (_clients.Count < MaxClients)
            {
                readable.Add(_listener.Server);
            }

            isAnswering = _clients.Exists(client => client.Phase is WebPhase.Waiting or WebPhase.Answering);
            readable.AddRange(_clients.Where(client => client.Phase is WebPhase.Reading or WebPhase.Lingering).Select(client => client.Socket));
            writable.AddRange(_clients.Where(client => client.Phase == WebPhase.Writing).Select(client => client.Socket));
        }

        // The answer comes from the control thread, which no socket tells of.
        int waitMs = isAnswering ? 2 : PollMs;
        if (readable.Count + writable.Count == 0)
        {
            Thread.Sleep(waitMs);
            return;
        }

        Socket.Select(readable, writable, null, waitMs * 1000);
    }

    private void Accept()
    {
        while (_clients.Count < MaxClients && _listener.Pending())
        {
            WebClient client = new WebClient(_listener.AcceptSocket(), MonotonicClock.NowMs);
            lock (_lock)
            {
                _clients.Add(client);
            }
        }
    }

    private void Work()
    {
        lock (_lock)
        {
            for (int i = _clients.Count - 1; i >= 0; i--)
            {
                _clients[i].Work(MonotonicClock.NowMs);
                if (_clients[i].Phase == WebPhase.Closed)
                {
                    _clients[i].Dispose();
                    _clients.RemoveAt(i);
                }
            }
        }
    }
}
