using System;
using System.Net;
using System.Net.Sockets;

namespace TWCManager.Esp32.Network;

/// <summary>Finds out whether a TLS server answers at all.</summary>
/// <remarks>
/// Trap avoided: during the handshake the native code waits for the server without a time limit, and all threads with it. A server whose machine accepts
/// connections while its program hangs would stop us until somebody restarts it. So it is greeted on a connection of its own first, where we can give up.
/// Source of the format: RFC 5246.
/// </remarks>
internal static class TlsGreeting
{
    private const int Length = 78;
    private const int RandomAt = 11;
    private const int SuitesAt = 44;

    /// <summary>Greets, and waits for the first byte of whatever comes back: a refusal is a sign of life too. Throws where there is no connection.</summary>
    public static bool IsAnswered(IPAddress address, int port, int timeoutMs)
    {
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SendTimeout = timeoutMs;
            socket.Connect(new IPEndPoint(address, port));
            byte[] message = Make();
            socket.Send(message, 0, Length, SocketFlags.None);
            return socket.Poll(timeoutMs * 1000, SelectMode.SelectRead) && socket.Receive(message, 0, Length, SocketFlags.None) > 0;
        }
        finally
        {
            socket.Close();
        }
    }

    /// <summary>Makes the greeting of a client that knows what is usual and nothing more.</summary>
    internal static byte[] Make()
    {
        byte[] message = new byte[Length];
        // A record of the handshake, 73 bytes; in it a greeting, 69 bytes; TLS 1.2.
        byte[] head = new byte[] { 22, 3, 1, 0, 73, 1, 0, 0, 69, 3, 3 };
        // No session; ECDHE with RSA and with ECDSA, RSA with GCM and with CBC, all with AES-128; no compression.
        // Then 20 bytes of what we also know: the curve P-256; SHA-256 signed by RSA, by ECDSA, by RSA-PSS.
        byte[] suites = new byte[]
        {
            0, 8, 0xC0, 0x2F, 0xC0, 0x2B, 0, 0x9C, 0, 0x2F, 1, 0,
            0, 20, 0, 10, 0, 4, 0, 2, 0, 23, 0, 13, 0, 8, 0, 6, 4, 1, 4, 3, 8, 4,
        };
        Array.Copy(head, message, head.Length);
        for (int i = RandomAt; i < RandomAt + 32; i++)
        {
            // To be random for a connection that is used; this one is not.
            message[i] = (byte)i;
        }

        Array.Copy(suites, 0, message, SuitesAt, suites.Length);
        return message;
    }
}
