using System;
using System.Text;
using System.Threading;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Clock;
using TWCManager.Esp32.Network;

namespace TWCManager.Esp32.Http;

/// <summary>One thread that makes one GET after the other until it is abandoned.</summary>
/// <remarks>
/// Over a plain connection, because the library's client costs 12 KB of the heap as soon as it is there (docs/architecture.md) and reads a whole body
/// into memory however long it is. Each wait and the whole request have a time limit. Kept-alive connections would hold a socket for minutes, so none is kept.
/// </remarks>
internal sealed class HttpWorker
{
    private const int BufferBytes = 512;
    private const int WaitMs = 1000;
    private const int HttpPort = 80;
    private const int HttpsPort = 443;
    private const string Http = "http://";
    private const string Https = "https://";

    private readonly HttpAdapter _owner;
    private readonly HostNames _names;
    private readonly SystemWallClock _clock;
    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly ReplyReader _reader = new ReplyReader();
    private readonly Thread _thread;
    private string _url;
    private string _authorization;
    private long _deadlineMs;
    private bool _isAbandoned;

    /// <summary>Starts the thread.</summary>
    public HttpWorker(HttpAdapter owner, HostNames names, SystemWallClock clock)
    {
        _owner = owner;
        _names = names;
        _clock = clock;
        _thread = new Thread(Run);
        _thread.Start();
    }

    /// <summary>Starts a request; the one before has ended.</summary>
    public void Begin(string url, string authorization, int timeoutMs)
    {
        _url = url;
        _authorization = authorization;
        _deadlineMs = MonotonicClock.NowMs + timeoutMs;
        _wake.Set();
    }

    /// <summary>Ends the thread, wherever it hangs.</summary>
    public void Abandon()
    {
        _isAbandoned = true;
        _thread.Abort();
    }

    /// <summary>Ends the thread once its request is over.</summary>
    public void Close()
    {
        _isAbandoned = true;
        _wake.Set();
    }

    private void Run()
    {
        while (!_isAbandoned)
        {
            _wake.WaitOne();
            if (_isAbandoned)
            {
                return;
            }

            HttpFailure failure;
            try
            {
                failure = Get();
            }
            catch (Exception)
            {
                // Whatever the socket throws, the clock tells why.
                failure = MonotonicClock.NowMs >= _deadlineMs ? HttpFailure.TimedOut : HttpFailure.NotReachable;
            }

            _owner.Finish(this, _reader.Status, failure);
        }
    }

    private HttpFailure Get()
    {
        _reader.Begin();
        bool isTls = _url.StartsWith(Https);
        if (!isTls && !_url.StartsWith(Http))
        {
            return HttpFailure.BadUrl;
        }

        int start = isTls ? Https.Length : Http.Length;
        int slash = _url.IndexOf('/', start);
        string authority = slash < 0 ? _url.Substring(start) : _url.Substring(start, slash - start);
        string path = slash < 0 ? "/" : _url.Substring(slash);
        int port = isTls ? HttpsPort : HttpPort;
        string host = authority;
        int colon = authority.IndexOf(':');
        if (colon >= 0)
        {
            host = authority.Substring(0, colon);
            if (!int.TryParse(authority.Substring(colon + 1), out port) || port <= 0 || port > ushort.MaxValue)
            {
                return HttpFailure.BadUrl;
            }
        }

        if (host.Length == 0)
        {
            return HttpFailure.BadUrl;
        }

        TcpChannel channel = new TcpChannel(_names, host, port, isTls);
        try
        {
            byte[] request = Encoding.UTF8.GetBytes(RequestText(path, authority));
            channel.Write(request, 0, request.Length, LeftMs());
            HttpFailure failure = ReadReply(channel);
            if (_authorization != null)
            {
                // Only from who knows our token, which is Home Assistant: an inverter's own clock may be anything.
                _clock.LearnFrom(_reader.Date);
            }

            return failure;
        }
        finally
        {
            channel.Close();
        }
    }

    private string RequestText(string path, string authority)
    {
        string text = "GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nAccept: application/json\r\nConnection: close\r\n";
        return _authorization == null ? text + "\r\n" : text + "Authorization: " + _authorization + "\r\n\r\n";
    }

    private HttpFailure ReadReply(TcpChannel channel)
    {
        bool needsMore = true;
        while (needsMore)
        {
            if (MonotonicClock.NowMs >= _deadlineMs)
            {
                return HttpFailure.TimedOut;
            }

            int got = channel.Read(_buffer, LeftMs());
            if (got == TcpChannel.Closed)
            {
                _reader.End();
                break;
            }

            needsMore = _reader.Take(_buffer, got);
            if (_reader.BodyLength > 0 && !_owner.Append(this, _buffer, _reader.BodyLength, _reader.AnnouncedLength))
            {
                return HttpFailure.TooLong;
            }
        }

        return _reader.IsComplete ? HttpFailure.None : HttpFailure.NotReachable;
    }

    // For one wait: short, so that a slow other side does not get more than the whole request has.
    private int LeftMs()
    {
        long leftMs = _deadlineMs - MonotonicClock.NowMs;
        return leftMs < 1 ? 1 : leftMs < WaitMs ? (int)leftMs : WaitMs;
    }
}
