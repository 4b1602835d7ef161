using System;
using System.Threading;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Web;

/// <summary>Hands one request at a time to the controller's thread and its answer, in pieces, back to the server's. Knows no sockets.</summary>
/// <remarks>The controller never waits here. When the server has given a request up, what still comes for it is taken and thrown away.</remarks>
internal sealed class WebExchange
{
    private const int Free = 0;
    private const int Offered = 1;
    private const int Taken = 2;

    private readonly object _lock = new object();
    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
    private int _phase;
    private int _pieceTaken;

    /// <summary>The request. Belongs to the server's thread, but for the time between <see cref="Offer"/> and the answer.</summary>
    public BrowserRequest Request { get; } = new BrowserRequest();

    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; private set; }

    /// <summary>Content type of the answer.</summary>
    public string Type { get; private set; }

    /// <summary>The piece that is there is the last one.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Bytes of the piece.</summary>
    public int Length { get; private set; }

    /// <summary>The piece. The body of the request has been read when the answer comes, so its room is used a second time.</summary>
    public byte[] Piece
    {
        get { return Request.Body; }
    }

    /// <summary>Server: the request is whole.</summary>
    public void Offer()
    {
        lock (_lock)
        {
            _phase = Offered;
            _pieceTaken = 0;
            Status = 0;
            Type = null;
            IsLast = false;
            Length = 0;
            _wake.Reset();
        }
    }

    /// <summary>Server: waits for a piece of the answer.</summary>
    /// <returns>False when nothing came in time; the request is then given up.</returns>
    public bool WaitForPiece(int timeoutMs)
    {
        bool hasCome = _wake.WaitOne(timeoutMs, false);
        lock (_lock)
        {
            hasCome = hasCome || IsLast || Length > 0;
            if (!hasCome)
            {
                _phase = Free;
            }

            return hasCome;
        }
    }

    /// <summary>Server: the piece has been sent.</summary>
    public void Release()
    {
        lock (_lock)
        {
            Length = 0;
        }
    }

    /// <summary>Server: the answer has been sent, or nobody wants it any more.</summary>
    public void End()
    {
        lock (_lock)
        {
            _phase = Free;

            // The controller may still be reading the old one.
            Request.Body = null;
        }
    }

    /// <summary>Controller: takes the request that waits.</summary>
    public bool TryTake(BrowserRequest request)
    {
        lock (_lock)
        {
            if (_phase != Offered)
            {
                return false;
            }

            _phase = Taken;
            request.Method = Request.Method;
            request.Path = Request.Path;
            request.Host = Request.Host;
            request.Origin = Request.Origin;
            request.ContentType = Request.ContentType;
            request.Token = Request.Token;
            request.IsOnSite = Request.IsOnSite;
            request.Client = Request.Client;
            request.IsTooLong = Request.IsTooLong;
            request.Length = Request.Length;
            request.Body = Request.Body;
            return true;
        }
    }

    /// <summary>Controller: answers. A piece longer than the room here is taken bit by bit while it is offered again.</summary>
    public bool TryReply(int status, string type, byte[] data, int length, bool isLast)
    {
        lock (_lock)
        {
            if (_phase != Taken)
            {
                return true;
            }

            if (Length > 0)
            {
                return false;
            }

            int rest = length - _pieceTaken;
            Length = rest < Piece.Length ? rest : Piece.Length;
            Array.Copy(data, _pieceTaken, Piece, 0, Length);
            _pieceTaken += Length;
            Type = Status == 0 ? type : Type;
            Status = Status == 0 ? status : Status;
            bool isWhole = _pieceTaken == length;
            if (isWhole)
            {
                _pieceTaken = 0;
                IsLast = isLast;
            }

            _wake.Set();
            return isWhole;
        }
    }
}
