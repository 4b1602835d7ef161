using System;
using System.Net.Sockets;

namespace TWCManager.Esp32.Network;

/// <summary>In place of the device's TLS, whose library is another one here: refuses.</summary>
internal sealed class SecureSocket
{
    public SecureSocket(Socket socket, string host)
    {
        throw new NotSupportedException(host);
    }

    public bool HasData
    {
        get { return false; }
    }

    public int Read(byte[] buffer, int count, int timeoutMs)
    {
        return 0;
    }

    public void Write(byte[] data, int offset, int count, int timeoutMs)
    {
    }

    public void Close()
    {
    }
}
