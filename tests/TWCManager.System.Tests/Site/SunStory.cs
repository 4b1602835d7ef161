namespace TWCManager.System.Tests.Site;

/// <summary>The sun goes and comes back; an inverter tells of it every ten seconds.</summary>
/// <param name="SumAtFirst">Sum of the limits while the surplus is <paramref name="SurplusAtFirst"/>, in 0.01 A.</param>
/// <param name="SurplusAtFirst">In W.</param>
/// <param name="LowerMs">From the loss of the sun to low limits at all connectors.</param>
/// <param name="RaiseMs">From its return to limits above the first ones.</param>
/// <param name="SumAtLast">Sum of the limits after that, in 0.01 A.</param>
/// <param name="SurplusAtLast">In W.</param>
internal sealed record SunStory(int SumAtFirst, double SurplusAtFirst, long LowerMs, long RaiseMs, int SumAtLast, double SurplusAtLast)
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
            site.Until(() => IsUsed(site, first), "the surplus is used", 40);
            int sumAtFirst = site.Line.Limits().Sum();

            sunshine.SolarWatts = 1500;
            long lowerMs = site.Until(() => site.Line.Limits().All(limit => limit <= 600), "less current");

            sunshine.SolarWatts = 9000;
            double last = sunshine.SurplusWatts;
            long raiseMs = site.Until(() => site.Line.Limits().Sum() > sumAtFirst, "more current", 30);
            site.Until(() => IsUsed(site, last), "the surplus is used", 40);
            return new SunStory(sumAtFirst, first, lowerMs, raiseMs, site.Line.Limits().Sum(), last);
        });
    }

    // Whole amperes: what is left over is less than one for all together.
    private static bool IsUsed(LiveSite site, double surplusWatts)
    {
        int watts = site.Line.Limits().Sum() * Volts / 100;
        return watts <= surplusWatts && watts > surplusWatts - 2 * Volts;
    }
}
