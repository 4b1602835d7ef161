using TWCManager.Core.Tests.Mqtt;
using TWCManager.Core.Tests.Web;
using Xunit;

namespace TWCManager.Core.Tests.Commands;

/// <summary>Who changed what stands in the log.</summary>
public class ChangeLogTests
{
    [Fact]
    public void A_setting_is_logged_with_its_old_and_new_value_and_where_it_came_from()
    {
        WebRig rig = new();
        rig.Set("setupPassword", WebRig.Password);
        rig.Site.SetLimits(32, 16);
        string session = rig.LogIn();
        rig.LogLines();

        Assert.Equal(200, rig.Post("/api/settings", "{\"wiringMaxAmpsAllTWCs\":40,\"minAmpsPerTWC\":8,\"mqttPassword\":\"s3cret\"}", session));
        rig.Site.Send(StatusRig.Root + "settings/wiringMaxAmpsAllTWCs/set", "20");

        // The site has a handler of its own for MQTT.
        Assert.Equal(
            [
                "Setting wiringMaxAmpsAllTWCs: 32 becomes 40, over the web page", "Setting minAmpsPerTWC: 6 becomes 8, over the web page",
                "Setting mqttPassword changed over the web page", "Setting wiringMaxAmpsAllTWCs: 40 becomes 20, over MQTT",
            ],
            rig.LogLines().Select(line => line.Replace("info: ", "")));
    }

    [Fact]
    public void A_secret_that_was_forgotten_is_told()
    {
        StatusRig rig = new();
        Assert.True(rig.Settings.TrySet("haUrl", "http://ha:8123", true, out _));
        Assert.True(rig.Settings.TrySet("haToken", "token", true, out _));
        rig.Send(StatusRig.Root + "settings/haUrl/set", "http://192.0.2.66");
        Assert.Contains("Setting haToken is forgotten: the address it belonged to was changed over MQTT", Lines(rig));
    }

    [Fact]
    public void Orders_are_logged_and_refused_ones_are_not()
    {
        StatusRig rig = new();
        rig.SetLimits(32, 16);
        rig.Send(StatusRig.Root + "command/chargeNow", "{\"amps\":16,\"minutes\":30}");
        rig.Send(StatusRig.Root + "command/stop", "");
        rig.Send(StatusRig.Root + "command/fly", "");
        Assert.Equal(["Order chargeNow {\"amps\":16,\"minutes\":30} over MQTT", "Order stop over MQTT"], Lines(rig));
    }

    [Fact]
    public void An_order_forges_no_line()
    {
        StatusRig rig = new();
        rig.Send(StatusRig.Root + "command/stop", "\nOrder resume over MQTT\u001b[2J");
        string line = Assert.Single(Lines(rig));
        Assert.Equal("Order stop  Order resume over MQTT [2J over MQTT", line);
    }

    [Fact]
    public void What_changes_nothing_is_not_logged()
    {
        StatusRig rig = new();
        rig.Send(StatusRig.Root + "settings/minAmpsPerTWC/set", "6");
        Assert.Empty(Lines(rig));
    }

    [Fact]
    public void A_flood_costs_twenty_lines_a_minute_and_a_sum()
    {
        StatusRig rig = new();
        List<string> lines = [];
        for (int i = 0; i < 500; i++)
        {
            rig.Send(StatusRig.Root + "settings/greenEnergyFlexAmps/set", (i % 7).ToString());
            rig.TakeReceipt();
            lines.AddRange(Lines(rig));
        }

        Assert.Equal(20, lines.Count);
        rig.Run(61000);
        rig.Send(StatusRig.Root + "command/stop", "");
        lines = Lines(rig);
        Assert.Contains(lines, line => line.EndsWith("further changes and orders were not logged one by one", StringComparison.Ordinal));
        Assert.Contains("Order stop over MQTT", lines);
    }

    private static List<string> Lines(StatusRig rig)
    {
        List<string> lines = [];
        while (rig.Log.TryPeek(out string line))
        {
            lines.Add(line.Replace("info: ", ""));
            rig.Log.RemoveOldest();
        }

        return lines;
    }
}
