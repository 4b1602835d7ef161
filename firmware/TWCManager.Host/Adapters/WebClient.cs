using System.Net;
using System.Net.Sockets;
using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Core.Web;

namespace TWCManager.Host.Adapters;

/// <summary>One connection of a browser: reads one request, writes one answer, closes. Never waits; each phase has its deadline.</summary>
internal sealed class WebClient : IDisposable
{
    private const long ReadMs = 3000;
    private const long AnswerMs = 5000;
    private const long WriteMs = 10000;
    private const long LingerMs = 1000;

    // The whole settings list is 16 KB.
    private const int ReplyLimit = 128 * 1024;

    private readonly Socket _socket;
    private readonly byte[] _in = new byte[HttpRequestText.HeadLimit + BrowserRequest.BodyCapacity];
    private readonly MemoryStream _body = new MemoryStream();
    private byte[] _out = [];
    private int _received;
    private int _sent;
    private int _bodyAt;
    private int _headReply;
    private HttpRequestText? _request;
    private long _deadlineMs;

    public WebClient(Socket socket, long nowMs)
    {
        _socket = socket;
        _socket.Blocking = false;
        _deadlineMs = nowMs + ReadMs;
        Phase = WebPhase.Reading;
    }

    public WebPhase Phase { get; private set; }

    public Socket Socket
    {
        get { return _socket; }
    }

    /// <summary>Reads or writes what can be without waiting.</summary>
    public void Work(long nowMs)
    {
        if (nowMs >= _deadlineMs)
        {
            Expire(nowMs);
        }

        try
        {
            switch (Phase)
            {
                case WebPhase.Reading:
                    Read(nowMs);
                    break;
                case WebPhase.Writing:
                    Write(nowMs);
                    break;
                case WebPhase.Lingering:
                    Linger();
                    break;
            }
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.WouldBlock)
        {
            // Later.
        }
        catch (SocketException)
        {
            Phase = WebPhase.Closed;
        }
    }

    /// <summary>Hands the request over.</summary>
    public void CopyTo(BrowserRequest request)
    {
        HttpRequestText head = _request!;
        request.Method = head.Method;
        request.Path = head.Path;
        request.Host = head.Host;
        request.Origin = head.Origin;
        request.ContentType = head.ContentType;
        request.Token = head.Token;
        IPAddress? address = (_socket.RemoteEndPoint as IPEndPoint)?.Address;
        request.IsOnSite = address != null && IPAddress.IsLoopback(address);
        request.Client = address?.GetHashCode() ?? 0;
        request.IsTooLong = head.BodyLength > BrowserRequest.BodyCapacity;
        request.Length = request.IsTooLong ? 0 : head.BodyLength;
        Array.Copy(_in, _bodyAt, request.Body, 0, request.Length);
        Phase = WebPhase.Answering;
    }

    /// <summary>Takes a piece of the answer.</summary>
    public void Add(int status, string type, ReadOnlySpan<byte> data, bool isLast, long nowMs)
    {
        if (Phase != WebPhase.Answering)
        {
            return;
        }

        _headReply = _headReply == 0 ? status : _headReply;
        if (_body.Length + data.Length <= ReplyLimit)
        {
            _body.Write(data);
        }

        if (isLast)
        {
            Answer(_headReply, type, _body.ToArray(), nowMs);
        }
    }

    /// <summary>Answers before anybody has looked at the request.</summary>
    public void Refuse(int status, string error, long nowMs)
    {
        Answer(status, WebType.Json, Encoding.UTF8.GetBytes("{\"ok\":false,\"error\":\"" + error + "\"}"), nowMs);
    }

    public void Dispose()
    {
        _socket.Dispose();
    }

    private void Read(long nowMs)
    {
        int count = _socket.Receive(_in, _received, _in.Length - _received, SocketFlags.None);
        if (count == 0)
        {
            Phase = WebPhase.Closed;
            return;
        }

        _received += count;
        if (_request == null && !TryReadHead(nowMs))
        {
            return;
        }

        // A body that is too long is not waited for: the core refuses it by its announced length.
        int body = _request!.BodyLength > BrowserRequest.BodyCapacity ? 0 : _request.BodyLength;
        if (_received - _bodyAt >= body)
        {
            Phase = WebPhase.Waiting;
            _deadlineMs = nowMs + AnswerMs;
        }
    }

    private bool TryReadHead(long nowMs)
    {
        int end = _in.AsSpan(0, _received).IndexOf("\r\n\r\n"u8);
        if (end < 0 && _received < HttpRequestText.HeadLimit)
        {
            return false;
        }

        if (end < 0 || end + 4 > HttpRequestText.HeadLimit)
        {
            Refuse(431, "The head of the request is too long.", nowMs);
            return false;
        }

        _request = HttpRequestText.Read(_in.AsSpan(0, end));
        _bodyAt = end + 4;
        if (_request == null)
        {
            Refuse(400, "This is no request.", nowMs);
        }

        return _request != null;
    }

    private void Answer(int status, string type, byte[] body, long nowMs)
    {
        string head = "HTTP/1.1 " + status + " " + (status < 400 ? "OK" : "Refused") + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.Length
            + "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Frame-Options: DENY\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer"
            + "\r\nCross-Origin-Resource-Policy: same-origin\r\nContent-Security-Policy: " + WebPage.ContentPolicy + "\r\n\r\n";
        _out = [.. Encoding.ASCII.GetBytes(head), .. body];
        _deadlineMs = nowMs + WriteMs;
        Phase = WebPhase.Writing;
    }

    private void Write(long nowMs)
    {
        _sent += _socket.Send(_out, _sent, _out.Length - _sent, SocketFlags.None);
        if (_sent == _out.Length)
        {
            // Closed at once, an answer to a request that was not read to its end would be lost with it.
            _socket.Shutdown(SocketShutdown.Send);
            _deadlineMs = nowMs + LingerMs;
            Phase = WebPhase.Lingering;
        }
    }

    private void Linger()
    {
        if (_socket.Receive(_in, 0, _in.Length, SocketFlags.None) == 0)
        {
            Phase = WebPhase.Closed;
        }
    }

    private void Expire(long nowMs)
    {
        if (Phase is WebPhase.Waiting or WebPhase.Answering)
        {
            Refuse(503, "The controller is busy.", nowMs);
        }
        else if (Phase == WebPhase.Reading && _received > 0)
        {
            Refuse(408, "The request took too long.", nowMs);
        }
        else
        {
            Phase = WebPhase.Closed;
        }
    }
}
