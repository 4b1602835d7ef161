using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Simulation;

public class RecordedDayTests
{
    private const string Header = "second,solarWatts,houseWatts\n";

    [Theory]
    [InlineData(0, 1000, 300, "the first row counts before itself")]
    [InlineData(60, 1000, 300, "a row")]
    [InlineData(90, 1500, 300, "the sun halfway, the house as before")]
    [InlineData(120, 2000, 500, "the next row")]
    [InlineData(86399, 2000, 500, "the last row holds")]
    [InlineData(86400 + 90, 1500, 300, "the next day is the same")]
    public void The_sun_runs_straight_between_two_rows_and_the_house_holds(double second, double sun, double house, string why)
    {
        RecordedDay day = Parse(Header + "60,1000,300\n120,2000,500\n");

        Assert.True(sun == day.Sun.WattsAt(second), why);
        Assert.True(house == day.House.WattsAt(second), why);
    }

    [Fact]
    public void Prices_are_optional_hold_until_the_next_row_and_may_be_negative()
    {
        Assert.False(Parse(Header + "0,1,2\n").HasPrices);

        RecordedDay day = Parse("second,pricePerMwh,houseWatts,solarWatts\n0,-12.5,300,0\n3600,80,300,0\n");

        Assert.True(day.HasPrices);
        Assert.Equal(-12.5, day.PricePerMwhAt(3599));
        Assert.Equal(80, day.PricePerMwhAt(3600));
    }

    [Fact]
    public void A_byte_order_mark_line_ends_of_Windows_blanks_and_further_columns_do_no_harm()
    {
        RecordedDay day = Parse("\uFEFFSecond , solarwatts,houseWatts,note\r\n0, 1000.5 ,300,clear\r\n\r\n60,1001,300\r\n");

        Assert.Equal(2, day.Rows);
        Assert.Equal(1000.5, day.Sun.WattsAt(0));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("second,solarWatts\n0,1\n", "houseWatts is missing")]
    [InlineData("0,1,2\n", "Line 1 must name the columns")]
    [InlineData(Header, "no rows")]
    [InlineData(Header + "0,1,2\n0,1,2\n", "Line 3: second must be greater")]
    [InlineData(Header + "0,1,2\n60,1\n", "Line 3: houseWatts must be a number")]
    [InlineData(Header + "0,-1,2\n", "Line 2: solarWatts must be a number from 0")]
    [InlineData(Header + "0,NaN,2\n", "solarWatts")]
    [InlineData(Header + "0,1e9,2\n", "solarWatts")]
    [InlineData(Header + "90000,1,2\n", "Line 2: second must be a number from 0 to 86400")]
    [InlineData(Header + "0;1;2\n", "Line 2")]
    public void What_is_no_day_is_refused_with_the_line_and_what_belongs_there(string text, string hint)
    {
        FormatException refused = Assert.Throws<FormatException>(() => Parse(text));

        Assert.Contains(hint, refused.Message, StringComparison.Ordinal);
    }

    private static RecordedDay Parse(string text)
    {
        return RecordedDay.Parse(new StringReader(text));
    }
}
