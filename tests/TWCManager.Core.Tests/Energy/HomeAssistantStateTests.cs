using TWCManager.Core.Energy;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

public class HomeAssistantStateTests
{
    [Theory]
    [InlineData("2345.6", "W", 2346)]
    [InlineData("-1.734", "kW", -1734)]
    [InlineData("-0.0004", "kW", 0)]
    [InlineData("0.0025", "MW", 2500)]
    [InlineData("7360000", "mW", 7360)]
    [InlineData("-499", "mW", 0)]
    [InlineData("-500", "mW", -1)]
    [InlineData("1.5e3", "W", 1500)]
    [InlineData(" 12 ", "W", 12)]
    [InlineData("+12", null, 12)]
    [InlineData("612", "", 612)]
    public void The_unit_scales_the_number(string state, string? unit, int expected)
    {
        HomeAssistantState read = Read(Documents.State(state, unit));

        Assert.True(read.HasWatts);
        Assert.Equal(expected, read.Watts);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("unavailable")]
    [InlineData("Unavailable")]
    [InlineData("")]
    [InlineData("None")]
    [InlineData("nan")]
    [InlineData("inf")]
    [InlineData("-inf")]
    [InlineData("Infinity")]
    [InlineData("on")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("12 W")]
    [InlineData("0x10")]
    [InlineData("\\u0031")]
    [InlineData("1e300")]
    [InlineData("99999999")]
    public void What_is_no_plain_number_is_unknown(string state)
    {
        HomeAssistantState read = Read(Documents.State(state));

        Assert.False(read.HasWatts);
        Assert.Equal(0, read.Watts);
    }

    [Fact]
    public void A_null_state_is_unknown()
    {
        Assert.False(Read(Documents.State("0").Replace("\"state\":\"0\"", "\"state\":null")).HasWatts);
    }

    [Theory]
    [InlineData("Wh", "energy")]
    [InlineData("kWh", "energy")]
    [InlineData("MWh", "energy")]
    [InlineData("MJ", "energy")]
    [InlineData("A", "unit")]
    [InlineData("%", "unit")]
    [InlineData("kw", "unit")]
    [InlineData("BTU/h", "unit")]
    public void A_unit_that_is_no_power_is_refused(string unit, string word)
    {
        HomeAssistantState state = new();

        Assert.Equal(ReplyVerdict.ConfigurationError, Read(state, Documents.State("5", unit)));
        Assert.False(state.HasWatts);
        Assert.Contains(word, state.Problem);
    }

    [Fact]
    public void A_unit_counts_only_among_the_attributes()
    {
        string text = Documents.State("5", "W").Replace("\"context\":{", "\"unit_of_measurement\":\"kW\",\"context\":{\"unit_of_measurement\":\"kW\",\"state\":\"9\",");

        Assert.Equal(5, Read(text).Watts);
    }

    [Fact]
    public void The_stamp_is_the_last_report()
    {
        Assert.Equal("2031-05-06T10:00:00.500000+00:00", Read(Documents.State("1")).Stamp);
    }

    [Fact]
    public void The_last_report_wins_wherever_it_stands()
    {
        string text = Documents.State("1", reported: null).Replace("\"context\"", "\"last_reported\":\"2031-05-06T11:11:11+00:00\",\"context\"");

        Assert.Equal("2031-05-06T11:11:11+00:00", Read(text).Stamp);
    }

    [Fact]
    public void Versions_without_a_last_report_give_the_last_update()
    {
        Assert.Equal("2031-05-06T09:00:00.250000+00:00", Read(Documents.State("1", reported: null)).Stamp);
    }

    [Theory]
    [InlineData("{\"message\":\"API running.\"}")]
    [InlineData("{\"state\":\"5\",\"attributes\":{}}")]
    [InlineData("{\"last_updated\":\"2031-05-06T09:00:00+00:00\",\"attributes\":{}}")]
    [InlineData("{\"state\":\"5\",\"last_updated\":\"\"}")]
    [InlineData("{\"state\":\"5\",\"last_updated\":17}")]
    [InlineData("{\"state\":\"5\",\"last_updated\":\"this stamp is much longer than any time stamp ever is\"}")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_state_without_a_stamp_is_no_state(string text)
    {
        HomeAssistantState state = new();

        Assert.Equal(ReplyVerdict.Retry, Read(state, text));
        Assert.NotNull(state.Problem);
    }

    [Fact]
    public void An_unchanged_stamp_makes_no_garbage()
    {
        HomeAssistantState state = new();
        byte[] body = Documents.Bytes(Documents.State("5"));
        state.Read(body, body.Length, null);
        string stamp = state.Stamp;

        long before = GC.GetAllocatedBytesForCurrentThread();
        state.Read(body, body.Length, stamp);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Same(stamp, state.Stamp);
    }

    private static HomeAssistantState Read(string text)
    {
        HomeAssistantState state = new();
        Assert.Equal(ReplyVerdict.Ok, Read(state, text));
        return state;
    }

    private static ReplyVerdict Read(HomeAssistantState state, string text)
    {
        byte[] body = Documents.Bytes(text);
        return state.Read(body, body.Length, null);
    }
}
