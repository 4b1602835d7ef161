using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Simulation;

public class SimulatedSiteTests
{
    private const int Noon = 12 * 3600;

    [Fact]
    public void Grid_is_load_minus_sun_minus_battery()
    {
        SiteSnapshot site = new SiteSnapshot(0, 0, 5000, 400, 3000, -600, 50);
        Assert.Equal(3400, site.LoadWatts);
        Assert.Equal(-1000, site.GridWatts);
    }

    [Fact]
    public void A_clear_sun_is_up_by_day_only_and_highest_in_the_middle()
    {
        SimulatedSun sun = new SimulatedSun(1) { PeakWatts = 8000, SunriseSecond = 6 * 3600, SunsetSecond = 18 * 3600 };
        Assert.Equal(0, sun.WattsAt(5.9 * 3600));
        Assert.Equal(8000, sun.WattsAt(Noon), 0.001);
        Assert.InRange(sun.WattsAt(9 * 3600), 4000, 7000);
        Assert.Equal(0, sun.WattsAt(18.1 * 3600));
        Assert.Equal(8000, sun.WattsAt(86400 + Noon), 0.001);
    }

    [Fact]
    public void Clouds_come_and_go_and_never_add_sun()
    {
        SimulatedSun clear = new SimulatedSun(3);
        SimulatedSun cloudy = clear with { Cloudiness = 0.9 };
        double lowest = 1;
        double highest = 0;
        for (int second = 10 * 3600; second < 16 * 3600; second += 10)
        {
            double part = cloudy.WattsAt(second) / clear.WattsAt(second);
            lowest = Math.Min(lowest, part);
            highest = Math.Max(highest, part);
        }

        Assert.InRange(lowest, 0, 0.5);
        Assert.InRange(highest, 0.8, 1);
    }

    [Fact]
    public void A_house_always_uses_something_and_sometimes_much_more()
    {
        SimulatedHouse house = new SimulatedHouse(2);
        double lowest = double.MaxValue;
        double highest = 0;
        for (int second = 0; second < SimulatedSite.DaySeconds; second += 10)
        {
            lowest = Math.Min(lowest, house.WattsAt(second));
            highest = Math.Max(highest, house.WattsAt(second));
        }

        Assert.InRange(lowest, 150, 300);
        Assert.InRange(highest, 1500, 3500);
    }

    [Fact]
    public void A_home_battery_takes_the_rest_until_it_is_full_and_gives_until_it_is_empty()
    {
        SimulatedHomeBattery battery = new SimulatedHomeBattery { CapacityWattHours = 1000, StoredWattHours = 500, MaximumWatts = 4000 };
        battery.Step(-6000, 360);
        Assert.Equal(-4000, battery.Watts);
        Assert.Equal(900, battery.StoredWattHours, 0.001);
        battery.Step(-6000, 360);
        Assert.Equal(-1000, battery.Watts, 0.001);
        battery.Step(2000, 3600);
        Assert.Equal(1000, battery.Watts, 0.001);
        Assert.Equal(0, battery.StoredWattHours, 0.001);
    }

    [Theory]
    [InlineData(8 * 3600, false)]
    [InlineData(20 * 3600, true)]
    [InlineData(3 * 3600, true)]
    public void A_visit_may_go_over_midnight(int secondOfDay, bool isThere)
    {
        Assert.Equal(isThere, new CarVisit(0x2019, 18 * 3600, 7 * 3600).IsThere(secondOfDay));
    }

    [Fact]
    public void Cars_come_and_leave_at_their_hours()
    {
        SimulatedSite site = new SimulatedSite(Scenarios.Default, startSecond: 8.9 * 3600, daySpeed: 60);
        SimulatedConnector connector = site.Bus.Find(0x2019)!;
        Assert.Null(connector.Car);
        site.Advance(7000);
        Assert.Equal("red", connector.Car?.Name);
        site.Advance(8 * 60000);
        Assert.NotNull(connector.Car);
        site.Advance(8 * 60000 + 7000);
        Assert.Null(connector.Car);
    }

    [Fact]
    public void A_faster_day_fills_batteries_faster()
    {
        SimulatedSite site = new SimulatedSite(Scenarios.Single, startSecond: Noon, daySpeed: 60);
        SimulatedConnector connector = site.Connectors[0];
        double before = connector.Car!.StoredWattHours;
        HandMaster master = new HandMaster(site.Bus);
        for (int second = 0; second < 60; second++)
        {
            master.Beat(0x2019, 0x09, 1600);
            site.Advance(second * 1000 + 1000);
        }

        // An hour at 3 x 230 V x 15.2 A, less the minutes of the start.
        Assert.InRange(connector.Car!.StoredWattHours - before, 7000, 9700);
        Assert.InRange(site.CarWattHours, 7500, 10500);
    }

    [Fact]
    public void The_meter_sees_what_a_car_draws()
    {
        SimulatedSite site = new SimulatedSite(Scenarios.Single, startSecond: Noon);
        HandMaster master = new HandMaster(site.Bus);
        for (int second = 0; second < 40; second++)
        {
            master.Beat(0x2019, 0x09, 1600);
            site.Advance(second * 1000 + 1000);
        }

        Assert.Equal(15.2 * 230 * 3, site.Now.CarWatts, 0.1);
        Assert.Equal(site.Now.HouseWatts + site.Now.CarWatts - site.Now.SolarWatts, site.Now.GridWatts, 0.1);
    }

    [Fact]
    public void The_same_site_in_other_steps_ends_the_same()
    {
        Assert.Equal(Run(20), Run(100));
    }

    [Fact]
    public void Every_scenario_has_a_place_for_each_car_and_limits_that_hold_its_connectors()
    {
        foreach (Scenario scenario in Scenarios.All)
        {
            Assert.Same(scenario, Scenarios.Find(scenario.Name));
            Assert.All(scenario.Visits, visit => Assert.Contains(scenario.Connectors, setup => setup.Id == visit.ConnectorId));
            Assert.True(int.Parse(scenario.Settings["wiringMaxAmpsAllTWCs"]) >= 6 * scenario.Connectors.Count);
        }
    }

    private static SiteSnapshot Run(int stepMs)
    {
        SimulatedSite site = new SimulatedSite(Scenarios.Clouds, seed: 3, startSecond: Noon);
        HandMaster master = new HandMaster(site.Bus);
        for (int second = 1; second <= 120; second++)
        {
            master.Send("C0 FB E0 77 77 20 19 09 07 6C 00 00 00 00 00 00 83 C0");
            for (long nowMs = second * 1000 - 1000 + stepMs; nowMs <= second * 1000; nowMs += stepMs)
            {
                site.Advance(nowMs);
            }
        }

        return site.Now;
    }
}
