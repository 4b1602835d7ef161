using TWCManager.Core.Energy;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

public class FroniusInverterSystemTests
{
    [Theory]
    [InlineData("{\"1\":1764}", 1764)]
    [InlineData("{\"1\":1000.4,\"2\":500.4,\"3\":null}", 1500)]
    [InlineData("{\"1\":0}", 0)]
    [InlineData("{}", 0)]
    [InlineData("{\"1\":null}", 0)]
    public void Solar_is_the_sum_of_all_inverters(string values, int expected)
    {
        FroniusInverterSystem system = new();

        Assert.Equal(ReplyVerdict.Ok, Read(system, Documents.OldSystem(values)));
        Assert.Equal(expected, system.SolarWatts);
    }

    [Fact]
    public void A_power_that_is_missing_while_counters_are_there_is_night()
    {
        FroniusInverterSystem system = new();

        Assert.Equal(ReplyVerdict.Ok, Read(system, Documents.OldSystem("{}").Replace("PAC", "UDC")));
        Assert.Equal(0, system.SolarWatts);
    }

    [Fact]
    public void An_inverter_that_is_not_there_produces_nothing()
    {
        FroniusInverterSystem system = new();

        Assert.Equal(ReplyVerdict.Ok, Read(system, Documents.OldSystem("{\"1\":5}", code: "12")));
        Assert.Equal(0, system.SolarWatts);
        Assert.Null(system.Problem);
    }

    [Theory]
    [InlineData("{\"1\":\"many\"}", "0", ReplyVerdict.Retry)]
    [InlineData("{\"1\":1e12}", "0", ReplyVerdict.Retry)]
    [InlineData("{\"1\":{\"a\":1}}", "0", ReplyVerdict.Retry)]
    [InlineData("{\"1\":100}", "8", ReplyVerdict.Retry)]
    [InlineData("{\"1\":100}", "11", ReplyVerdict.ConfigurationError)]
    [InlineData("{\"1\":100}", "255", ReplyVerdict.Retry)]
    public void Half_a_sum_is_no_sum(string values, string code, ReplyVerdict expected)
    {
        FroniusInverterSystem system = new();

        Assert.Equal(expected, Read(system, Documents.OldSystem(values, code)));
        Assert.NotNull(system.Problem);
    }

    [Fact]
    public void Empty_data_are_no_answer()
    {
        Assert.Equal(ReplyVerdict.Retry, Read(new FroniusInverterSystem(), Documents.FroniusCode("0")));
    }

    private static ReplyVerdict Read(FroniusInverterSystem system, string text)
    {
        byte[] body = Documents.Bytes(text);
        return system.Read(body, body.Length);
    }
}
