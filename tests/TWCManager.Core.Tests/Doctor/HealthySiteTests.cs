using TWCManager.Core.Tests.Whole;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Doctor;

/// <summary>The doctor does not cry wolf.</summary>
public class HealthySiteTests
{
    private const int Hour = 3600;

    [Theory]
    [InlineData(22)]
    [InlineData(11)]
    public void A_healthy_site_with_cars_trailers_noise_and_a_restart_has_no_finding_in_24_hours(int seed)
    {
        var random = new Random(seed);
        var machine = new Machine(seed);
        ConnectorModel[] models = [ConnectorModel.Firmware453, ConnectorModel.Firmware44, ConnectorModel.Protocol1];
        int[] trailers = [0xFE, 0xFC, 0xF8, 0xF0, 0xFF, ConnectorSetup.NoTrailer];
        for (var i = 0; i < 3; i++)
        {
            machine.Line.Add(new ConnectorSetup(random.Next(1, 0x7777), models[random.Next(models.Length)])
            {
                Trailer = trailers[random.Next(trailers.Length)],
                PhantomCentiamps = random.Next(2) * 25,
                Volts = random.Next(208, 250),
                MinimumTurnaroundMs = random.Next(8, 40),
                MaximumTurnaroundMs = random.Next(45, 90),
                BusyBlipEveryMs = random.Next(2) * 61000,
            });
        }

        // A glitch of the transceivers at one turn-around in fifty, and a damaged byte now and then.
        machine.Line.Receiver = (value, pauseUs) => pauseUs > 5000 && random.Next(50) == 0 ? [(byte)(0xFF << random.Next(1, 8)), value] : [value];
        machine.Line.NoisePerByte = 0.0002;
        var seen = new SortedSet<string>();
        machine.AfterStep = () => seen.UnionWith(machine.NowMs % 1000 == 0 ? machine.Findings : []);
        machine.Send("command/chargeNow", "{\"amps\":30,\"minutes\":1440}");
        for (var hour = 0; hour < 24; hour++)
        {
            var unit = machine.Line.Connectors[random.Next(3)];
            if (unit.Car == null)
            {
                unit.PlugIn(Machine.Car(random.Next(10, 33)));
            }
            else
            {
                unit.Unplug();
            }

            machine.Run(random.Next(Hour / 2));
            if (hour % 8 == 3)
            {
                machine.PowerCut(random.Next(3, 60));
            }

            if (hour % 8 == 5)
            {
                unit.PressReset();
            }

            machine.Run(Hour / 2);
        }

        Assert.True(seen.Count == 0, "seed " + seed + ": " + string.Join(", ", seen));
        Assert.True(machine.Controller.Bus.Counters.Lost > 10, "the line was too good to prove anything");
    }
}
