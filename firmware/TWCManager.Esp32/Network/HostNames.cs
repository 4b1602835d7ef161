using System;
using System.Net;
using System.Net.Sockets;
using TWCManager.Esp32.Clock;

namespace TWCManager.Esp32.Network;

/// <summary>Addresses of names. Asks the network's name servers, or the home network for a name that ends in .local, and remembers a few.</summary>
/// <remarks>
/// Trap avoided: the library's own look-up is a native call in which all threads stand still until it answers or gives up, and it gives up after 7 s for each
/// server that is silent; here only the thread waits that wants to know. When nobody answers, the address of before is used: a name server that is gone
/// shall not take the broker with it.
/// </remarks>
public sealed class HostNames
{
    private const int NamePort = 53;
    private const int HomePort = 5353;
    private const int Rounds = 3;
    private const int AnswerMs = 1000;
    private const long FreshMs = 300000;

    // Broker, inverter, Home Assistant, Powerwall, time server.
    private const int Remembered = 5;
    private const string HomeEnding = ".local";

    private readonly object _lock = new object();
    private readonly string[] _names = new string[Remembered];
    private readonly IPAddress[] _addresses = new IPAddress[Remembered];
    private readonly long[] _learnedMs = new long[Remembered];
    private readonly IPAddress _home = new IPAddress(new byte[] { 224, 0, 0, 251 });
    private readonly Random _random = new Random();
    private readonly int _namePort;
    private int _next;

    /// <summary>Makes it.</summary>
    public HostNames()
        : this(NamePort)
    {
    }

    /// <summary>Makes it for servers on another port than the usual one.</summary>
    internal HostNames(int namePort)
    {
        _namePort = namePort;
    }

    /// <summary>Finds an address, or throws. Waits some seconds at most; asks nobody for what is an address already.</summary>
    public IPAddress Find(string host)
    {
        if (IsAddress(host))
        {
            return IPAddress.Parse(host);
        }

        bool isFresh;
        IPAddress known = Recall(host, out isFresh);
        if (isFresh)
        {
            return known;
        }

        IPAddress address = Ask(host);
        if (address is null)
        {
            return known ?? throw new InvalidOperationException();
        }

        Remember(host, address);
        return address;
    }

    private IPAddress Ask(string host)
    {
        bool isHome = host.ToLower().EndsWith(HomeEnding);
        IPAddress[] servers = isHome ? new IPAddress[] { _home } : NameServers.Find();
        byte[] message = new byte[NameQuestion.Capacity];
        byte[] address = new byte[4];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < servers.Length; i++)
            {
                if (TryAsk(servers[i], isHome, host, message, address))
                {
                    return new IPAddress(address);
                }
            }
        }

        return null;
    }

    private bool TryAsk(IPAddress server, bool isHome, string host, byte[] message, byte[] address)
    {
        // Not to be guessed: who answers in the server's place must have seen the question.
        int mark = _random.Next(0x10000);
        int length = NameQuestion.Write(message, mark, host, isHome);
        if (length == 0)
        {
            return false;
        }

        Socket socket = null;
        try
        {
            socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.SendTimeout = AnswerMs;
            IPEndPoint to = new IPEndPoint(server, isHome ? HomePort : _namePort);
            if (isHome)
            {
                // Whoever it is that answers, it is not the address asked.
                socket.SendTo(message, 0, length, SocketFlags.None, to);
            }
            else
            {
                socket.Connect(to);
                socket.Send(message, 0, length, SocketFlags.None);
            }

            return TryHear(socket, message, mark, address);
        }
        catch (Exception)
        {
            return false;
        }
        finally
        {
            if (socket != null)
            {
                socket.Close();
            }
        }
    }

    private static bool TryHear(Socket socket, byte[] message, int mark, byte[] address)
    {
        long endMs = MonotonicClock.NowMs + AnswerMs;
        long leftMs = AnswerMs;
        while (leftMs > 0 && socket.Poll((int)leftMs * 1000, SelectMode.SelectRead))
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            if (NameQuestion.TryRead(message, socket.ReceiveFrom(message, ref from), mark, address))
            {
                return true;
            }

            leftMs = endMs - MonotonicClock.NowMs;
        }

        return false;
    }

    private IPAddress Recall(string host, out bool isFresh)
    {
        lock (_lock)
        {
            int slot = SlotOf(host);
            isFresh = slot >= 0 && MonotonicClock.NowMs - _learnedMs[slot] < FreshMs;
            return slot < 0 ? null : _addresses[slot];
        }
    }

    private void Remember(string host, IPAddress address)
    {
        lock (_lock)
        {
            int slot = SlotOf(host);
            if (slot < 0)
            {
                slot = _next;
                _next = (_next + 1) % Remembered;
            }

            _names[slot] = host;
            _addresses[slot] = address;
            _learnedMs[slot] = MonotonicClock.NowMs;
        }
    }

    private int SlotOf(string host)
    {
        for (int i = 0; i < Remembered; i++)
        {
            if (_names[i] == host)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsAddress(string host)
    {
        int dots = 0;
        for (int i = 0; i < host.Length; i++)
        {
            char c = host[i];
            dots += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9'))
            {
                return false;
            }
        }

        return dots == 3;
    }
}
