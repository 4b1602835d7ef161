using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Clock;

namespace TWCManager.Esp32.Web;

/// <summary>The port of the web page: one thread takes connections and serves whoever has something to say, one after the other.</summary>
/// <remarks>
/// Traps avoided: the library's <c>HttpListener</c> reads without a time limit, takes any number of connections, puts each idle one on a thread of its own for
/// ten minutes, stops for good after six errors, and listens on one address only; so this uses sockets. A browser opens connections in advance and says
/// nothing on them: they wait in a small room, where the oldest makes place for the next. None is kept after an answer: there are 16 sockets in all.
/// </remarks>
public sealed class WebServer : IWebServer
{
    // Two browsers with a connection in advance each.
    private const int RoomSize = 4;
    private const int Backlog = 8;

    // A connection or a byte ends the wait at once; it is a wait for the event, not a pause.
    private const int IdleWaitMicroseconds = 1000000;
    private const int BusyWaitMicroseconds = 20000;
    private const int LookMicroseconds = 1000;
    private const long SilenceMs = 20000;
    private const int RestartPauseMs = 10000;
    private const int FailuresAllowed = 10;

    private readonly Socket[] _room = new Socket[RoomSize];
    private readonly long[] _cameMs = new long[RoomSize];
    private readonly WebExchange _exchange = new WebExchange();
    private readonly WebTalk _talk;
    private readonly int _port;
    private readonly ILog _log;
    private Socket _listener;
    private int _waiting;
    private int _failures;
    private bool _hasComplained;
    private bool _isClosing;

    /// <summary>Starts the thread.</summary>
    /// <param name="port">Port, on every address of the device.</param>
    /// <param name="accessPoint">Our address on the access point, to which phones are sent that ask for other people's names there; null when it is not open.</param>
    /// <param name="log">Told when the port cannot be opened.</param>
    public WebServer(int port, string accessPoint, ILog log)
    {
        _port = port;
        _log = log;
        _talk = new WebTalk(_exchange, accessPoint);
        new Thread(Run).Start();
    }

    /// <summary>When a browser last asked for something, in ms of the monotonic clock; 0 for never.</summary>
    public long LastRequestMs
    {
        get { return _talk.LastRequestMs; }
    }

    /// <inheritdoc/>
    public bool TryTake(BrowserRequest request)
    {
        return _exchange.TryTake(request);
    }

    /// <inheritdoc/>
    public bool TryReply(int status, string type, byte[] data, int length, bool isLast)
    {
        return _exchange.TryReply(status, type, data, length, isLast);
    }

    /// <summary>Ends the thread and closes the port, within a second or so.</summary>
    public void Close()
    {
        _isClosing = true;
    }

    // Nothing leaves the loop: an exception that does ends the thread without a sign, and the page is gone for good.
    private void Run()
    {
        while (!_isClosing)
        {
            try
            {
                ServeUntilTrouble();
            }
            catch (Exception)
            {
                // Told already, or there is no memory to tell.
                Thread.Sleep(RestartPauseMs);
            }
        }
    }

    private void ServeUntilTrouble()
    {
        bool isTrouble = true;
        try
        {
            Serve();
            isTrouble = false;
        }
        finally
        {
            CloseAll();
            if (isTrouble)
            {
                // The network went away under the listener, or there is no socket or no memory left for the moment.
                Complain();
            }
        }
    }

    private void Serve()
    {
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        AllowReuse(_listener);
        _listener.Bind(new IPEndPoint(IPAddress.Any, _port));
        _listener.Listen(Backlog);
        _hasComplained = false;
        _failures = 0;
        while (!_isClosing)
        {
            if (_listener.Poll(_waiting == 0 ? IdleWaitMicroseconds : BusyWaitMicroseconds, SelectMode.SelectRead))
            {
                TryLetIn();
            }

            LookAround();
        }
    }

    private static void AllowReuse(Socket listener)
    {
        try
        {
            // Otherwise the port stays taken for two minutes after an error.
            listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        }
        catch (SocketException)
        {
            // Then it stays taken for that long.
        }
    }

    // Whoever has gone again before he was let in is no reason to begin anew; a listener that lets nobody in any more is.
    private void TryLetIn()
    {
        Socket client;
        try
        {
            client = _listener.Accept();
            _failures = 0;
        }
        catch (SocketException)
        {
            _failures++;
            if (_failures >= FailuresAllowed)
            {
                throw;
            }

            return;
        }

        if (_waiting == RoomSize)
        {
            Remove(0);
        }

        _room[_waiting] = client;
        _cameMs[_waiting] = MonotonicClock.NowMs;
        _waiting++;
    }

    private void LookAround()
    {
        for (int i = 0; i < _waiting; i++)
        {
            if (HasSomething(_room[i]))
            {
                _talk.Serve(_room[i]);
                Remove(i);
                return;
            }

            if (MonotonicClock.NowMs - _cameMs[i] >= SilenceMs)
            {
                Remove(i);
                return;
            }
        }
    }

    private static bool HasSomething(Socket client)
    {
        try
        {
            return client.Poll(LookMicroseconds, SelectMode.SelectRead);
        }
        catch (SocketException)
        {
            // Reset by the other side: serving it finds that out and ends it.
            return true;
        }
    }

    private void Remove(int index)
    {
        Close(_room[index]);
        _waiting--;
        for (int i = index; i < _waiting; i++)
        {
            _room[i] = _room[i + 1];
            _cameMs[i] = _cameMs[i + 1];
        }

        _room[_waiting] = null;
    }

    private void CloseAll()
    {
        while (_waiting > 0)
        {
            Remove(_waiting - 1);
        }

        if (_listener != null)
        {
            Close(_listener);
            _listener = null;
        }
    }

    private static void Close(Socket socket)
    {
        try
        {
            socket.Close();
        }
        catch (Exception)
        {
            // It is gone already.
        }
    }

    private void Complain()
    {
        if (!_hasComplained)
        {
            _hasComplained = true;
            _log.Write(LogLevel.Error, "Web page: port " + _port.ToString() + " does not work; trying again every ten seconds.");
        }
    }
}
