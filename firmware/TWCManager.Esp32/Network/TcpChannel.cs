using System;
using System.Net;
using System.Net.Sockets;

namespace TWCManager.Esp32.Network;

/// <summary>One connection that we open, plain or with TLS. Every wait has a limit but that for the connection itself, which the TCP stack ends.</summary>
/// <remarks>Traps avoided: a socket waits for ever unless it is told otherwise; a refused connection is found only when the socket is used;
/// TLS says "nothing" both for a record that is not whole and for the end.</remarks>
internal sealed class TcpChannel
{
    /// <summary>The other side has closed the connection.</summary>
    public const int Closed = -1;

    // TLS has nothing to give although the socket has: so often that it must be the end.
    private const int EmptyReadsAllowed = 50;

    private const int GreetingMs = 3000;

    private readonly Socket _socket;
    private readonly SecureSocket _secure;
    private int _emptyReads;

    /// <summary>Looks the name up and connects, or throws.</summary>
    public TcpChannel(HostNames names, string host, int port, bool isTls)
    {
        IPAddress address = names.Find(host);
        if (isTls && !TlsGreeting.IsAnswered(address, port, GreetingMs))
        {
            throw new InvalidOperationException();
        }

        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
            _socket.Connect(new IPEndPoint(address, port));
            if (isTls)
            {
                _secure = new SecureSocket(_socket, host);
            }
        }
        catch (Exception)
        {
            Close();
            throw;
        }
    }

    /// <summary>Reads what there is into the beginning of a buffer; waits for the first byte if there is none.</summary>
    /// <returns>Bytes read; 0 when none came in time; <see cref="Closed"/>.</returns>
    public int Read(byte[] buffer, int timeoutMs)
    {
        bool isWaiting = _secure == null || !_secure.HasData;
        if (isWaiting && !_socket.Poll(timeoutMs * 1000, SelectMode.SelectRead))
        {
            return 0;
        }

        if (_secure == null)
        {
            int received = _socket.Receive(buffer, 0, buffer.Length, SocketFlags.None);
            return received > 0 ? received : Closed;
        }

        int got = _secure.Read(buffer, buffer.Length, timeoutMs);
        _emptyReads = got > 0 ? 0 : _emptyReads + 1;
        return _emptyReads > EmptyReadsAllowed ? Closed : got;
    }

    /// <summary>Writes all of it or throws.</summary>
    public void Write(byte[] data, int offset, int count, int timeoutMs)
    {
        if (_secure != null)
        {
            _secure.Write(data, offset, count, timeoutMs);
            return;
        }

        _socket.SendTimeout = timeoutMs;
        int sent = 0;
        while (sent < count)
        {
            sent += _socket.Send(data, offset + sent, count - sent, SocketFlags.None);
        }
    }

    /// <summary>Closes it; throws nothing.</summary>
    public void Close()
    {
        try
        {
            if (_secure != null)
            {
                _secure.Close();
            }

            _socket.Close();
        }
        catch (Exception)
        {
            // It is gone already.
        }
    }
}
