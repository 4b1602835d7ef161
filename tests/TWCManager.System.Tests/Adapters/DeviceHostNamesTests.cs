using System.Net;
using System.Net.Sockets;
using TWCManager.Esp32.Network;

namespace TWCManager.System.Tests.Adapters;

/// <summary>The device's way to find addresses, run on a PC against a name server of the test.</summary>
public sealed class DeviceHostNamesTests : IDisposable
{
    private readonly UdpClient _server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly HostNames _names;
    private int _questions;
    private int _silent;

    public DeviceHostNamesTests()
    {
        _names = new HostNames(((IPEndPoint)_server.Client.LocalEndPoint!).Port);
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public void Dispose()
    {
        _server.Dispose();
    }

    [Fact]
    public void An_address_is_no_name_and_nobody_is_asked()
    {
        Assert.Equal("192.168.1.10", _names.Find("192.168.1.10").ToString());
        Assert.Equal(0, Volatile.Read(ref _questions));
    }

    [Fact]
    public void A_name_is_asked_for_once_and_then_remembered()
    {
        Assert.Equal("10.1.2.3", _names.Find("broker.box").ToString());
        Assert.Equal("10.1.2.3", _names.Find("broker.box").ToString());
        Assert.Equal(1, Volatile.Read(ref _questions));
    }

    [Fact]
    public void A_question_that_got_lost_is_asked_again()
    {
        Volatile.Write(ref _silent, 1);
        Assert.Equal("10.1.2.3", _names.Find("broker.box").ToString());
        Assert.Equal(2, Volatile.Read(ref _questions));
    }

    [Fact]
    public void A_server_that_stays_silent_ends_it_after_some_seconds()
    {
        Volatile.Write(ref _silent, int.MaxValue);
        Assert.Throws<InvalidOperationException>(() => _names.Find("broker.box"));
        Assert.Equal(3, Volatile.Read(ref _questions));
    }

    [Fact]
    public void More_names_than_are_remembered_push_out_the_oldest()
    {
        for (int i = 0; i < 6; i++)
        {
            _names.Find("broker" + i + ".box");
        }

        _names.Find("broker5.box");
        Assert.Equal(6, Volatile.Read(ref _questions));
        _names.Find("broker0.box");
        Assert.Equal(7, Volatile.Read(ref _questions));
    }

    // Written by hand, not with the device's own code. A wrong answer comes first: it must not be taken.
    private void Serve()
    {
        try
        {
            while (true)
            {
                IPEndPoint from = new IPEndPoint(IPAddress.Any, 0);
                byte[] question = _server.Receive(ref from);
                if (question.Length == 0)
                {
                    return;
                }

                Interlocked.Increment(ref _questions);
                if (_silent > 0)
                {
                    _silent--;
                    continue;
                }

                byte[] answer = [question[0], question[1], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. question[12..], 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 1, 2, 3];
                byte[] forged = (byte[])answer.Clone();
                forged[1] ^= 1;
                forged[^1] = 99;
                _server.Send(forged, forged.Length, from);
                _server.Send(answer, answer.Length, from);
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
