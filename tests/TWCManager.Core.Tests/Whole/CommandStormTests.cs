using TWCManager.Core.Ports;
using Xunit;

namespace TWCManager.Core.Tests.Whole;

public class CommandStormTests
{
    [Fact]
    public void Sixty_orders_at_once_get_sixty_receipts()
    {
        var machine = new Machine();
        machine.Run(5);
        for (var i = 0; i < 60; i++)
        {
            machine.Send("settings/greenEnergyFlexAmps/set", (i % 10).ToString());
        }

        machine.Run(5);
        Assert.Equal(60, Receipts(machine).Count(r => r.Contains("\"ok\":true", StringComparison.Ordinal)));
        Assert.Equal(9, machine.Controller.Settings.Number(Core.Settings.Setting.GreenEnergyFlexAmps));
    }

    [Fact]
    public void Orders_that_the_queue_had_no_place_for_are_told()
    {
        var machine = new Machine();
        machine.Run(5);
        machine.Mqtt.Lost = 3;
        machine.Send("command/stop", "");
        machine.Run(1);
        Assert.Equal(
            ["{\"topic\":null,\"ok\":false,\"error\":\"3 messages came too fast and are lost; send them again.\"}",
                "{\"topic\":\"twcmanager/main/command/stop\",\"ok\":true,\"value\":\"stopped\"}"],
            Receipts(machine));
        machine.Mqtt.Lost = 1;
        machine.Run(1);
        Assert.Equal("{\"topic\":null,\"ok\":false,\"error\":\"1 message came too fast and is lost; send it again.\"}", Receipts(machine).Last());
        Assert.Contains(machine.Mqtt.All, m => m.Topic.EndsWith("/log", StringComparison.Ordinal) && m.Payload == "warning: MQTT: 1 message came too fast and is lost; send it again.");
    }

    private static List<string> Receipts(Machine machine)
    {
        return machine.Mqtt.All.Where(m => m.Topic == "twcmanager/main/response").Select(m => m.Payload).ToList();
    }
}
