using System.Text.Json;

namespace TWCManager.System.Tests.Site;

/// <summary>A hundred thousand random bytes come in at the port, in bursts that no real line could carry.</summary>
/// <param name="Bytes">How many.</param>
/// <param name="Sent">Heartbeats meanwhile, by connector.</param>
/// <param name="Dropped">Segments that the program says it threw away.</param>
/// <param name="IsLinkedAfter">All connectors are still linked.</param>
/// <param name="Log">What the program said.</param>
internal sealed record GarbageStory(int Bytes, IReadOnlyDictionary<int, Rhythm> Sent, int Dropped, bool IsLinkedAfter, string Log)
{
    private const int Bursts = 40;
    private const int BurstBytes = 2500;

    public static GarbageStory Play()
    {
        return LiveSite.Play(site =>
        {
            site.Settings["nonScheduledAction"] = "none";
            site.StartHostAndLink();
            site.PlugInCars();
            site.OrderWell("command/chargeNow", "{\"amps\":36}");
            site.Until(() => site.Line.DrawnCentiamps() > 1000, "cars charge");
            site.Line.HoldCeilings();

            IReadOnlyDictionary<int, Rhythm> rhythms = site.Measure(() => Garble(site));
            site.Line.ReleaseCeilings();
            site.Until(() => CountDropped(site) > 0, "the counters are published", 30);
            return new GarbageStory(Bursts * BurstBytes, rhythms, CountDropped(site), site.Line.AreAllLinked(), site.Host.Errors);
        });
    }

    private static void Garble(LiveSite site)
    {
        Random random = new Random(2024);
        for (int i = 0; i < Bursts; i++)
        {
            byte[] burst = new byte[BurstBytes];
            random.NextBytes(burst);
            int sent = site.Line.ReadTap(tap => tap.Sent.Count);
            site.Line.Garble(burst);
            site.Until(site.Line.IsGarbageThrough, "the port takes the burst");
            site.Until(() => site.Line.ReadTap(tap => tap.Sent.Count) > sent, "a heartbeat after the burst");
        }
    }

    private static int CountDropped(LiveSite site)
    {
        JsonElement bus = site.Document("site").GetProperty("bus");
        return new[] { "noise", "badChecksum", "badEscape", "badLength", "overflow" }.Sum(name => bus.GetProperty(name).GetInt32());
    }
}
