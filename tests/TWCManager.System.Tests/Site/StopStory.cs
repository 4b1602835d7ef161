namespace TWCManager.System.Tests.Site;

/// <summary>Orders to cars that charge: charge now, stop, resume.</summary>
/// <param name="ChargeNowMs">From the order to the limits at all connectors.</param>
/// <param name="LowerMs">From stop to the floor, or at most the minimum where a relay has just closed.</param>
/// <param name="StopMs">From stop to limit 0 at the protocol 1 unit, whose relay had just closed.</param>
/// <param name="HeartbeatsAfterStop">Heartbeats to that unit from then on.</param>
/// <param name="OldUnitDraw">What its car draws at the end of that, in 0.01 A.</param>
/// <param name="ResumeMs">From resume to higher limits at the protocol 2 units.</param>
/// <param name="Vin">Number of the car at the newest unit, as published.</param>
internal sealed record StopStory(
    long ChargeNowMs, long LowerMs, long StopMs, IReadOnlyList<SentHeartbeat> HeartbeatsAfterStop, int OldUnitDraw, long ResumeMs, string? Vin)
{
    private const int MeasuredMs = 5000;

    // The relay of protocol 1 stays closed for a minute after it closed.
    private const int RelaySeconds = 75;

    public static StopStory Play()
    {
        return LiveSite.Play(site =>
        {
            site.Settings["nonScheduledAction"] = "none";
            site.StartHostAndLink();
            site.PlugInCars();
            long chargeNowMs = TimeTo(site, "chargeNow", "{\"amps\":36,\"minutes\":60}", () => site.Line.Limits().All(limit => limit == 1200));
            site.Until(() => site.Line.DrawnCentiamps() > 3000, "all cars charge");

            long lowerMs = TimeTo(site, "stop", "", () => site.Line.Limits().All(limit => limit <= 600));
            long stopMs = lowerMs + site.Until(() => site.Line.LimitOf(LiveLine.OldUnit) == 0, "0 A at protocol 1", RelaySeconds);
            IReadOnlyList<SentHeartbeat> after = Watch(site);
            int draw = site.Line.Read(bus => bus.Find(LiveLine.OldUnit)!.DrawCentiamps);

            long resumeMs = TimeTo(site, "resume", "", () => site.Line.LimitOf(LiveLine.MiddleUnit) >= 1200 && site.Line.LimitOf(LiveLine.NewUnit) >= 1200);

            // A reply that got lost is asked for again a minute later.
            site.Until(() => ReadVin(site) != null, "number of the car", RelaySeconds);
            return new StopStory(chargeNowMs, lowerMs, stopMs, after, draw, resumeMs, ReadVin(site));
        });
    }

    private static string? ReadVin(LiveSite site)
    {
        return site.Document("twc/" + LiveLine.NewUnit.ToString("X4")).GetProperty("vin").GetString();
    }

    private static long TimeTo(LiveSite site, string verb, string payload, Func<bool> result)
    {
        long orderedMs = site.Line.NowMs;
        site.OrderWell("command/" + verb, payload);
        site.Until(result, "result of " + verb);
        return site.Line.NowMs - orderedMs;
    }

    private static IReadOnlyList<SentHeartbeat> Watch(LiveSite site)
    {
        long fromMs = site.Line.NowMs;
        site.Throughout(MeasuredMs, () => site.Line.LimitOf(LiveLine.OldUnit) == 0, "0 A");
        return site.Line.ReadTap(tap => tap.Sent.Where(one => one.To == LiveLine.OldUnit && one.AtMs > fromMs).ToArray());
    }
}
