using System;
using System.Text;
using System.Threading;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Clock;
using TWCManager.Esp32.Network;

namespace TWCManager.Esp32.Http;

/// <summary>One thread that makes one request after the other until it is abandoned.</summary>
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
    private bool _isPost;
    private byte[] _body;
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
    /// <param name="request">Copied; its body is not too long.</param>
    public void Begin(HttpRequest request)
    {
        _url = request.Url;
        _authorization = request.Authorization;
        _isPost = request.IsPost;
        _body = null;
        if (request.IsPost && request.BodyLength > 0)
        {
            _body = new byte[request.BodyLength];
            Array.Copy(request.Body, 0, _body, 0, request.BodyLength);
        }

        _deadlineMs = MonotonicClock.NowMs + request.TimeoutMs;
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
                failure = Ask();
            }
            catch (Exception)
            {
                // Whatever the socket throws, the clock tells why.
                failure = MonotonicClock.NowMs >= _deadlineMs ? HttpFailure.TimedOut : HttpFailure.NotReachable;
            }

            _owner.Finish(this, _reader.Status, failure);
        }
    }

    private HttpFailure Ask()
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
            if (_body != null)
            {
                channel.Write(_body, 0, _body.Length, LeftMs());
            }

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
        string text = (_isPost ? "POST " : "GET ") + path + " HTTP/1.1\r\nHost: " + authority + "\r\nAccept: application/json\r\nConnection: close\r\n";
        if (_isPost)
        {
            text += "Content-Type: application/json\r\nContent-Length: " + (_body == null ? 0 : _body.Length).ToString() + "\r\n";
        }

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
