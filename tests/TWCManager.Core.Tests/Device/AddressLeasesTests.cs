using TWCManager.Esp32.Setup;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class AddressLeasesTests
{
    private static readonly byte[] s_own = [192, 168, 4, 1];

    private readonly AddressLeases _leases = new([192, 168, 4, 1]);
    private readonly byte[] _message = new byte[AddressLeases.Capacity];

    [Fact]
    public void A_phone_is_offered_an_address_with_us_as_router_and_name_server()
    {
        int length = Ask(1, 1);
        Assert.True(length >= 300);
        Assert.Equal([2, 1, 6, 0, 0xAA, 0xBB, 0xCC, 1], _message[..8]);
        Assert.Equal([192, 168, 4, 2], _message[16..20]);
        Assert.Equal(s_own, _message[20..24]);
        Assert.Equal([0x10, 0, 0, 0, 0, 1], _message[28..34]);
        Dictionary<int, byte[]> options = Options(length);
        Assert.Equal([2], options[53]);
        Assert.Equal(s_own, options[54]);
        Assert.Equal([255, 255, 255, 0], options[1]);
        Assert.Equal(s_own, options[3]);
        Assert.Equal(s_own, options[6]);
        Assert.Equal([0, 0, 2, 88], options[51]);
    }

    [Fact]
    public void What_was_offered_is_acknowledged_and_nothing_else()
    {
        Ask(1, 1);
        Assert.Equal([5], Options(Ask(1, 3, server: s_own, requested: [192, 168, 4, 2]))[53]);
        Assert.Equal([192, 168, 4, 2], _message[16..20]);
        Assert.Equal([6], Options(Ask(1, 3, requested: [192, 168, 1, 77]))[53]);
        Assert.Equal([0, 0, 0, 0], _message[16..20]);
    }

    [Fact]
    public void A_renewal_names_the_address_in_its_head()
    {
        Ask(1, 1);
        Assert.Equal([5], Options(Ask(1, 3, client: [192, 168, 4, 2]))[53]);
        Assert.Equal([6], Options(Ask(1, 3, client: [192, 168, 4, 9]))[53]);
    }

    [Fact]
    public void The_same_phone_keeps_its_address_and_a_fifth_one_takes_that_of_the_first()
    {
        Assert.Equal([2, 3, 4, 5, 3, 2, 3], new[] { 1, 2, 3, 4, 2, 5, 6 }.Select(phone =>
        {
            Ask(phone, 1);
            return (int)_message[19];
        }));
    }

    [Fact]
    public void Messages_for_other_servers_and_of_other_kinds_stay_without_an_answer()
    {
        Assert.Equal(0, Ask(1, 3, server: [192, 168, 1, 1], requested: [192, 168, 4, 2]));
        foreach (int kind in new[] { 0, 2, 4, 5, 6, 7, 8 })
        {
            Assert.Equal(0, Ask(1, kind));
        }

        int length = Write(1, 1);
        _message[0] = 2;
        Assert.Equal(0, _leases.Answer(_message, length));
        length = Write(1, 1);
        _message[237] = 0;
        Assert.Equal(0, _leases.Answer(_message, length));
    }

    [Fact]
    public void Random_messages_break_nothing_and_nobody_gets_our_own_address()
    {
        Random random = new(5);
        int answers = 0;
        for (int i = 0; i < 50000; i++)
        {
            int length = Write(random.Next(8), random.Next(9), random.Next(2) == 0 ? s_own : null, random.Next(2) == 0 ? [192, 168, 4, (byte)random.Next(8)] : null);
            for (int changes = random.Next(6); changes > 0; changes--)
            {
                _message[random.Next(2) == 0 ? random.Next(length) : random.Next(236, length)] = (byte)random.Next(256);
            }

            int reply = _leases.Answer(_message, random.Next(10) == 0 ? random.Next(AddressLeases.Capacity + 1) : length);
            answers += reply > 0 ? 1 : 0;
            Assert.True(reply == 0 || (reply is >= 300 and <= AddressLeases.Capacity && _message[0] == 2 && _message[19] is 0 or (>= 2 and <= 5)));
        }

        Assert.True(answers > 5000);
    }

    private int Ask(int phone, int kind, byte[]? server = null, byte[]? requested = null, byte[]? client = null)
    {
        return _leases.Answer(_message, Write(phone, kind, server, requested, client));
    }

    // By hand, as a phone does.
    private int Write(int phone, int kind, byte[]? server = null, byte[]? requested = null, byte[]? client = null)
    {
        Array.Clear(_message);
        byte[] head = [1, 1, 6, 0, 0xAA, 0xBB, 0xCC, (byte)phone];
        head.CopyTo(_message, 0);
        (client ?? new byte[4]).CopyTo(_message, 12);
        _message[28] = 0x10;
        _message[33] = (byte)phone;
        List<byte> options = [99, 130, 83, 99, 53, 1, (byte)kind, 0, 55, 2, 1, 3];
        if (server is not null)
        {
            options.AddRange([54, 4, .. server]);
        }

        if (requested is not null)
        {
            options.AddRange([50, 4, .. requested]);
        }

        options.Add(255);
        options.CopyTo(_message, 236);
        return 236 + options.Count;
    }

    private Dictionary<int, byte[]> Options(int length)
    {
        Dictionary<int, byte[]> options = [];
        for (int at = 240; _message[at] != 255; at += 2 + _message[at + 1])
        {
            Assert.True(at + 2 + _message[at + 1] < length);
            options.Add(_message[at], _message[(at + 2)..(at + 2 + _message[at + 1])]);
        }

        return options;
    }
}
