using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Core.Web;
using TWCManager.Esp32.Clock;

namespace TWCManager.Esp32.Web;

/// <summary>The talk with one browser: reads its request, has it answered, writes the answer. One at a time, with a time limit on each part.</summary>
/// <remarks>
/// Traps avoided: every wait of a socket is endless unless it is given a limit; a socket closed with bytes unread takes the answer with it, so a request that
/// was refused in the middle is read on for a moment; the answer ends with the connection, so nobody needs to know its length beforehand and nothing of it
/// is held but a piece of 1 KB.
/// </remarks>
internal sealed class WebTalk
{
    private const int ReadMs = 3000;
    private const int AnswerMs = 5000;
    private const int WriteMs = 10000;

    // For one piece. Less than for the whole, so that a browser that has stopped reading is noticed early.
    private const int PieceMs = 4000;
    private const int DrainMs = 300;
    private const int DrainBytes = 8192;
    private const int ChunkBytes = 256;

    private const string LocalEnding = ".local";
    private const string CommonHead = "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Frame-Options: DENY\r\nX-Content-Type-Options: nosniff"
        + "\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\nContent-Security-Policy: " + WebPage.ContentPolicy + "\r\n\r\n";

    private readonly WebExchange _exchange;
    private readonly string _accessPoint;
    private readonly RequestReader _reader = new RequestReader();
    private readonly byte[] _chunk = new byte[ChunkBytes];
    private Socket _client;
    private long _deadlineMs;

    /// <summary>Makes it.</summary>
    /// <param name="accessPoint">Address to which phones are sent that ask for other people's names; null for none.</param>
    public WebTalk(WebExchange exchange, string accessPoint)
    {
        _exchange = exchange;
        _accessPoint = accessPoint;
    }

    /// <summary>When the last whole request came.</summary>
    public long LastRequestMs { get; private set; }

    /// <summary>Serves a client that has begun to talk. Leaves closing to the caller; throws nothing.</summary>
    public void Serve(Socket client)
    {
        _client = client;
        try
        {
            if (!TryReadRequest())
            {
                // Refused already.
            }
            else if (IsForSomebodyElse())
            {
                SendToUs();
            }
            else
            {
                LastRequestMs = MonotonicClock.NowMs;
                NoteWhoAsks(client);
                Answer();
            }
        }
        catch (Exception)
        {
            // The browser has gone, was too slow, or there was no memory for it: it may ask again.
        }

        _exchange.End();
        _client = null;
    }

    // Only who stands near enough for the access point reaches our address on it.
    private void NoteWhoAsks(Socket client)
    {
        IPEndPoint here = client.LocalEndPoint as IPEndPoint;
        IPEndPoint there = client.RemoteEndPoint as IPEndPoint;
        _exchange.Request.IsOnSite = _accessPoint != null && here != null && here.Address.ToString() == _accessPoint;
        _exchange.Request.Client = there != null ? NumberOf(there.Address.GetAddressBytes()) : 0;
    }

    private static int NumberOf(byte[] address)
    {
        int number = 0;
        for (int i = 0; i < address.Length; i++)
        {
            number = number * 31 + address[i];
        }

        return number;
    }

    // Every name is ours on the access point, so a phone that looks whether the internet is there asks us. Sent to the page, it shows it by itself.
    private bool IsForSomebodyElse()
    {
        string host = _exchange.Request.Host;
        return _accessPoint != null && _exchange.Request.Method == "GET" && host != null && host.IndexOf('.') > 0 && (host[0] < '0' || host[0] > '9')
            && !host.ToLower().EndsWith(LocalEnding);
    }

    private void SendToUs()
    {
        _deadlineMs = MonotonicClock.NowMs + WriteMs;
        byte[] head = Encoding.UTF8.GetBytes("HTTP/1.1 302 Found\r\nLocation: http://" + _accessPoint + "/" + CommonHead);
        Send(head, head.Length);
    }

    private bool TryReadRequest()
    {
        _reader.Begin(_exchange.Request);
        _deadlineMs = MonotonicClock.NowMs + ReadMs;
        bool needsMore = true;
        while (needsMore)
        {
            int count = Receive(_deadlineMs);
            if (count <= 0)
            {
                Refuse(408, "The request took too long.");
                return false;
            }

            needsMore = _reader.Take(_chunk, count);
        }

        if (_reader.Refusal != 0)
        {
            Refuse(_reader.Refusal, _reader.Refusal == 431 ? "The head of the request is too long." : "This is no request.");
        }

        return _reader.IsComplete;
    }

    // 0 also when time is up, and when the browser has gone.
    private int Receive(long deadlineMs)
    {
        long leftMs = deadlineMs - MonotonicClock.NowMs;
        if (leftMs <= 0)
        {
            return 0;
        }

        try
        {
            _client.ReceiveTimeout = (int)leftMs;
            return _client.Receive(_chunk, 0, ChunkBytes, SocketFlags.None);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private void Answer()
    {
        bool isTooLong = _exchange.Request.IsTooLong;
        _exchange.Offer();
        if (!_exchange.WaitForPiece(AnswerMs))
        {
            Refuse(503, "The controller is busy.");
            return;
        }

        _deadlineMs = MonotonicClock.NowMs + WriteMs;
        SendHead(_exchange.Status, _exchange.Type);
        SendPieces();
        if (isTooLong)
        {
            Drain();
        }
    }

    private void SendPieces()
    {
        bool isLast = false;
        while (!isLast)
        {
            // The controller sets both together, and a further piece comes only after the release.
            isLast = _exchange.IsLast;
            Send(_exchange.Piece, _exchange.Length);
            if (!isLast)
            {
                _exchange.Release();
                if (!_exchange.WaitForPiece(AnswerMs))
                {
                    return;
                }
            }
        }
    }

    private void Refuse(int status, string error)
    {
        _deadlineMs = MonotonicClock.NowMs + WriteMs;
        SendHead(status, WebType.Json);
        byte[] body = Encoding.UTF8.GetBytes("{\"ok\":false,\"error\":\"" + error + "\"}");
        Send(body, body.Length);
        Drain();
    }

    private void SendHead(int status, string type)
    {
        byte[] head = Encoding.UTF8.GetBytes("HTTP/1.1 " + status.ToString() + (status < 400 ? " OK" : " Refused") + "\r\nContent-Type: " + type + CommonHead);
        Send(head, head.Length);
    }

    // Sends all of it or throws.
    private void Send(byte[] data, int length)
    {
        long leftMs = _deadlineMs - MonotonicClock.NowMs;
        if (leftMs <= 0)
        {
            throw new TimeoutException();
        }

        _client.SendTimeout = leftMs < PieceMs ? (int)leftMs : PieceMs;
        if (length > 0)
        {
            _client.Send(data, 0, length, SocketFlags.None);
        }
    }

    private void Drain()
    {
        long endMs = MonotonicClock.NowMs + DrainMs;
        int drained = 0;
        int count = 1;
        while (count > 0 && drained < DrainBytes)
        {
            count = Receive(endMs);
            drained += count;
        }
    }
}
