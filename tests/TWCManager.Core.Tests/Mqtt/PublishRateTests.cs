using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Energy;
using TWCManager.Core.Policy;
using TWCManager.Core.Tests.Energy;
using TWCManager.Core.Tests.Bus;
using Xunit;

namespace TWCManager.Core.Tests.Mqtt;

public class PublishRateTests
{
    // (what, of what to what, published within 1 s, published within 6 s)
    public static TheoryData<string, object, object, bool, bool> ConnectorChanges => new()
    {
        { "OfferedCentiamps", 1600, 1700, true, true },
        { "Reason", OfferReason.Granted, OfferReason.SharedLimit, true, true },
        { "IsCharging", true, false, true, true },
        { "IsPlugged", true, false, true, true },
        { "LimitCentiamps", 3200, 1600, true, true },
        { "Connector.State", 1, 3, true, true },
        { "Connector.State", 0, 5, false, true },
        { "Connector.State", 5, 0, false, true },
        { "Connector.Link", LinkState.Online, LinkState.Stale, true, true },
        { "Connector.ActualCentiamps", 1500, 1509, false, false },
        { "Connector.ActualCentiamps", 1500, 1510, false, true },
        { "Connector.ActualCentiamps", 1500, 1490, false, true },
        { "Connector.ConfirmedCentiamps", 1600, 600, false, true },
        { "Connector.Energy.VoltsL1", 230, 231, false, false },
        { "Connector.Energy.VoltsL1", 230, 232, false, true },
        { "Connector.Energy.VoltsL3", 230, 227, false, true },
        { "PowerWatts", 1000, 1049, false, false },
        { "PowerWatts", 1000, 1050, false, true },
        { "PowerWatts", 10000, 10199, false, false },
        { "PowerWatts", 10000, 9800, false, true },
        { "TotalWattHours", 1000L, 1900L, false, false },
    };

    [Theory]
    [MemberData(nameof(ConnectorChanges))]
    public void A_change_of_a_connector_is_told_as_fast_as_it_matters(string what, object from, object to, bool withinOne, bool withinSix)
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        ChargePoint point = rig.AddConnector(0x1234);
        Set(rig, point, what, from);
        rig.Settle();
        rig.Link.All.Clear();

        Set(rig, point, what, to);
        rig.Run(1000);
        Assert.Equal(withinOne ? 1 : 0, rig.Link.All.Count(s => s.Topic == StatusRig.Root + "twc/1234"));

        rig.Run(5000);
        Assert.Equal(withinSix ? 1 : 0, rig.Link.All.Count(s => s.Topic == StatusRig.Root + "twc/1234"));

        rig.Run(55000);
        Assert.NotEmpty(rig.Link.All.Where(s => s.Topic == StatusRig.Root + "twc/1234").ToList());
    }

    public static TheoryData<string, bool, bool> SiteChanges => new()
    {
        { "policy", true, true },
        { "stop", true, true },
        { "chargeNow", true, true },
        { "source", true, true },
        { "solar +49", false, false },
        { "solar +60", false, true },
        { "grid -60", false, true },
        { "soc", false, true },
        { "house -300", false, true },
    };

    [Theory]
    [MemberData(nameof(SiteChanges))]
    public void A_change_of_the_site_is_told_as_fast_as_it_matters(string what, bool withinOne, bool withinSix)
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        rig.Measure(2000, -1000, 1000);
        rig.Settle();
        rig.Link.All.Clear();

        Change(rig, what);
        rig.Run(1000);
        Assert.Equal(withinOne ? 1 : 0, rig.Link.All.Count(s => s.Topic == StatusRig.Root + "site"));

        rig.Run(5000);
        Assert.Equal(withinSix ? 1 : 0, rig.Link.All.Count(s => s.Topic == StatusRig.Root + "site"));
    }

    [Fact]
    public void Measured_values_that_never_rest_are_told_every_five_seconds()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        ChargePoint point = rig.AddConnector(0x1234);
        rig.Settle();
        rig.Link.All.Clear();
        for (int i = 0; i < 600; i++)
        {
            rig.Draw(point, i % 2 == 0 ? 1000 : 3000);
            rig.Run(100);
        }

        long[] times = rig.Link.All.Where(s => s.Topic == StatusRig.Root + "twc/1234").Select(s => s.AtMs).ToArray();
        Assert.InRange(times.Length, 11, 13);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 5000, 5200));
    }

    [Fact]
    public void Decisions_that_never_rest_are_told_twice_a_second_at_most()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        ChargePoint point = rig.AddConnector(0x1234);
        rig.Settle();
        rig.Link.All.Clear();
        for (int i = 0; i < 1000; i++)
        {
            point.Offer.Give(600 + i % 7 * 100, OfferReason.Granted);
            rig.Run(10);
        }

        Assert.InRange(rig.Link.All.Count(s => s.Topic == StatusRig.Root + "twc/1234"), 15, 20);
    }

    [Fact]
    public void Everything_that_expires_is_told_once_a_minute_when_nothing_changes()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        rig.AddConnector(0x1234);
        rig.AddConnector(0x5678);
        rig.Settle();
        rig.Link.All.Clear();

        rig.Run(600000);

        foreach (string below in new[] { "site", "twc/1234", "twc/5678" })
        {
            long[] times = rig.Link.All.Where(s => s.Topic == StatusRig.Root + below).Select(s => s.AtMs).ToArray();
            Assert.InRange(times.Length, 10, 11);
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 50000, 60000));
        }

        Assert.Empty(rig.Link.All.Where(s => s.Topic.EndsWith("/config") || s.Topic.EndsWith("/status") || s.Topic.EndsWith("/settings")).ToList());
    }

    private static void Set(StatusRig rig, ChargePoint point, string what, object value)
    {
        switch (what)
        {
            case "OfferedCentiamps":
                point.Offer.Give((int)value, point.Offer.Reason);
                break;
            case "Reason":
                point.Offer.Give(point.Offer.Centiamps, (OfferReason)value);
                break;
            case "LimitCentiamps":
                point.Limits.Update((int)value);
                break;
            case "TotalWattHours":
                point.Energy.Restore((long)value);
                break;
            case "PowerWatts":
                rig.Draw(point, (int)value);
                break;
            case "IsCharging":
                point.Connector.ReportDraw((bool)value ? 1542 : 0);
                rig.See(point);
                Assert.Equal(((bool)value, true), (point.Car.IsCharging, point.Car.IsPlugged));
                break;
            case "IsPlugged":
                point.Connector.ReportDraw(0);
                point.Connector.Reported.TakePlug((bool)value ? 3 : 0);
                rig.See(point);
                Assert.Equal(value, point.Car.IsPlugged);
                break;
            case "Connector.State":
                point.Connector.ReportState((int)value);
                break;
            case "Connector.ActualCentiamps":
                point.Connector.ReportDraw((int)value);
                break;
            case "Connector.ConfirmedCentiamps":
                point.Connector.Reported.TakeHeartbeat(point.Connector.State, (int)value, point.Connector.ActualCentiamps);
                break;
            default:
                object target = what.StartsWith("Connector.Energy.") ? point.Connector.Energy : point.Connector;
                StatusRig.Set(target, what[(what.LastIndexOf('.') + 1)..], value);
                break;
        }
    }

    private static void Change(StatusRig rig, string what)
    {
        switch (what)
        {
            case "policy":
                rig.Decide("none", 0);
                break;
            case "stop":
                rig.Manual.Stop();
                break;
            case "chargeNow":
                rig.Manual.ChargeNow(10, rig.NowMs + 60000);
                break;
            case "source":
                rig.Sources[0].State = SourceState.Failed;
                break;
            case "solar +49":
                rig.Measure(2049, -1000, 1000);
                break;
            case "solar +60":
                rig.Measure(2060, -1000, 1000);
                break;
            case "grid -60":
                rig.Measure(2000, -1060, 1000);
                break;
            case "house -300":
                rig.Measure(2000, -1000, 700);
                break;
            case "soc":
                rig.Sources[0].BatterySoc.Set(55, rig.NowMs);
                rig.Measure(2000, -1000, 1000);
                break;
        }
    }
}
