using System.Text.Json;
using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Policy;
using TWCManager.Core.Ports;
using TWCManager.Core.Tests.Bus;
using Xunit;

namespace TWCManager.Core.Tests.Mqtt;

public class StatusPublisherTests
{
    private const string Root = StatusRig.Root;
    private const string SiteConfig = "homeassistant/device/twcm_a1b2c3/config";
    private const string ControlsConfig = "homeassistant/device/twcm_a1b2c3_controls/config";
    private const string Config1234 = "homeassistant/device/twcm_a1b2c3_1234/config";
    private const string Config5678 = "homeassistant/device/twcm_a1b2c3_5678/config";

    [Fact]
    public void A_session_begins_with_online_then_discovery_then_all_states()
    {
        StatusRig rig = Charging();

        rig.Settle();

        string[] order = OrderOfFirst(rig).Where(topic => topic != Root + "doctor").ToArray();
        Assert.Equal([Root + "status", SiteConfig, ControlsConfig, Config1234, Config5678], order[..5]);

        // Each a second after its own announcement, what has none as soon as there is room.
        Assert.Equal([Root + "site", Root + "settings", Root + "twc/1234", Root + "twc/1234/status", Root + "twc/5678", Root + "twc/5678/status"],
            order[5..].Where(topic => topic != Root + "cars" && topic != Root + "sessions"));
        Assert.Contains(Root + "cars", order);
        Assert.Contains(Root + "sessions", order);
        Assert.InRange(First(rig, Root + "doctor") - First(rig, SiteConfig), 1000, 2000);
        Assert.Equal("online", rig.Last("status").Payload);
        Assert.All(rig.Link.All, s => Assert.True(s.IsRetained, s.Topic));
        long announcedMs = rig.Link.All.Last(s => s.Topic.EndsWith("/config")).AtMs;
        long statesMs = rig.Link.All.First(s => s.Topic == Root + "site").AtMs;
        Assert.True(statesMs > announcedMs);
        Assert.InRange(rig.Link.All.First(s => s.Topic == Root + "twc/5678").AtMs - announcedMs, 1000, 1200);
        Assert.InRange(rig.Last("twc/5678/status").AtMs - announcedMs, 1000, 1300);
    }

    [Fact]
    public void The_link_has_time_to_send_an_announcement_before_the_next_one_takes_memory()
    {
        StatusRig rig = Charging();

        rig.Settle();

        long[] announcedMs = rig.Link.All.Where(s => s.Topic.EndsWith("/config")).Select(s => s.AtMs).ToArray();
        Assert.Equal(4, announcedMs.Length);
        // Ten components and more, one in each tick of 10 ms, come on top.
        Assert.All(announcedMs.Zip(announcedMs.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 250, (pair.Second - pair.First).ToString()));
    }

    [Fact]
    public void Each_state_comes_a_second_after_its_own_announcement()
    {
        StatusRig rig = Charging();

        rig.Settle();

        Assert.InRange(First(rig, Root + "site") - First(rig, SiteConfig), 1000, 2000);
        Assert.InRange(First(rig, Root + "settings") - First(rig, ControlsConfig), 1000, 2000);
        Assert.InRange(First(rig, Root + "twc/1234") - First(rig, Config1234), 1000, 2000);
    }

    [Fact]
    public void Nothing_is_published_without_a_broker()
    {
        StatusRig rig = Charging();

        rig.Run(100000);

        Assert.Equal(0, rig.Link.Attempts);
    }

    [Fact]
    public void A_broker_that_comes_back_gets_everything_again_in_the_same_order()
    {
        StatusRig rig = Charging();
        rig.Settle();
        List<string> first = OrderOfFirst(rig);
        rig.Link.Disconnect();
        rig.Run(30000);
        rig.Link.All.Clear();

        rig.Link.Connect();
        rig.Run(4000);

        Assert.Equal(first, OrderOfFirst(rig));
    }

    [Fact]
    public void A_broker_that_is_lost_in_the_middle_of_the_announcements_gets_them_from_the_start()
    {
        StatusRig rig = Charging();
        rig.Link.Connect();
        rig.Run(150);
        rig.Link.Disconnect();
        rig.Run(1000);
        rig.Link.All.Clear();

        rig.Link.Connect();
        rig.Run(4000);

        Assert.Equal([Root + "status", SiteConfig, ControlsConfig, Config1234, Config5678], OrderOfFirst(rig).Take(5));
        Assert.All(rig.Link.All.Where(s => s.Topic.EndsWith("/config")), s => JsonDocument.Parse(s.Payload));
    }

    [Fact]
    public void Without_a_prefix_nothing_is_announced()
    {
        StatusRig rig = new(discoveryPrefix: "");
        rig.SetLimits(40, 32);
        rig.AddConnector(0x1234);

        rig.Settle();

        Assert.Equal([Root + "status", Root + "settings", Root + "site", Root + "twc/1234", Root + "twc/1234/status", Root + "cars", Root + "sessions"], OrderOfFirst(rig).Where(topic => topic != Root + "doctor"));
    }

    [Fact]
    public void Announcements_without_memory_are_tried_every_five_minutes_and_the_states_go_on()
    {
        StatusRig rig = Charging();
        rig.Link.MemoryBytes = 2000;

        rig.Settle();
        rig.Run(620000);

        Assert.Equal(3, rig.FailedTurns);
        Assert.DoesNotContain(rig.Link.All, s => s.Topic.EndsWith("/config"));
        Assert.All(["site", "settings", "twc/1234", "twc/5678", "twc/1234/status", "doctor"], topic => Assert.Contains(rig.Link.All, s => s.Topic == Root + topic));
        Assert.InRange(rig.NowMs - rig.Last("site").AtMs, 0, 60000);
    }

    [Fact]
    public void Announcements_without_memory_come_once_there_is_some()
    {
        StatusRig rig = Charging();
        rig.Link.MemoryBytes = 2000;
        rig.Settle();
        rig.Link.MemoryBytes = int.MaxValue;
        rig.Link.All.Clear();

        rig.Run(320000);

        Assert.Equal(1, rig.FailedTurns);
        Assert.Equal([SiteConfig, ControlsConfig, Config1234, Config5678], OrderOfFirst(rig).Where(topic => topic.EndsWith("/config")));
        Assert.All(rig.Link.All.Where(s => s.Topic.EndsWith("/config")), s => JsonDocument.Parse(s.Payload));
    }

    [Fact]
    public void A_state_without_memory_is_tried_again_after_seconds()
    {
        StatusRig rig = Charging();
        rig.Settle();
        rig.Link.MemoryBytes = 100;
        rig.Measure(3000, -1000, 500);

        rig.Run(60000);

        Assert.InRange(rig.FailedTurns, 5, 13);
        rig.Link.MemoryBytes = int.MaxValue;
        rig.Run(6000);
        Assert.InRange(rig.NowMs - rig.Last("site").AtMs, 0, 6000);
    }

    [Fact]
    public void A_start_of_Home_Assistant_brings_discovery_and_states_again_after_one_to_ten_seconds()
    {
        StatusRig rig = Charging();
        rig.Settle();
        rig.Link.All.Clear();
        long bornMs = rig.NowMs;

        rig.Send("homeassistant/status", "online");
        rig.Run(16000);

        Assert.InRange(rig.Publisher.BirthDelayMs, 1000, 10000);
        long announcedMs = First(rig, SiteConfig);
        Assert.InRange(announcedMs - bornMs, rig.Publisher.BirthDelayMs, rig.Publisher.BirthDelayMs + 500);
        foreach (string below in new[] { "site", "settings", "twc/1234", "twc/1234/status", "twc/5678" })
        {
            Assert.Contains(rig.Link.All, s => s.Topic == Root + below && s.AtMs >= announcedMs + 1000);
        }

        Assert.DoesNotContain(rig.Link.All, s => s.Topic == Root + "status");
    }

    [Fact]
    public void The_delay_after_a_start_of_Home_Assistant_differs_from_node_to_node()
    {
        int[] delays = Enumerable.Range(0, 50).Select(i => new StatusRig(node: "node" + i).Publisher.BirthDelayMs).ToArray();

        Assert.All(delays, d => Assert.InRange(d, 1000, 10000));
        Assert.True(delays.Distinct().Count() > 40);
        Assert.Equal(delays[7], new StatusRig(node: "node7").Publisher.BirthDelayMs);
    }

    [Fact]
    public void A_refused_message_is_tried_again_and_the_final_value_arrives()
    {
        StatusRig rig = Charging();
        rig.Settle();
        ChargePoint point = rig.Charging.Points[0];
        rig.Link.All.Clear();
        rig.Link.Refuses = true;
        int before = rig.Link.Attempts;
        for (int amps = 6; amps <= 20; amps++)
        {
            point.Offer.Give(amps * 100, point.Offer.Reason);
            rig.Run(500);
        }

        Assert.InRange(rig.Link.Attempts - before, 10, 80);
        rig.Link.Refuses = false;
        rig.Run(700);

        Assert.Equal(20m, rig.LastJson("twc/1234").GetProperty("offeredAmps").GetDecimal());
        Assert.Equal(36m, rig.LastJson("site").GetProperty("offeredAmps").GetDecimal());
    }

    [Fact]
    public void Announcements_that_are_refused_arrive_whole_later()
    {
        StatusRig rig = Charging();
        rig.Link.Connect();
        rig.Run(40);
        rig.Link.Refuses = true;
        rig.Run(5000);
        rig.Link.Refuses = false;

        rig.Run(4000);

        Assert.Equal([Root + "status", SiteConfig, ControlsConfig, Config1234, Config5678], OrderOfFirst(rig).Take(5));
        Assert.All(rig.Link.All.Where(s => s.Topic.EndsWith("/config")), s => JsonDocument.Parse(s.Payload));
    }

    [Fact]
    public void A_connector_that_appears_is_announced_and_then_described()
    {
        StatusRig rig = Charging();
        rig.Settle();
        rig.Link.All.Clear();

        rig.AddConnector(0x9ABC);
        rig.Run(2000);

        long announcedMs = First(rig, "homeassistant/device/twcm_a1b2c3_9ABC/config");
        Assert.True(First(rig, Root + "twc/9ABC") >= announcedMs + 1000);
        Assert.Equal("online", rig.Last("twc/9ABC/status").Payload);
        Assert.DoesNotContain(rig.Link.All, s => s.Topic == SiteConfig || s.Topic == Config1234);
    }

    [Fact]
    public void A_serial_number_that_becomes_known_goes_into_the_announcement()
    {
        StatusRig rig = Charging();
        rig.Settle();
        Assert.DoesNotContain("\"sn\"", rig.Link.All.Last(s => s.Topic == Config1234).Payload);

        rig.Charging.Points[0].Connector.Reported.TakeSerial("A20J0001234");
        rig.Charging.Points[0].Connector.Reported.TakeVersion("4.5.3");
        rig.Run(3000);

        string config = rig.Link.All.Last(s => s.Topic == Config1234).Payload;
        Assert.Contains("\"sn\":\"A20J0001234\",\"sw\":\"4.5.3\"", config);
        Assert.Equal("A20J0001234", rig.LastJson("twc/1234").GetProperty("serial").GetString());
    }

    [Fact]
    public void Controls_are_announced_again_when_the_wiring_limit_changes()
    {
        StatusRig rig = new();
        rig.Settle();
        Assert.Contains("\"chargeNow\":{\"p\":\"button\"}", rig.Link.All.Last(s => s.Topic == ControlsConfig).Payload);

        rig.SetLimits(40, 32);
        rig.Run(3000);
        Assert.Contains("{\\\"amps\\\":40,", rig.Link.All.Last(s => s.Topic == ControlsConfig).Payload);

        rig.Send(Root + "settings/wiringMaxAmpsAllTWCs/set", "20");
        rig.Run(3000);
        string config = rig.Link.All.Last(s => s.Topic == ControlsConfig).Payload;
        Assert.Contains("{\\\"amps\\\":20,", config);
        JsonElement limit = JsonDocument.Parse(config).RootElement.GetProperty("cmps").GetProperty("wiringMaxAmpsAllTWCs");
        Assert.Equal(40, limit.GetProperty("max").GetInt32());
    }

    [Fact]
    public void A_connector_that_is_not_heard_goes_offline_at_once()
    {
        StatusRig rig = Charging();
        rig.Settle();

        rig.Charging.Points[1].Connector.Bring(LinkState.Offline, rig.NowMs);
        rig.Run(800);

        Assert.Equal("offline", rig.Last("twc/5678/status").Payload);
        Assert.Equal("online", rig.Last("twc/1234/status").Payload);
        Assert.Equal("offline", rig.LastJson("twc/5678").GetProperty("state").GetString());
    }

    [Fact]
    public void Settings_are_published_at_once_when_one_changes()
    {
        StatusRig rig = Charging();
        rig.Settle();
        rig.Run(5000);
        rig.Link.All.Clear();

        rig.Send(Root + "settings/greenEnergyFlexAmps/set", "5");
        rig.Run(50);

        Assert.Equal(5, rig.LastJson("settings").GetProperty("greenEnergyFlexAmps").GetInt32());
        Assert.True(rig.Last("settings").IsRetained);
        rig.Run(200000);
        Assert.Single(rig.Link.All, s => s.Topic == Root + "settings");
    }

    [Fact]
    public void Log_lines_go_out_one_by_one_when_nothing_else_is_waiting()
    {
        StatusRig rig = Charging();
        rig.Log.Write(LogLevel.Warning, "before there was a broker");
        rig.Settle();
        rig.Log.Write(LogLevel.Info, "später");
        rig.Run(100);

        Sent[] lines = rig.Link.All.Where(s => s.Topic == Root + "log").ToArray();
        Assert.Equal(["warning: before there was a broker", "info: später"], lines.Select(s => s.Payload));
        Assert.All(lines, s => Assert.False(s.IsRetained));
    }

    [Fact]
    public void A_flood_of_commands_does_not_silence_the_states()
    {
        StatusRig rig = Charging();
        rig.Settle();
        rig.Link.All.Clear();
        for (int i = 0; i < 6000; i++)
        {
            rig.Send(Root + "command/unknown", "");
            rig.Run(10);
        }

        Assert.Contains(rig.Link.All, s => s.Topic == Root + "site");
        Assert.Contains(rig.Link.All, s => s.Topic == Root + "twc/5678");
    }

    [Fact]
    public void A_tick_without_news_allocates_nothing()
    {
        StatusRig rig = Charging();
        rig.Settle();
        rig.Run(2000);
        int published = rig.Link.All.Count;
        long nowMs = rig.NowMs;

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 4000; i++)
        {
            nowMs += 10;
            rig.Publisher.Tick(nowMs);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(published, rig.Link.All.Count);
    }

    [Fact]
    public void Offline_is_the_last_word()
    {
        StatusRig rig = Charging();
        rig.Settle();

        rig.Publisher.PublishOffline();
        rig.Run(100000);

        Sent last = rig.Link.All[^1];
        Assert.Equal((Root + "status", "offline", true), (last.Topic, last.Payload, last.IsRetained));
    }

    [Theory]
    [InlineData(200, 32)]
    [InlineData(10, 32)]
    [InlineData(200, 1)]
    public void Everything_fits_also_with_long_names(int baseLength, int nodeLength)
    {
        StatusRig rig = new(new string('b', baseLength), new string('n', nodeLength));
        rig.SetLimits(40, 32);
        rig.AddConnector(0x1234);

        rig.Settle();

        Assert.Equal(0, rig.Publisher.TooLong);
        Assert.Equal(3, rig.Link.All.Count(s => s.Topic.EndsWith("/config")));
    }

    [Fact]
    public void More_connectors_than_can_be_published_do_no_harm()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        for (int id = 0x1001; id <= 0x1008; id++)
        {
            rig.AddConnector(id);
        }

        rig.Link.Connect();
        rig.Run(10000);

        Assert.Equal(8, rig.Link.All.Count(s => s.Topic.EndsWith("/status") && s.Topic.Contains("/twc/")));
    }

    private static StatusRig Charging()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        rig.AddConnector(0x1234);
        rig.AddConnector(0x5678);
        rig.Decide("green", 32);
        rig.Measure(9000, -800, 7500);
        return rig;
    }

    private static List<string> OrderOfFirst(StatusRig rig)
    {
        return rig.Link.All.Select(s => s.Topic).Distinct().ToList();
    }

    private static long First(StatusRig rig, string topic)
    {
        return rig.Link.All.First(s => s.Topic == topic).AtMs;
    }
}
