using System.Text.Json;
using TWCManager.Core.Commands;
using TWCManager.Core.Ports;
using TWCManager.Core.Tests.Energy;
using TWCManager.Core.Tests.Mqtt;
using Xunit;

namespace TWCManager.Core.Tests.Commands;

public sealed class DeviceOrdersTests : IRestart, IClockSetter
{
    // 2026-03-29T01:00:00Z
    private const long NowSeconds = 1774746000;

    private readonly StatusRig _rig = new();
    private readonly FakeWallClock _clock = new();
    private string _restarted = "";

    public DeviceOrdersTests()
    {
        _rig.Commands.Attach(new DeviceOrders(this, this, _clock));
    }

    void IRestart.Restart(string reason)
    {
        _restarted += reason;
    }

    bool IClockSetter.TrySet(long utcSeconds)
    {
        _clock.UtcSeconds = utcSeconds;
        return true;
    }

    [Theory]
    [InlineData("1774746000")]
    [InlineData(" 1774746000\n")]
    [InlineData("\"1774746000\"")]
    [InlineData("2026-03-29T01:00:00Z")]
    [InlineData("\"2026-03-29T03:00:00+02:00\"")]
    [InlineData("2026-03-29T01:00:00.123456+00:00")]
    public void A_clock_that_nobody_has_set_is_set(string payload)
    {
        Assert.Equal("set", Value("setTime", payload));
        Assert.Equal(NowSeconds, _clock.UtcSeconds);
    }

    [Theory]
    [InlineData(-60, "was right")]
    [InlineData(60, "was right")]
    [InlineData(-61, "set")]
    [InlineData(61, "set")]
    [InlineData(-86400, "set")]
    public void A_clock_that_is_about_right_is_left_alone(int wrongSeconds, string said)
    {
        _clock.UtcSeconds = NowSeconds + wrongSeconds;
        Assert.Equal(said, Value("setTime", "1774746000"));
        Assert.Equal(said == "set" ? NowSeconds : NowSeconds + wrongSeconds, _clock.UtcSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("0")]
    [InlineData("1704067199")]
    [InlineData("4102444800")]
    [InlineData("17747460000")]
    [InlineData("1774746000000")]
    [InlineData("-1774746000")]
    [InlineData("1774746000.5")]
    [InlineData("2026-03-29")]
    [InlineData("2026-03-29T01:00:00")]
    [InlineData("2026-02-30T01:00:00Z")]
    [InlineData("{\"time\":1774746000}")]
    public void What_is_no_time_of_these_decades_is_refused_and_says_what_is(string payload)
    {
        Assert.Contains("seconds since 1970", Error("setTime", payload));
        Assert.Null(_clock.UtcSeconds);
    }

    [Fact]
    public void A_restart_is_confirmed_and_asked_for()
    {
        Assert.Equal("restarting", Value("restart", ""));
        Assert.Equal("command", _restarted);
    }

    [Fact]
    public void On_a_computer_there_is_neither_a_device_nor_a_clock()
    {
        _rig.Commands.Attach(new DeviceOrders(null, null, _clock));
        Assert.Contains("no device", Error("restart", ""));
        Assert.Contains("no clock", Error("setTime", "1774746000"));
    }

    [Fact]
    public void Retained_ones_do_nothing()
    {
        _rig.Send(StatusRig.Root + "command/restart", "", true);
        _rig.Send(StatusRig.Root + "command/setTime", "1774746000", true);
        Assert.Equal("", _restarted);
        Assert.Null(_clock.UtcSeconds);
    }

    private string? Value(string verb, string payload)
    {
        JsonElement receipt = Send(verb, payload);
        Assert.True(receipt.GetProperty("ok").GetBoolean(), receipt.ToString());
        return receipt.GetProperty("value").GetString();
    }

    private string Error(string verb, string payload)
    {
        JsonElement receipt = Send(verb, payload);
        Assert.False(receipt.GetProperty("ok").GetBoolean());
        return receipt.GetProperty("error").GetString()!;
    }

    private JsonElement Send(string verb, string payload)
    {
        _rig.Send(StatusRig.Root + "command/" + verb, payload);
        return _rig.TakeReceipt()!.Value;
    }
}
