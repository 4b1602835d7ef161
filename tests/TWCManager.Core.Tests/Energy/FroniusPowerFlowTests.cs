using TWCManager.Core.Energy;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

public class FroniusPowerFlowTests
{
    [Fact]
    public void Signs_are_those_of_the_house_and_not_of_the_device()
    {
        FroniusPowerFlow flow = Read(Documents.PowerFlow(solar: "4120.5", grid: "-812.4", load: "-3308.1", battery: "-1500"));

        Assert.Equal(4121, flow.SolarWatts);
        Assert.Equal(-812, flow.GridWatts);      // export
        Assert.Equal(3308, flow.HouseWatts);     // the device says minus
        Assert.Equal(-1500, flow.BatteryWatts);  // charging
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("5.0", 5)]
    [InlineData("4.5999999999999996", 5)]
    [InlineData("1.5e3", 1500)]
    [InlineData("-0.0", 0)]
    [InlineData("-0.5", -1)]
    [InlineData("0.4", 0)]
    public void Every_number_style_is_read(string text, int expected)
    {
        FroniusPowerFlow flow = Read(Documents.PowerFlow(grid: text));

        Assert.True(flow.HasGrid);
        Assert.Equal(expected, flow.GridWatts);
    }

    [Fact]
    public void Null_solar_in_a_valid_reply_is_a_sleeping_inverter()
    {
        FroniusPowerFlow flow = Read(Documents.PowerFlow(solar: "null"));

        Assert.True(flow.HasSolar);
        Assert.Equal(0, flow.SolarWatts);
    }

    [Fact]
    public void Missing_solar_is_unknown()
    {
        FroniusPowerFlow flow = Read(Documents.PowerFlow().Replace("P_PV", "P_XX"));

        Assert.False(flow.HasSolar);
        Assert.True(flow.HasGrid);
    }

    [Fact]
    public void Null_is_unknown_for_everything_else()
    {
        FroniusPowerFlow flow = Read(Documents.PowerFlow(grid: "null", load: "null", battery: "null"));

        Assert.True(flow.HasSolar);
        Assert.False(flow.HasGrid);
        Assert.False(flow.HasHouse);
        Assert.False(flow.HasBattery);
        Assert.False(flow.HasSoc);
    }

    [Theory]
    [InlineData("\"812\"")]
    [InlineData("true")]
    [InlineData("{\"Value\":812}")]
    [InlineData("[812]")]
    [InlineData("1e9")]
    [InlineData("-99999999999999999999999999")]
    public void What_is_no_sensible_number_is_unknown_and_does_no_harm_to_the_rest(string text)
    {
        FroniusPowerFlow flow = Read(Documents.PowerFlow(grid: text));

        Assert.False(flow.HasGrid);
        Assert.Equal(3308, flow.HouseWatts);
    }

    [Fact]
    public void Without_a_meter_only_solar_is_known_whatever_the_device_writes()
    {
        FroniusPowerFlow flow = Read(Documents.PowerFlow(mode: "produce-only", grid: "0", load: "0"));

        Assert.Equal(4121, flow.SolarWatts);
        Assert.False(flow.HasGrid);
        Assert.False(flow.HasHouse);
    }

    [Theory]
    [InlineData("\"Battery_Mode\":\"disabled\",\"SOC\":0.0", "null", null)]
    [InlineData("\"SOC\":0.0,\"Battery_Mode\":\"disabled\"", "null", null)]
    [InlineData("\"SOC\":0.0", "null", null)]
    [InlineData("\"Battery_Mode\":\"normal\",\"SOC\":63.4", "null", 63)]
    [InlineData("\"SOC\":63.5,\"Battery_Mode\":\"suspended\"", "null", 64)]
    [InlineData("\"Battery_Mode\":\"nearly depleted\",\"SOC\":0.0", "12.5", 0)]
    [InlineData("\"SOC\":44", "-300", 44)]
    [InlineData("\"Battery_Mode\":\"normal\",\"SOC\":null", "-300", null)]
    [InlineData("\"Battery_Mode\":\"normal\",\"SOC\":250", "-300", null)]
    [InlineData("\"Battery_Mode\":\"normal\",\"SOC\":-3", "-300", null)]
    public void State_of_charge_counts_only_with_a_battery(string inverter, string battery, int? expected)
    {
        FroniusPowerFlow flow = Read(Documents.PowerFlow(inverter: inverter, battery: battery));

        Assert.Equal(expected.HasValue, flow.HasSoc);
        if (expected.HasValue)
        {
            Assert.Equal(expected.Value, flow.BatterySoc);
        }
    }

    [Fact]
    public void The_inverter_with_the_battery_tells_the_state_of_charge()
    {
        string two = "\"SOC\":0.0,\"Battery_Mode\":\"disabled\"},\"2\":{\"SOC\":71,\"Battery_Mode\":\"normal\"";

        Assert.Equal(71, Read(Documents.PowerFlow(inverter: two, battery: "100")).BatterySoc);
    }

    [Fact]
    public void The_order_of_the_keys_and_keys_nobody_knows_do_not_matter()
    {
        const string Backwards = "\n{\"New\":[{\"P_Grid\":1},2],\"Body\":{\"Other\":null,\"Data\":{\"Inverters\":{\"1\":{\"SOC\":20,\"Battery_Mode\":\"normal\",\"X\":{}}},"
            + "\"Smartloads\":{\"Ohmpilots\":{\"7\":{\"P_Grid\":77}}},\"Site\":{\"P_Akku\":10,\"P_PV\":3,\"Extra\":{\"P_PV\":9},\"P_Load\":-2,\"P_Grid\":1}}},"
            + "\"Head\":{\"Status\":{\"UserMessage\":\"\",\"Code\":0.0},\"Code\":8}}\r\n";

        FroniusPowerFlow flow = Read(Backwards);

        Assert.Equal(3, flow.SolarWatts);
        Assert.Equal(1, flow.GridWatts);
        Assert.Equal(2, flow.HouseWatts);
        Assert.Equal(10, flow.BatteryWatts);
        Assert.Equal(20, flow.BatterySoc);
    }

    [Theory]
    [InlineData("1", ReplyVerdict.ConfigurationError)]
    [InlineData("2", ReplyVerdict.Retry)]
    [InlineData("3", ReplyVerdict.Retry)]
    [InlineData("5", ReplyVerdict.Retry)]
    [InlineData("6", ReplyVerdict.ConfigurationError)]
    [InlineData("7", ReplyVerdict.Retry)]
    [InlineData("8", ReplyVerdict.Retry)]
    [InlineData("9", ReplyVerdict.Retry)]
    [InlineData("10", ReplyVerdict.Retry)]
    [InlineData("11", ReplyVerdict.ConfigurationError)]
    [InlineData("12", ReplyVerdict.Retry)]
    [InlineData("255", ReplyVerdict.Retry)]
    [InlineData("4711", ReplyVerdict.Retry)]
    [InlineData("null", ReplyVerdict.Retry)]
    [InlineData("\"0\"", ReplyVerdict.Retry)]
    public void The_status_code_decides_even_when_there_are_numbers(string code, ReplyVerdict expected)
    {
        FroniusPowerFlow flow = new();

        Assert.Equal(expected, Read(flow, Documents.PowerFlow(code: code)));
        Assert.False(flow.HasSolar || flow.HasGrid || flow.HasHouse);
        Assert.NotNull(flow.Problem);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("4")]
    public void Good_codes_need_data(string code)
    {
        FroniusPowerFlow flow = new();

        Assert.Equal(ReplyVerdict.Ok, Read(flow, Documents.PowerFlow(code: code)));
        Assert.Null(flow.Problem);
        Assert.Equal(ReplyVerdict.Retry, Read(flow, Documents.FroniusCode(code)));
        Assert.Contains("without power data", flow.Problem);
    }

    [Fact]
    public void A_bad_reply_leaves_nothing_of_the_good_one_before()
    {
        FroniusPowerFlow flow = new();
        Read(flow, Documents.PowerFlow(battery: "5", inverter: "\"SOC\":50"));

        Read(flow, "{\"Head\":");

        Assert.False(flow.HasSolar || flow.HasGrid || flow.HasHouse || flow.HasBattery || flow.HasSoc);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<html></html>")]
    [InlineData("{\"Head\":null,\"Body\":null}")]
    [InlineData("{\"Body\":{\"Data\":{\"Site\":{\"P_PV\":null}}}}")]
    public void What_is_no_power_flow_is_not_taken_for_one(string text)
    {
        FroniusPowerFlow flow = new();

        Assert.Equal(ReplyVerdict.Retry, Read(flow, text));
        Assert.False(flow.HasSolar);
    }

    [Fact]
    public void Reading_makes_no_garbage()
    {
        FroniusPowerFlow flow = new();
        byte[] body = Documents.Bytes(Documents.PowerFlow(battery: "5", inverter: "\"SOC\":50"));
        flow.Read(body, body.Length);

        long before = GC.GetAllocatedBytesForCurrentThread();
        flow.Read(body, body.Length);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static FroniusPowerFlow Read(string text)
    {
        FroniusPowerFlow flow = new();
        Assert.Equal(ReplyVerdict.Ok, Read(flow, text));
        return flow;
    }

    private static ReplyVerdict Read(FroniusPowerFlow flow, string text)
    {
        byte[] body = Documents.Bytes(text);
        return flow.Read(body, body.Length);
    }
}
