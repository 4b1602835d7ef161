using System.Text.Json;
using TWCManager.Simulation;

namespace TWCManager.System.Tests.Site;

/// <summary>Cars charge from a large surplus; then the source of the readings fails in its own way.</summary>
/// <param name="SurplusBefore">Published surplus before a car drew anything, W.</param>
/// <param name="LimitsBefore">Sum of the limits when the source failed, in 0.01 A.</param>
/// <param name="UnknownMs">From the failure until the surplus is published as unknown.</param>
/// <param name="LowMs">From the failure until no connector may give more than the least.</param>
/// <param name="SurplusProblem">The published sentence.</param>
/// <param name="SurplusAfter">Every surplus that was published since the failure, null for unknown.</param>
/// <param name="HighestAfter">Highest limit in the seconds after it was low, in 0.01 A.</param>
internal sealed record StaleStory(
    int SurplusBefore, int LimitsBefore, long UnknownMs, long LowMs, string SurplusProblem, IReadOnlyList<int?> SurplusAfter, int HighestAfter)
{
    /// <summary>energyMaxAgeSeconds in these stories, ms.</summary>
    public const int MaxAgeMs = 20000;

    private const double SolarWatts = 9000;
    private const int MeasuredMs = 4000;
    private const int FailSeconds = 45;

    public static StaleStory PlaySilentInverter()
    {
        return Play(null, sunshine => sunshine.Inverter.Faults.Kind = HttpFaultKind.Hang);
    }

    // The sensor counts in kW: what is published before the failure shows that the unit is read.
    public static StaleStory PlayFrozenHome()
    {
        return Play("sensor.grid_kw", sunshine => sunshine.Home.Home.IsFrozen = true);
    }

    public static StaleStory PlayUnavailableHome()
    {
        return Play("sensor.grid", sunshine => sunshine.Home.Home.IsRestarting = true);
    }

    private static StaleStory Play(string? entity, Action<Sunshine> fail)
    {
        return LiveSite.Play(site =>
        {
            using Sunshine sunshine = new Sunshine(site.Line, SolarWatts);
            sunshine.ApplyTo(site, entity);
            site.Settings["nonScheduledAction"] = "none";
            site.StartHostAndLink();
            site.Until(() => site.IsSite(one => Surplus(one) > 0), "a surplus is known");
            int before = Surplus(site.Document("site"))!.Value;
            site.PlugInCars();

            // Said by a person and not by the sun, it goes out at once.
            site.OrderWell("settings/nonScheduledAction/set", "green");
            site.Until(() => site.Line.Limits().Sum() > 3000, "high limits");
            site.Until(() => site.Line.DrawnCentiamps() > 2500, "the cars take them");
            int limits = site.Line.Limits().Sum();
            return Watch(site, () => fail(sunshine), before, limits);
        });
    }

    private static StaleStory Watch(LiveSite site, Action fail, int surplusBefore, int limitsBefore)
    {
        int place = site.Peer.Count;
        long failedMs = site.Line.NowMs;
        fail();
        long unknownMs = -1;
        long lowMs = -1;
        site.Until(
            () =>
            {
                unknownMs = unknownMs < 0 && site.IsSite(one => Surplus(one) == null) ? site.Line.NowMs - failedMs : unknownMs;
                lowMs = lowMs < 0 && site.Line.Limits().All(limit => limit <= 600) ? site.Line.NowMs - failedMs : lowMs;
                return unknownMs >= 0 && lowMs >= 0;
            },
            "surplus unknown and limits low",
            FailSeconds);

        int highest = 0;
        site.Throughout(MeasuredMs, () => (highest = Math.Max(highest, site.Line.Limits().Max())) <= 600, "low limits");
        string problem = site.Document("site").GetProperty("surplusProblem").GetString() ?? "";
        int?[] after = site.Peer.From(place, site.Root + "site").Select(one => Surplus(JsonDocument.Parse(one.Payload).RootElement)).ToArray();
        return new StaleStory(surplusBefore, limitsBefore, unknownMs, lowMs, problem, after, highest);
    }

    private static int? Surplus(JsonElement site)
    {
        JsonElement surplus = site.GetProperty("surplusWatts");
        return surplus.ValueKind == JsonValueKind.Null ? null : surplus.GetInt32();
    }
}
