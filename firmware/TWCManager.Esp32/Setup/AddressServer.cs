using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace TWCManager.Esp32.Setup;

/// <summary>Gives the phones on the access point their addresses, and ours for every name. One thread, for as long as the run lasts.</summary>
/// <remarks>Both sockets are bound to the access point's own address: what they send goes out there and never into the network that the device has joined.</remarks>
internal sealed class AddressServer
{
    private const int AddressPort = 67;
    private const int PhonePort = 68;
    private const int NamePort = 53;
    private const int LookMicroseconds = 200000;
    private const int RestartPauseMs = 2000;
    private const int SendMs = 1000;

    private readonly IPAddress _own;
    private readonly byte[] _message = new byte[AddressLeases.Capacity];

    /// <summary>Starts the thread.</summary>
    public AddressServer(IPAddress own)
    {
        _own = own;
        new Thread(Run).Start();
    }

    private void Run()
    {
        AddressLeases leases = new AddressLeases(_own.GetAddressBytes());
        while (true)
        {
            Socket addresses = null;
            Socket names = null;
            try
            {
                addresses = Open(AddressPort);
                names = Open(NamePort);
                while (true)
                {
                    Serve(addresses, names, leases);
                }
            }
            catch (Exception)
            {
                // The radio was busy with the other network, or no memory for the moment: phones ask again.
                Close(addresses);
                Close(names);
            }

            Thread.Sleep(RestartPauseMs);
        }
    }

    private void Serve(Socket addresses, Socket names, AddressLeases leases)
    {
        if (addresses.Poll(LookMicroseconds, SelectMode.SelectRead))
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            int length = leases.Answer(_message, addresses.ReceiveFrom(_message, ref from));
            if (length > 0)
            {
                // To everybody: the phone has no address yet to which it would listen.
                addresses.SendTo(_message, length, SocketFlags.None, new IPEndPoint(IPAddress.Broadcast, PhonePort));
            }
        }

        if (names.Poll(LookMicroseconds, SelectMode.SelectRead))
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            int length = NameReply.Answer(_message, names.ReceiveFrom(_message, ref from), _own.GetAddressBytes());
            if (length > 0)
            {
                names.SendTo(_message, length, SocketFlags.None, from);
            }
        }
    }

    private Socket Open(int port)
    {
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(_own, port));
        socket.SendTimeout = SendMs;
        socket.ReceiveTimeout = SendMs;
        if (port == AddressPort)
        {
            AllowEverybody(socket);
        }

        return socket;
    }

    private static void AllowEverybody(Socket socket)
    {
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Broadcast, true);
        }
        catch (SocketException)
        {
            // Some builds of the TCP stack have no such option, and let everybody do it.
        }
    }

    private static void Close(Socket socket)
    {
        if (socket != null)
        {
            socket.Close();
        }
    }
}
