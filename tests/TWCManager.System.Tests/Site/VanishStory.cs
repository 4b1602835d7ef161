using System.Text.Json;

namespace TWCManager.System.Tests.Site;

/// <summary>The adapter is pulled while cars charge, and put back.</summary>
/// <param name="BusStateWithout">State of the bus that was published while it was away.</param>
/// <param name="RecoveryMs">From its return to a heartbeat at every connector.</param>
/// <param name="FailSafeStops">Charges that ended because connectors missed their master.</param>
/// <param name="After">Heartbeats from then on, by connector.</param>
/// <param name="Log">What the program said.</param>
internal sealed record VanishStory(string? BusStateWithout, long RecoveryMs, int FailSafeStops, IReadOnlyDictionary<int, Rhythm> After, string Log)
{
    private const int MeasuredMs = 4000;

    public static VanishStory Play()
    {
        return LiveSite.Play(site =>
        {
            site.Settings["nonScheduledAction"] = "none";
            site.StartHostAndLink();
            site.PlugInCars();
            site.OrderWell("command/chargeNow", "{\"amps\":36}");
            site.Until(() => site.Line.DrawnCentiamps() > 2000, "cars charge");

            site.Line.Vanish();
            site.Until(() => site.IsSite(one => one.GetProperty("busConnected").GetString() == "OFF"), "the loss is published");
            JsonElement bus = site.Document("site").GetProperty("bus");
            Dictionary<int, int> heard = LiveLine.Units.ToDictionary(id => id, id => site.Line.Read(line => line.Find(id)!.HeartbeatsHeard));
            site.Line.Reappear();
            long recoveryMs = site.Until(() => heard.All(one => site.Line.Read(line => line.Find(one.Key)!.HeartbeatsHeard) > one.Value), "heartbeats go on");

            IReadOnlyDictionary<int, Rhythm> after = site.Measure(() => site.Throughout(MeasuredMs, () => true, "time"));
            int stops = site.Line.Read(line => line.Connectors.Sum(one => one.FailSafeStops));
            return new VanishStory(bus.GetProperty("state").GetString(), recoveryMs, stops, after, site.Host.Errors);
        });
    }
}
