namespace TWCManager.System.Tests.Site;

/// <summary>The sun goes and comes back; an inverter tells of it every ten seconds.</summary>
/// <param name="LimitsAtFirst">The limits while the surplus is <paramref name="SurplusAtFirst"/>, in 0.01 A.</param>
/// <param name="DrawnAtFirst">What the cars draw with them, in W.</param>
/// <param name="SurplusAtFirst">In W.</param>
/// <param name="LowerMs">From the loss of the sun to low limits at all connectors.</param>
/// <param name="RaiseMs">From its return to limits above the first ones.</param>
/// <param name="DrawnAtLast">What the cars draw after that, in W.</param>
/// <param name="SurplusAtLast">In W.</param>
internal sealed record SunStory(IReadOnlyList<int> LimitsAtFirst, double DrawnAtFirst, double SurplusAtFirst, long LowerMs, long RaiseMs, double DrawnAtLast, double SurplusAtLast)
{
    private const int Volts = 230;

    public static SunStory Play()
    {
        return LiveSite.Play(site =>
        {
            using Sunshine sunshine = new Sunshine(site.Line, 6000);
            sunshine.ApplyTo(site, null);
            site.StartHostAndLink();
            site.PlugInCars();
            double first = sunshine.SurplusWatts;
            site.Until(() => IsUsed(site, first), "the surplus is used", 180);
            double drawnAtFirst = site.Line.CarWatts;
            IReadOnlyList<int> limitsAtFirst = [.. site.Line.Limits()];

            sunshine.SolarWatts = 1500;
            long lowerMs = site.Until(() => site.Line.Limits().All(limit => limit <= 600), "less current");

            sunshine.SolarWatts = 9000;
            double last = sunshine.SurplusWatts;
            long raiseMs = site.Until(() => site.Line.Limits().Sum() > limitsAtFirst.Sum(), "more current", 60);
            site.Until(() => IsUsed(site, last), "the surplus is used", 180);
            return new SunStory(limitsAtFirst, drawnAtFirst, first, lowerMs, raiseMs, site.Line.CarWatts, last);
        });
    }

    // Whole amperes: what is left over is about one for all together. The limits may be above it: a car draws less than it is offered, and that is offered on.
    private static bool IsUsed(LiveSite site, double surplusWatts)
    {
        double watts = site.Line.CarWatts;
        return watts <= surplusWatts && watts > surplusWatts - 2 * Volts;
    }
}
