using TWCManager.Simulation;

namespace TWCManager.System.Tests.Site;

/// <summary>Half a minute in which everything around the bus goes wrong at once.</summary>
/// <param name="Sent">Heartbeats as sent, by connector.</param>
/// <param name="LongestHeardGapMs">Longest time without one that came through the noise, of all connectors.</param>
/// <param name="NoisyBytes">Bytes that noise changed.</param>
/// <param name="Sessions">Times the program said that it is online.</param>
/// <param name="HangingRequests">HTTP requests that nobody answered, per source.</param>
internal sealed record EnduranceStory(IReadOnlyDictionary<int, Rhythm> Sent, long LongestHeardGapMs, long NoisyBytes, int Sessions, int[] HangingRequests)
{
    private const int BeforeOutageMs = 3000;
    private const int OutageMs = 3000;
    private const int BetweenMs = 7000;
    private const int AfterMs = 5000;
    private const int LeastMs = 25000;

    public static EnduranceStory Play()
    {
        return LiveSite.Play(site =>
        {
            using Sunshine sunshine = new Sunshine(site.Line, 9000);
            sunshine.ApplyTo(site, null);
            sunshine.ApplyTo(site, "sensor.grid");
            sunshine.Inverter.Faults.Kind = HttpFaultKind.Hang;
            sunshine.Home.Faults.Kind = HttpFaultKind.Hang;
            site.StartHostAndLink();
            site.PlugInCars();
            return Measure(site, sunshine);
        });
    }

    private static EnduranceStory Measure(LiveSite site, Sunshine sunshine)
    {
        site.Line.Do(bus => bus.NoisePerByte = 0.01);
        site.Line.Do(bus => bus.Connectors.ToList().ForEach(one => one.ClearIntervals()));
        IReadOnlyDictionary<int, Rhythm> sent = site.Measure(() => GoThrough(site));
        long heardGapMs = site.Line.Read(bus => bus.Connectors.Max(one => one.LongestGapMs));
        long noisy = site.Line.Read(bus => bus.NoisyBytes);
        site.Line.Do(bus => bus.NoisePerByte = 0);
        int sessions = site.Peer.From(0, site.Root + "status").Count(one => one.Text == "online");
        return new EnduranceStory(sent, heardGapMs, noisy, sessions, [sunshine.Inverter.RequestCount, sunshine.Home.RequestCount]);
    }

    private static void GoThrough(LiveSite site)
    {
        long fromMs = site.Line.NowMs;
        Pass(site, BeforeOutageMs);
        BreakBroker(site);
        Pass(site, BetweenMs);
        BreakBroker(site);
        Pass(site, AfterMs);
        site.Until(() => site.Line.NowMs - fromMs >= LeastMs, "25 s");
    }

    private static void BreakBroker(LiveSite site)
    {
        int place = site.Peer.Count;
        site.Broker.Stop();
        Pass(site, OutageMs);
        site.Broker.Start();
        site.UntilOnline(place);
    }

    private static void Pass(LiveSite site, int ms)
    {
        site.Throughout(ms, () => true, "time");
    }
}
