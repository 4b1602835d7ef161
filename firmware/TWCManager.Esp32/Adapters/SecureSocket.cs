using System.Net.Security;
using System.Net.Sockets;

namespace TWCManager.Esp32.Adapters;

/// <summary>TLS over a connected socket.</summary>
/// <remarks>Checked against the certificates in the device's configuration: with none there it fails rather than trust anybody. The handshake stops all
/// threads for as long as it takes. The library's default stands for TLS 1.3 alone, which few brokers, inverters and no older Home Assistant speak.</remarks>
internal sealed class SecureSocket
{
    private readonly Socket _socket;
    private readonly SslStream _stream;

    /// <summary>Does the handshake, or throws.</summary>
    public SecureSocket(Socket socket, string host)
    {
        _socket = socket;
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
        _stream.Write(data, offset, count);
    }

    /// <summary>Closes it, and the socket.</summary>
    public void Close()
    {
        _stream.Dispose();
    }
}
