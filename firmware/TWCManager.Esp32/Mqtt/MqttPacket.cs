using System;
using System.Text;

namespace TWCManager.Esp32.Mqtt;

/// <summary>The packets of MQTT 3.1.1 that we send. Each comes as an array of its exact length.</summary>
internal static class MqttPacket
{
    internal const int Connect = 1;
    internal const int ConnectAnswer = 2;
    internal const int Publish = 3;
    internal const int Subscribe = 8;
    internal const int SubscribeAnswer = 9;
    internal const int PingAnswer = 13;

    private const int ProtocolLevel = 4;
    private const int CleanSession = 0x02;
    private const int Will = 0x04;
    private const int WillAtLeastOnce = 0x08;
    private const int WillRetained = 0x20;
    private const int HasPassword = 0x40;
    private const int HasUser = 0x80;
    private const int SubscribeFlags = 0x02;
    private const int Retained = 0x01;
    private const int PacketId = 1;

    /// <summary>The first word: who we are, and what is to be published, retained, once we are gone.</summary>
    /// <param name="user">Empty for none; then the password is left out too.</param>
    internal static byte[] MakeConnect(string clientId, string user, string password, string willTopic, string willText, int keepAliveSeconds)
    {
        byte[][] fields = new byte[][] { Bytes(clientId), Bytes(willTopic), Bytes(willText), Bytes(user), Bytes(password) };
        bool hasUser = user.Length > 0;
        bool hasPassword = hasUser && password.Length > 0;
        int used = hasPassword ? 5 : hasUser ? 4 : 3;
        int length = 10;
        for (int i = 0; i < used; i++)
        {
            length += 2 + fields[i].Length;
        }

        int at;
        byte[] packet = Begin(Connect, 0, length, length, out at);
        at = Put(packet, at, Bytes("MQTT"));
        packet[at++] = ProtocolLevel;
        packet[at++] = (byte)(CleanSession | Will | WillAtLeastOnce | WillRetained | (hasUser ? HasUser : 0) | (hasPassword ? HasPassword : 0));
        at = PutNumber(packet, at, keepAliveSeconds);
        for (int i = 0; i < used; i++)
        {
            at = Put(packet, at, fields[i]);
        }

        return packet;
    }

    /// <summary>Asks for messages, at most once each.</summary>
    internal static byte[] MakeSubscribe(string[] filters)
    {
        int length = 2;
        for (int i = 0; i < filters.Length; i++)
        {
            length += 3 + Bytes(filters[i]).Length;
        }

        int at;
        byte[] packet = Begin(Subscribe, SubscribeFlags, length, length, out at);
        at = PutNumber(packet, at, PacketId);
        for (int i = 0; i < filters.Length; i++)
        {
            at = Put(packet, at, Bytes(filters[i])) + 1;
        }

        return packet;
    }

    /// <summary>What stands before the payload of a message: it is sent from where it is, without a copy.</summary>
    internal static byte[] MakePublishHead(string topic, int payloadLength, bool isRetained)
    {
        byte[] name = Bytes(topic);
        int at;
        byte[] head = Begin(Publish, isRetained ? Retained : 0, 2 + name.Length + payloadLength, 2 + name.Length, out at);
        Put(head, at, name);
        return head;
    }

    /// <summary>Asks for a sign of life.</summary>
    internal static byte[] MakePing()
    {
        return new byte[] { 0xC0, 0 };
    }

    // The announced length may be more than what is made here.
    private static byte[] Begin(int type, int flags, int announced, int length, out int at)
    {
        int digits = announced < 0x80 ? 1 : announced < 0x4000 ? 2 : 3;
        byte[] packet = new byte[1 + digits + length];
        packet[0] = (byte)((type << 4) | flags);
        for (int i = 1; i <= digits; i++)
        {
            packet[i] = (byte)((announced & 0x7F) | (i < digits ? 0x80 : 0));
            announced >>= 7;
        }

        at = 1 + digits;
        return packet;
    }

    private static byte[] Bytes(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }

    private static int Put(byte[] packet, int at, byte[] field)
    {
        at = PutNumber(packet, at, field.Length);
        Array.Copy(field, 0, packet, at, field.Length);
        return at + field.Length;
    }

    private static int PutNumber(byte[] packet, int at, int number)
    {
        packet[at] = (byte)(number >> 8);
        packet[at + 1] = (byte)number;
        return at + 2;
    }
}
