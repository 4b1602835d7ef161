using System.Net.Security;
using System.Net.Sockets;

namespace TWCManager.Esp32.Network;

/// <summary>TLS over a connected socket.</summary>
/// <remarks>Checked against the certificates in the device's configuration: with none there it fails rather than trust anybody. The handshake stops all
/// threads for as long as it takes, and so does reading the rest of a record, without a limit that could be set: a peer that is gone is found by the TCP stack
/// after five seconds, one that accepts and never answers by <see cref="TlsGreeting"/> before. Writing goes round in native code until everything is in the stack's buffer: so only
/// what fits in there is given to it. The library's default stands for TLS 1.3 alone, which few brokers, inverters and no older Home Assistant speak.</remarks>
internal sealed class SecureSocket
{
    // The stack calls a socket writable when it takes at least 2.8 KB.
    private const int PieceBytes = 1024;

    // Names of the chip's TCP stack that the library lacks.
    private const SocketOptionName KeepAliveAfterSeconds = (SocketOptionName)3;
    private const SocketOptionName KeepAliveEverySeconds = (SocketOptionName)4;
    private const SocketOptionName KeepAliveTries = (SocketOptionName)5;

    private readonly Socket _socket;
    private readonly SslStream _stream;

    /// <summary>Does the handshake, or throws.</summary>
    public SecureSocket(Socket socket, string host)
    {
        _socket = socket;
        FindOutWhenPeerIsGone(socket);
        _stream = new SslStream(socket);
        _stream.UseStoredDeviceCertificate = true;
        _stream.AuthenticateAsClient(host, SslProtocols.Tls12);
    }

    /// <summary>Something has been decrypted already.</summary>
    public bool HasData
    {
        get { return _stream.DataAvailable; }
    }

    /// <summary>Reads; 0 also while no whole record has come yet.</summary>
    public int Read(byte[] buffer, int count, int timeoutMs)
    {
        _socket.ReceiveTimeout = timeoutMs;
        return _stream.Read(buffer, 0, count);
    }

    /// <summary>Writes all of it or throws.</summary>
    public void Write(byte[] data, int offset, int count, int timeoutMs)
    {
        _socket.SendTimeout = timeoutMs;
        for (int done = 0; done < count; done += PieceBytes)
        {
            _stream.Write(data, offset + done, count - done < PieceBytes ? count - done : PieceBytes);
        }
    }

    /// <summary>Closes it, and the socket.</summary>
    public void Close()
    {
        _stream.Dispose();
    }

    private static void FindOutWhenPeerIsGone(Socket socket)
    {
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, KeepAliveAfterSeconds, 2);
            socket.SetSocketOption(SocketOptionLevel.Tcp, KeepAliveEverySeconds, 1);
            socket.SetSocketOption(SocketOptionLevel.Tcp, KeepAliveTries, 3);
        }
        catch (SocketException)
        {
            // A stack that does not know them is no reason to do without encryption.
        }
    }
}
