using TWCManager.Simulation;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Site;

/// <summary>The program dies while all cars charge at full, and is started again at once.</summary>
/// <param name="SumBefore">Sum of the standing limits when it died, in 0.01 A.</param>
/// <param name="DeadMs">From its death to its next heartbeat.</param>
/// <param name="FailSafeStops">Charges that ended because connectors missed their master.</param>
/// <param name="ContactorCloses">Times a contactor closed after the death.</param>
/// <param name="LeastDrawn">Least that the cars drew together after the death, in 0.01 A.</param>
/// <param name="SumAfter">Sum of the limits at the end, in 0.01 A.</param>
internal sealed record KillStory(int SumBefore, long DeadMs, int FailSafeStops, int ContactorCloses, int LeastDrawn, int SumAfter)
{
    private const int MeasuredMs = 10000;

    public static KillStory Play()
    {
        return LiveSite.Play(site =>
        {
            site.Settings["nonScheduledAction"] = "none";
            site.Settings["nonScheduledAmpsMax"] = LiveSite.WiringAmps.ToString();
            site.StartHostAndLink();
            site.PlugInCars();
            site.Settings.Remove("nonScheduledAction");
            site.OrderWell("settings/nonScheduledAction/set", "fixed");
            site.Until(() => site.Line.Limits().Sum() == LiveSite.WiringAmps * 100, "full limits");
            site.Until(() => site.Line.DrawnCentiamps() > 3600, "cars charge at full");
            site.Until(() => Stored(site, "settings.json").Contains("\"fixed\"", StringComparison.Ordinal), "settings are stored");
            site.Until(() => Stored(site, "state.json").Split("\"linked\":true").Length == 4, "connectors are stored");
            return Watch(site);
        });
    }

    private static KillStory Watch(LiveSite site)
    {
        int sumBefore = site.Line.Read(bus => bus.Connectors.Sum(one => one.StandingLimitCentiamps));
        int closesBefore = site.Line.Read(bus => bus.Connectors.Sum(one => one.ContactorCloses));
        site.KillHost();
        long diedMs = site.Line.NowMs;
        site.Line.HoldCeilings();
        site.StartHost();
        site.Until(() => site.Line.ReadTap(tap => tap.Sent[^1].AtMs > diedMs), "heartbeats go on");
        long deadMs = site.Line.ReadTap(tap => tap.Sent.First(one => one.AtMs > diedMs).AtMs) - diedMs;

        int least = int.MaxValue;
        site.Throughout(MeasuredMs, () => (least = Math.Min(least, site.Line.DrawnCentiamps())) > 0, "cars charge");
        site.Line.ReleaseCeilings();
        site.Until(() => site.Line.Limits().Sum() == LiveSite.WiringAmps * 100, "full limits again", 60);
        (int stops, int closes) = site.Line.Read(bus => (bus.Connectors.Sum(one => one.FailSafeStops), bus.Connectors.Sum(one => one.ContactorCloses)));
        return new KillStory(sumBefore, deadMs, stops, closes - closesBefore, least, site.Line.Limits().Sum());
    }

    private static string Stored(LiveSite site, string name)
    {
        string path = site.Data.File(name);
        return File.Exists(path) ? File.ReadAllText(path).Replace(" ", "", StringComparison.Ordinal) : "";
    }
}
