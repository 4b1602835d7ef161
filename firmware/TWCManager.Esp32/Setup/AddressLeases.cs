using System;

namespace TWCManager.Esp32.Setup;

/// <summary>Answers the DHCP messages of the few phones on the access point. Works on bytes; knows no sockets.</summary>
/// <remarks>The firmware has no DHCP server of its own. Source of the format: RFC 2131 and 2132.</remarks>
internal sealed class AddressLeases
{
    /// <summary>Room for a message and its answer.</summary>
    public const int Capacity = 576;

    private const int Phones = 4;
    private const int HardwareLength = 6;
    private const int LeaseSeconds = 600;

    private const int YourAddress = 16;
    private const int ServerAddress = 20;
    private const int ClientAddress = 12;
    private const int HardwareAddress = 28;
    private const int ServerName = 44;
    private const int Magic = 236;
    private const int Options = 240;

    // Some phones ignore shorter answers.
    private const int ShortestReply = 300;

    private const int Discover = 1;
    private const int Offer = 2;
    private const int Request = 3;
    private const int Acknowledge = 5;
    private const int Refuse = 6;

    private const byte MaskOption = 1;
    private const byte RouterOption = 3;
    private const byte NameServerOption = 6;
    private const byte RequestedOption = 50;
    private const byte LeaseOption = 51;
    private const byte TypeOption = 53;
    private const byte ServerOption = 54;
    private const byte EndOption = 255;

    // Not static: there only while the access point is open.
    private readonly byte[] _magic = new byte[] { 99, 130, 83, 99 };
    private readonly byte[] _mask = new byte[] { 255, 255, 255, 0 };
    private readonly byte[] _own;
    private readonly byte[] _known = new byte[Phones * HardwareLength];
    private readonly byte[] _given = new byte[4];
    private int _count;
    private int _oldest;

    /// <summary>Starts with all addresses free.</summary>
    /// <param name="own">Our address; the phones get the ones after it.</param>
    public AddressLeases(byte[] own)
    {
        _own = own;
    }

    /// <summary>Turns a message into its answer, in place.</summary>
    /// <param name="message">Of <see cref="Capacity"/> bytes; <paramref name="length"/> of them count.</param>
    /// <returns>Length of the answer, which goes to everybody's port 68; 0 for none.</returns>
    public int Answer(byte[] message, int length)
    {
        if (length < Options || message[0] != 1 || message[1] != 1 || message[2] != HardwareLength || !IsAt(message, Magic, _magic))
        {
            return 0;
        }

        int type = Find(message, length, TypeOption, 1);
        int server = Find(message, length, ServerOption, 4);
        if (type < 0 || (server >= 0 && !IsAt(message, server, _own)))
        {
            return 0;
        }

        int kind = message[type];
        if (kind != Discover && kind != Request)
        {
            return 0;
        }

        Give(message);
        int reply = Offer;
        if (kind == Request)
        {
            int wanted = Find(message, length, RequestedOption, 4);
            reply = IsAt(message, wanted >= 0 ? wanted : ClientAddress, _given) ? Acknowledge : Refuse;
        }

        return Write(message, reply);
    }

    private int Write(byte[] message, int reply)
    {
        message[0] = 2;
        Array.Clear(message, YourAddress, 8);
        if (reply != Refuse)
        {
            Array.Copy(_given, 0, message, YourAddress, 4);
            Array.Copy(_own, 0, message, ServerAddress, 4);
        }

        Array.Clear(message, ServerName, Magic - ServerName);
        Array.Clear(message, Options, message.Length - Options);
        int at = Options;
        message[at] = TypeOption;
        message[at + 1] = 1;
        message[at + 2] = (byte)reply;
        at = Add(message, at + 3, ServerOption, _own);
        if (reply != Refuse)
        {
            message[at] = LeaseOption;
            message[at + 1] = 4;
            message[at + 4] = LeaseSeconds >> 8;
            message[at + 5] = LeaseSeconds & 0xFF;
            at = Add(message, at + 6, MaskOption, _mask);
            at = Add(message, at, RouterOption, _own);
            at = Add(message, at, NameServerOption, _own);
        }

        message[at] = EndOption;
        return at + 1 < ShortestReply ? ShortestReply : at + 1;
    }

    private static int Add(byte[] message, int at, byte option, byte[] value)
    {
        message[at] = option;
        message[at + 1] = 4;
        Array.Copy(value, 0, message, at + 2, 4);
        return at + 6;
    }

    // The same phone gets the same address; a fifth one that of the first.
    private void Give(byte[] message)
    {
        int slot = 0;
        while (slot < _count && !IsKnown(message, slot))
        {
            slot++;
        }

        if (slot == _count && _count < Phones)
        {
            _count++;
        }
        else if (slot == _count)
        {
            slot = _oldest;
            _oldest = (_oldest + 1) % Phones;
        }

        Array.Copy(message, HardwareAddress, _known, slot * HardwareLength, HardwareLength);
        Array.Copy(_own, 0, _given, 0, 4);
        _given[3] = (byte)(_own[3] + 1 + slot);
    }

    private bool IsKnown(byte[] message, int slot)
    {
        for (int i = 0; i < HardwareLength; i++)
        {
            if (_known[slot * HardwareLength + i] != message[HardwareAddress + i])
            {
                return false;
            }
        }

        return true;
    }

    // Index of an option's value of the given length, or -1.
    private static int Find(byte[] message, int length, byte option, int valueLength)
    {
        int at = Options;
        while (at + 1 < length && message[at] != EndOption)
        {
            if (message[at] == 0)
            {
                at++;
                continue;
            }

            if (message[at] == option)
            {
                return message[at + 1] == valueLength && at + 2 + valueLength <= length ? at + 2 : -1;
            }

            at += 2 + message[at + 1];
        }

        return -1;
    }

    private static bool IsAt(byte[] message, int at, byte[] value)
    {
        return message[at] == value[0] && message[at + 1] == value[1] && message[at + 2] == value[2] && message[at + 3] == value[3];
    }
}
