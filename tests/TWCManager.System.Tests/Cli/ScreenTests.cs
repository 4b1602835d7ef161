using TWCManager.Core.Ports;
using TWCManager.Host.Adapters;
using TWCManager.Host.Screen;

namespace TWCManager.System.Tests.Cli;

public sealed class ScreenTests
{
    [Fact]
    public void A_terminal_of_any_size_gets_lines_that_fit()
    {
        LogLine[] log = [new LogLine(DateTime.UnixEpoch, LogLevel.Warning, "Energy source fronius: the Fronius inverter cannot be reached")];
        foreach (int count in new[] { 0, 1, 3, 8 })
        {
            Picture picture = PictureWith(count);
            for (int width = 1; width <= 130; width++)
            {
                for (int height = 1; height <= 30; height++)
                {
                    Canvas canvas = new Canvas(width, height, hasColour: false);
                    Painter.Paint(canvas, picture, log);
                    string[] lines = canvas.ToString()!.Split('\n');
                    Assert.True(lines.Length <= height && lines.All(line => line.TrimEnd('\r').Length <= width), width + "x" + height);
                }
            }
        }
    }

    private static Picture PictureWith(int connectors)
    {
        return new Picture
        {
            Title = "simulated site 'default', day at 72x", Clock = "09:46", SolarWatts = 10500, HouseWatts = 5860, GridWatts = -4640, SurplusWatts = 10290,
            CarWatts = 9080, AvailableCentiamps = 1400, WiringLimitCentiamps = 4800, Policy = "green", PolicyReason = "Surplus 10285 W is 14 A",
            Connectors = Enumerable.Range(0, connectors).Select(i => new ConnectorRow(
                "201" + i, "pluggedNotCharging", 1400, 1400, i == 1 ? null : 1320, 3200, 9080, 510, "red 38 %",
                "Offered 0 A: what is left is less than the 6 A that a car needs (minAmpsPerTWC).", i == 2)).ToArray(),
            Bus = "running, 124 of 127 heartbeats answered, longest gap 1.40 s, 2 damaged", Wiring = connectors == 3 ? "A unit does not hear us: check its wires." : "",
            Sources = "fronius ok 8 s ago, homeAssistant ok 7 s ago", Mqtt = "connected to 127.0.0.1:1883", Web = "http://127.0.0.1:8080/",
        };
    }
}
