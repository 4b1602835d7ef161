using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Simulation;

public class ChargingTests
{
    private static readonly ConnectorSetup s_newest = new ConnectorSetup(0x2019, ConnectorModel.Firmware453);
    private static readonly ConnectorSetup s_oldest = new ConnectorSetup(0x032E, ConnectorModel.Protocol1);

    [Fact]
    public void A_car_that_finds_no_limit_waits_in_state_04()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        HandMaster master = new HandMaster(bus);
        List<int> states = master.BeatFor(2, connector);
        connector.PlugIn(new SimulatedCar());
        states.AddRange(master.BeatFor(20, connector));
        Assert.Equal([0x00, 0x03, 0x04], states);
        Assert.False(connector.IsContactorClosed);
        Assert.InRange(connector.LongestLimitWaitMs, 15000, 20000);
    }

    [Fact]
    public void Protocol_2_starts_through_08_and_09()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar());
        HandMaster master = new HandMaster(bus);
        master.BeatFor(5, connector);
        Assert.Equal([0x04, 0x08, 0x09, 0x01], master.BeatFor(30, connector, 0x09, 1600));
        Assert.Equal(1520, connector.DrawCentiamps);
        Assert.Equal(1, connector.ContactorCloses);
    }

    [Fact]
    public void Protocol_1_starts_without_09()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_oldest);
        connector.PlugIn(new SimulatedCar());
        HandMaster master = new HandMaster(bus);
        master.BeatFor(5, connector);
        Assert.Equal([0x04, 0x08, 0x01], master.BeatFor(30, connector, 0x05, 1000));
        Assert.Equal(920, connector.DrawCentiamps);
    }

    [Fact]
    public void A_new_limit_shows_09_for_ten_to_twelve_seconds_and_the_draw_follows_within_six()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar());
        HandMaster master = new HandMaster(bus);
        master.BeatFor(40, connector, 0x09, 600);
        Assert.Equal(0x01, connector.State);
        master.Beat(0x2019, 0x09, 1600);
        long sinceMs = bus.NowMs;
        Assert.Equal(0x09, connector.State);
        Assert.InRange(connector.DrawCentiamps, 520, 600);
        master.Hear(sinceMs + 6100);
        Assert.Equal(1520, connector.DrawCentiamps);
        master.Hear(sinceMs + 9500);
        Assert.Equal(0x09, connector.State);
        master.Hear(sinceMs + 12100);
        Assert.Equal(0x01, connector.State);
    }

    [Fact]
    public void Protocol_2_charges_on_at_6_A_when_told_nothing()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar());
        HandMaster master = new HandMaster(bus);
        master.BeatFor(30, connector, 0x09, 1600);
        master.BeatFor(30, connector, 0x09, 0);
        Assert.True(connector.IsContactorClosed);
        Assert.Equal(600, connector.ConfirmedCentiamps);
        Assert.Equal(520, connector.DrawCentiamps);
    }

    [Fact]
    public void Protocol_1_stops_at_nothing_and_starts_again_with_a_limit()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_oldest);
        connector.PlugIn(new SimulatedCar());
        HandMaster master = new HandMaster(bus);
        master.BeatFor(30, connector, 0x05, 1600);
        Assert.True(connector.IsContactorClosed);
        Assert.Equal([0x01, 0x03], master.BeatFor(10, connector, 0x05, 0));
        Assert.False(connector.IsContactorClosed);
        Assert.Equal(0, connector.DrawCentiamps);
        Assert.Equal([0x03, 0x08, 0x01], master.BeatFor(20, connector, 0x05, 1000));
        Assert.Equal(2, connector.ContactorCloses);
    }

    [Fact]
    public void Command_05_is_ignored_by_protocol_2_while_charging()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar());
        HandMaster master = new HandMaster(bus);
        master.BeatFor(30, connector, 0x05, 1600);
        Assert.True(connector.IsContactorClosed);
        Assert.Equal(1600, connector.ConfirmedCentiamps);
        master.BeatFor(5, connector, 0x05, 1000);
        Assert.Equal(1600, connector.ConfirmedCentiamps);
    }

    [Fact]
    public void Command_06_raises_by_2_A_and_ends_in_state_0A()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar { MaximumCentiamps = 3200 });
        HandMaster master = new HandMaster(bus);
        master.BeatFor(40, connector, 0x09, 1600);
        master.Beat(0x2019, 0x06);
        Assert.Equal([0x06, 0x0A], master.BeatFor(50, connector));
        Assert.Equal(1800, connector.ConfirmedCentiamps);
        Assert.Equal(1720, connector.DrawCentiamps);
    }

    [Fact]
    public void Command_07_lowers_the_draw_by_2_A_for_ten_seconds()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar());
        HandMaster master = new HandMaster(bus);
        master.BeatFor(40, connector, 0x09, 1600);
        master.Beat(0x2019, 0x07);
        master.BeatFor(8, connector);
        Assert.Equal(0x07, connector.State);
        Assert.Equal(1320, connector.DrawCentiamps);
        master.BeatFor(12, connector);
        Assert.Equal(0x0A, connector.State);
        Assert.Equal(1520, connector.DrawCentiamps);
    }

    [Fact]
    public void Without_heartbeats_charging_goes_on_for_20_seconds_and_ends_before_31()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            SimulatedBus bus = new SimulatedBus(seed);
            SimulatedConnector connector = bus.Add(s_newest);
            connector.PlugIn(new SimulatedCar());
            HandMaster master = new HandMaster(bus);
            master.BeatFor(30, connector, 0x09, 1600);
            int announced = connector.LinkReadysSent;
            long sinceMs = connector.LastHeartbeatMs;
            master.Hear(sinceMs + 9900, 100);
            Assert.Equal(announced, connector.LinkReadysSent);
            master.Hear(sinceMs + 10200, 100);
            Assert.Equal(announced + 1, connector.LinkReadysSent);
            master.Hear(sinceMs + 19900, 100);
            Assert.Equal(1520, connector.DrawCentiamps);
            master.Hear(sinceMs + 30200, 100);
            Assert.Equal(0, connector.DrawCentiamps);
            Assert.False(connector.IsContactorClosed);
            Assert.Equal(0, connector.StandingLimitCentiamps);
            Assert.Equal(1, connector.FailSafeStops);
        }
    }

    [Fact]
    public void After_the_fail_safe_it_asks_for_a_limit_in_state_08_and_charges_again_with_one()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar());
        HandMaster master = new HandMaster(bus);
        master.BeatFor(30, connector, 0x09, 1600);
        master.Hear(bus.NowMs + 31000, 100);
        Assert.Contains("20 19 77 77 08 00 00 00 00", master.Beat(0x2019));
        master.BeatFor(5, connector);
        Assert.False(connector.IsContactorClosed);
        master.BeatFor(15, connector, 0x09, 1000);
        Assert.Equal(920, connector.DrawCentiamps);
    }

    [Fact]
    public void A_gap_shorter_than_20_seconds_changes_nothing()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar());
        HandMaster master = new HandMaster(bus);
        master.BeatFor(30, connector, 0x09, 1600);
        master.Hear(bus.NowMs + 15000, 100);
        master.BeatFor(3, connector);
        Assert.Equal(1600, connector.ConfirmedCentiamps);
        Assert.Equal(1520, connector.DrawCentiamps);
        Assert.Equal(0, connector.FailSafeStops);
    }

    [Fact]
    public void A_car_gives_up_after_the_fourth_interruption_until_it_is_plugged_in_anew()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        SimulatedCar car = new SimulatedCar();
        connector.PlugIn(car);
        HandMaster master = new HandMaster(bus);
        for (int i = 0; i < 4; i++)
        {
            master.BeatFor(20, connector, 0x09, 1600);
            Assert.True(connector.IsContactorClosed);
            master.Hear(bus.NowMs + 31000, 100);
        }

        master.BeatFor(30, connector, 0x09, 1600);
        Assert.False(connector.IsContactorClosed);
        connector.Unplug();
        car.InterruptionsLeft = 3;
        connector.PlugIn(car);
        master.BeatFor(20, connector, 0x09, 1600);
        Assert.True(connector.IsContactorClosed);
    }

    [Fact]
    public void A_full_car_stops_by_itself()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        SimulatedCar car = new SimulatedCar { StoredWattHours = 59900, TargetWattHours = 60000 };
        connector.PlugIn(car);
        HandMaster master = new HandMaster(bus);
        Assert.Equal([0x03, 0x04, 0x08, 0x09, 0x01, 0x03], master.BeatFor(120, connector, 0x09, 1600));
        Assert.InRange(car.StoredWattHours, 60000, 60010);
        Assert.InRange(connector.MeterWattHours * 0.92, 100, 110);
    }

    [Fact]
    public void A_scheduled_car_stays_in_04_until_its_time()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        SimulatedCar car = new SimulatedCar { IsScheduled = true };
        connector.PlugIn(car);
        HandMaster master = new HandMaster(bus);
        master.BeatFor(60, connector, 0x09, 1600);
        Assert.Equal(0x04, connector.State);
        Assert.False(connector.IsContactorClosed);
        car.IsScheduled = false;
        master.BeatFor(20, connector);
        Assert.Equal(1520, connector.DrawCentiamps);
    }

    [Fact]
    public void A_sleeping_car_takes_its_time()
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar { IsAsleep = true, WakeMs = 60000 });
        HandMaster master = new HandMaster(bus);
        master.BeatFor(55, connector, 0x09, 1600);
        Assert.False(connector.IsContactorClosed);
        master.BeatFor(15, connector);
        Assert.True(connector.IsContactorClosed);
    }

    [Theory]
    [InlineData(3200, 1600, 8000, 1600)]
    [InlineData(3200, 3200, 1200, 1200)]
    [InlineData(1900, 3200, 8000, 1820)]
    public void The_lowest_of_limit_charger_and_owner_wins(int limit, int charger, int owner, int expected)
    {
        SimulatedCar car = new SimulatedCar { MaximumCentiamps = charger, OwnLimitCentiamps = owner };
        Assert.Equal(expected, car.SettledCentiamps(limit));
    }

    [Fact]
    public void The_stop_command_breaks_a_car_that_talks_and_only_stops_one_that_does_not()
    {
        Assert.Equal((0x02, false), StopAndStart(true));
        Assert.Equal((0x01, true), StopAndStart(false));
    }

    [Fact]
    public void A_limit_of_the_last_session_stands_for_the_next_car_unless_the_unit_forgets_it()
    {
        Assert.Equal(1600, LimitAfterPlugIn(false));
        Assert.Equal(0, LimitAfterPlugIn(true));
    }

    private static (int State, bool IsClosed) StopAndStart(bool speaksCan)
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest);
        connector.PlugIn(new SimulatedCar { SpeaksCan = speaksCan });
        HandMaster master = new HandMaster(bus);
        master.BeatFor(30, connector, 0x09, 1600);
        Assert.True(connector.IsContactorClosed);
        master.Send("C0 FC B2 77 77 20 19 00 00 00 00 00 00 00 00 00 D9 C0");
        master.Hear(bus.NowMs + 300);
        Assert.False(connector.IsContactorClosed);
        master.BeatFor(20, connector);
        Assert.False(connector.IsContactorClosed);
        master.Send("C0 FC B1 77 77 20 19 00 00 00 00 00 00 00 00 00 D8 C0");
        master.Hear(bus.NowMs + 300);
        master.BeatFor(30, connector);
        return (connector.State, connector.IsContactorClosed);
    }

    private static int LimitAfterPlugIn(bool forgets)
    {
        SimulatedBus bus = new SimulatedBus(1);
        SimulatedConnector connector = bus.Add(s_newest with { ForgetsLimitAtPlugIn = forgets });
        new HandMaster(bus).Beat(0x2019, 0x09, 1600);
        connector.PlugIn(new SimulatedCar());
        return connector.StandingLimitCentiamps;
    }
}
