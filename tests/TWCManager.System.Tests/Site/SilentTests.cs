using System.Text.Json;

namespace TWCManager.System.Tests.Site;

/// <summary>A master without wiring limits is no master.</summary>
public sealed class SilentTests
{
    // Several times what the first byte takes otherwise.
    private const int MeasuredMs = 2500;

    [Fact]
    public void Without_wiring_limits_not_a_byte_is_sent_and_everybody_is_told_and_with_them_heartbeats_begin()
    {
        LiveSite.Play(site =>
        {
            site.Settings.Remove("wiringMaxAmpsAllTWCs");
            site.Settings.Remove("wiringMaxAmpsPerTWC");
            site.Line.PowerUp();
            site.StartHost();
            site.UntilOnline(0);
            AssertStaysSilent(site);
            site.Until(() => site.Host.Errors.Contains("wiringMaxAmpsAllTWCs", StringComparison.Ordinal), "told");
            Assert.False(site.Order("settings/wiringMaxAmpsAllTWCs/set", "16").GetProperty("ok").GetBoolean());
            Assert.False(site.Order("command/chargeNow", "{\"amps\":16}").GetProperty("ok").GetBoolean());
            Assert.Equal(0, site.Line.Read(bus => bus.MasterBytes));
            site.Host.Signal("TERM");
            Assert.Equal(0, site.Host.WaitForEnd());
            Assert.DoesNotContain("ready", site.Host.Output, StringComparison.Ordinal);

            site.Settings["wiringMaxAmpsAllTWCs"] = "40";
            site.Settings["wiringMaxAmpsPerTWC"] = "32";
            site.StartHost();
            site.Host.WaitForOutput("ready\n");
            site.Until(() => site.Line.Read(bus => bus.Connectors.Any(one => one.HeartbeatsHeard > 1)), "heartbeats");
        });
    }

    /// <summary>Says that it is silent, and is.</summary>
    internal static void AssertStaysSilent(LiveSite site)
    {
        site.Until(() => site.IsSite(one => State(one) == "silent"), "silent");
        site.Throughout(MeasuredMs, () => site.Line.Read(bus => bus.MasterBytes) == 0 && site.IsSite(one => State(one) == "silent"), "silent");
    }

    private static string? State(JsonElement site)
    {
        return site.GetProperty("bus").GetProperty("state").GetString();
    }
}
