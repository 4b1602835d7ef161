using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Threading;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Adapters;

/// <summary>One thread that makes one GET after the other until it is abandoned.</summary>
/// <remarks>
/// Traps avoided: <c>HttpClient</c> reads a whole body into memory however long it is, even where only the headers were asked for, so
/// this uses the request class below it and takes pieces; its time limit is infinite unless set and ends with the headers, so
/// each read has one and the whole body another; kept-alive connections hold a socket for ten minutes, so none is kept.
/// https is checked against the certificates in the device's configuration: with none there it fails rather than trust anybody.
/// </remarks>
internal sealed class HttpWorker
{
    // The library loses bytes when asked for less than its own buffer (256) beyond what that holds (up to 256).
    private const int BufferBytes = 512;

    // Secure streams say 0 also while nothing has come yet.
    private const int EmptyReadsAllowed = 50;
    private const int EmptyReadPauseMs = 10;

    private readonly HttpAdapter _owner;
    private readonly SystemWallClock _clock;
    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly Thread _thread;
    private string _url;
    private string _authorization;
    private int _timeoutMs;
    private long _deadlineMs;
    private bool _isAbandoned;

    /// <summary>Starts the thread.</summary>
    public HttpWorker(HttpAdapter owner, SystemWallClock clock)
    {
        _owner = owner;
        _clock = clock;
        _thread = new Thread(Run);
        _thread.Start();
    }

    /// <summary>Starts a request; the one before has ended.</summary>
    public void Begin(string url, string authorization, int timeoutMs)
    {
        _url = url;
        _authorization = authorization;
        _timeoutMs = timeoutMs;
        _deadlineMs = MonotonicClock.NowMs + timeoutMs;
        _wake.Set();
    }

    /// <summary>Ends the thread, wherever it hangs.</summary>
    public void Abandon()
    {
        _isAbandoned = true;
        _thread.Abort();
    }

    private void Run()
    {
        while (!_isAbandoned)
        {
            _wake.WaitOne();
            int status = 0;
            HttpFailure failure;
            try
            {
                failure = Get(out status);
            }
            catch (Exception)
            {
                // Whatever the library throws (it is not only its own exceptions), the clock tells why.
                failure = MonotonicClock.NowMs >= _deadlineMs ? HttpFailure.TimedOut : HttpFailure.NotReachable;
            }

            _owner.Finish(this, status, failure);
        }
    }

    private HttpFailure Get(out int status)
    {
        status = 0;
        HttpWebRequest request = TryCreate();
        if (request == null)
        {
            return HttpFailure.BadUrl;
        }

        try
        {
            using (HttpWebResponse response = (HttpWebResponse)request.GetResponse())
            {
                status = (int)response.StatusCode;
                LearnTime(response);
                return ReadBody(response);
            }
        }
        finally
        {
            request.Dispose();
        }
    }

    private HttpWebRequest TryCreate()
    {
        if (!_url.StartsWith("http://") && !_url.StartsWith("https://"))
        {
            return null;
        }

        try
        {
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(_url);
            request.Method = "GET";
            request.KeepAlive = false;
            request.Timeout = _timeoutMs;
            request.ReadWriteTimeout = _timeoutMs;
            // The default stands for TLS 1.3 alone, which few inverters and no older Home Assistant speak.
            request.SslProtocols = SslProtocols.Tls12;
            if (_authorization != null)
            {
                request.Headers.Add("Authorization", _authorization);
            }

            return request;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Only from who knows our token, which is Home Assistant: an inverter's own clock may be anything. And only as long as there is none at all.
    private void LearnTime(HttpWebResponse response)
    {
        long utcSeconds;
        if (_authorization == null || _clock.TryGetUtc(out utcSeconds))
        {
            return;
        }

        DateTime date;
        string text = response.Headers["Date"];
        if (text != null && DateTime.TryParse(text, out date) && date.Year >= SystemWallClock.EarliestYear)
        {
            _clock.TrySet(date.ToUnixTimeSeconds());
        }
    }

    private HttpFailure ReadBody(HttpWebResponse response)
    {
        long announced = response.ContentLength;
        long length = 0;
        int emptyReads = 0;
        // Closed with the response, and only there: it is the same socket.
        Stream body = response.GetResponseStream();
        while (announced < 0 || length < announced)
        {
            if (MonotonicClock.NowMs >= _deadlineMs)
            {
                return HttpFailure.TimedOut;
            }

            int got = body.Read(_buffer, 0, BufferBytes);
            if (got > 0)
            {
                length += got;
                emptyReads = 0;
                if (!_owner.Append(this, _buffer, got))
                {
                    return HttpFailure.TooLong;
                }
            }
            else if (announced < 0)
            {
                return HttpFailure.None;
            }
            else if (++emptyReads > EmptyReadsAllowed)
            {
                return HttpFailure.NotReachable;
            }
            else
            {
                Thread.Sleep(EmptyReadPauseMs);
            }
        }

        return HttpFailure.None;
    }
}
