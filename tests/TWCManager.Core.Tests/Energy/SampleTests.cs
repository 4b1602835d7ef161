using TWCManager.Core.Energy;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

/// <summary>Replies that were recorded from devices, against the readings that their collection states.</summary>
public class SampleTests
{
    [Theory]
    [InlineData("symo_powerflow_day.json", 1111, 1703.74, 2814.74)]
    [InlineData("gen24_powerflow_nobattery.json", 62.95, 658.4, 695.68)]
    [InlineData("igplus_powerflow_day_nometer.json", 2241, null, null)]
    [InlineData("v1_powerflow_vaguemeter.json", 0, 367.72, 367.72)]
    public void A_recorded_power_flow_gives_its_readings(string file, double solar, double? grid, double? load)
    {
        byte[] body = Samples.Read("fronius", file);
        FroniusPowerFlow flow = new();

        Assert.Equal(ReplyVerdict.Ok, flow.Read(body, body.Length));
        Assert.True(flow.HasSolar);
        Assert.InRange(flow.SolarWatts - solar, -1, 1);
        Assert.Equal(grid.HasValue, flow.HasGrid);
        Assert.Equal(load.HasValue, flow.HasHouse);
        Assert.InRange(flow.GridWatts - grid ?? 0, -1, 1);
        Assert.InRange(flow.HouseWatts - load ?? 0, -1, 1);
        Assert.False(flow.HasBattery);
        Assert.False(flow.HasSoc);
    }

    [Theory]
    [InlineData("symo_meter_system.json")]
    [InlineData("symo_inverter_device1.json")]
    [InlineData("symo_apiversion.json")]
    [InlineData("gen24_storage_none.json")]
    [InlineData("v0_404.html")]
    [InlineData("v0_inverter_system.json")]
    public void A_recorded_reply_to_another_request_is_no_power_flow(string file)
    {
        byte[] body = Samples.Read("fronius", file);

        Assert.Equal(ReplyVerdict.Retry, new FroniusPowerFlow().Read(body, body.Length));
    }

    [Theory]
    [InlineData("v0_inverter_system.json", 1764)]
    [InlineData("v1_inverter_system.json", 0)]
    [InlineData("v0_inverter_device1.json", 1762)]
    public void A_recorded_inverter_system_reply_gives_solar(string file, int expected)
    {
        byte[] body = Samples.Read("fronius", file);
        FroniusInverterSystem system = new();

        Assert.Equal(ReplyVerdict.Ok, system.Read(body, body.Length));
        Assert.Equal(expected, system.SolarWatts);
    }

    [Theory]
    [InlineData("v0_inverterinfo.json")]
    [InlineData("symo_inverterinfo.json")]
    [InlineData("symo_meter_system.json")]
    [InlineData("gen24_storage_none.json")]
    public void A_recorded_reply_to_another_request_is_no_sun_of_0_W(string file)
    {
        byte[] body = Samples.Read("fronius", file);

        Assert.Equal(ReplyVerdict.Retry, new FroniusInverterSystem().Read(body, body.Length));
    }

    [Theory]
    [InlineData("state_pv_w.json", 2346, "2026-03-14T10:21:07.482913+00:00")]
    [InlineData("state_grid_kw_export.json", -1734, "2026-03-14T10:21:05.101337+00:00")]
    [InlineData("state_load_integer.json", 612, "2026-03-14T10:21:05.000098+00:00")]
    [InlineData("post_state_reply_201.json", 7360, "2026-03-14T10:25:00.000001+00:00")]
    [InlineData("state_unknown.json", null, "2026-03-14T04:00:12.000001+00:00")]
    [InlineData("state_charging_enum.json", null, "2026-03-14T10:18:40.774398+00:00")]
    public void A_state_gives_its_reading_and_its_stamp(string file, int? expected, string stamp)
    {
        byte[] body = Samples.Read("homeassistant", file);
        HomeAssistantState state = new();

        Assert.Equal(ReplyVerdict.Ok, state.Read(body, body.Length, null));
        Assert.Equal(expected.HasValue, state.HasWatts);
        Assert.Equal(expected ?? 0, state.Watts);
        Assert.Equal(stamp, state.Stamp);
    }

    [Theory]
    [InlineData("state_soc_percent.json", ReplyVerdict.ConfigurationError)]
    [InlineData("api_root.json", ReplyVerdict.Retry)]
    [InlineData("error_404_entity.json", ReplyVerdict.Retry)]
    [InlineData("error_401.txt", ReplyVerdict.Retry)]
    public void What_is_no_power_state_is_refused(string file, ReplyVerdict expected)
    {
        byte[] body = Samples.Read("homeassistant", file);

        Assert.Equal(expected, new HomeAssistantState().Read(body, body.Length, null));
    }
}
