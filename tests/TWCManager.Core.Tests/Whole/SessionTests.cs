using System.Globalization;
using System.Text;
using System.Text.Json;
using TWCManager.Core.Charging;
using TWCManager.Core.Tests.Settings;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Whole;

public class SessionTests
{
    private const string Red = "5YJ3E7EBXKF004711";
    private const string White = "5YJSA7E26HF000815";

    [Fact]
    public void A_session_is_told_with_its_times_its_energy_and_its_car()
    {
        var machine = Fixed(out var unit);
        machine.Run(60);
        var pluggedUtc = machine.Clock.UtcSeconds!.Value;
        unit.PlugIn(Car(Red));
        machine.Run(600);
        unit.Unplug();
        var unpluggedUtc = machine.Clock.UtcSeconds!.Value;
        machine.Run(30);

        var session = Json(machine, "sessions")[0];
        Assert.Equal("2019", session.GetProperty("twc").GetString());
        Assert.Equal(Red, session.GetProperty("vin").GetString());
        Assert.InRange(Utc(session.GetProperty("start")), pluggedUtc, pluggedUtc + 12);
        Assert.InRange(Utc(session.GetProperty("end")), unpluggedUtc, unpluggedUtc + 12);
        Assert.InRange(session.GetProperty("energyKwh").GetDouble() * 1000, unit.MeterWattHours * 0.97, unit.MeterWattHours * 1.01);

        var car = Json(machine, "cars")[0];
        Assert.Equal((Red, 1, "2019"), (car.GetProperty("vin").GetString(), car.GetProperty("sessions").GetInt32(), car.GetProperty("lastTwc").GetString()));
        Assert.Equal(session.GetProperty("energyKwh").GetRawText(), car.GetProperty("energyKwh").GetRawText());
        Assert.Equal(session.GetProperty("end").GetString(), car.GetProperty("lastSeen").GetString());

        var connector = Json(machine, "twc/2019");
        Assert.Equal(1, connector.GetProperty("plugIns").GetInt32());
        Assert.Equal(JsonValueKind.Null, connector.GetProperty("sessionStart").ValueKind);
        Assert.Equal(session.GetProperty("energyKwh").GetRawText(), connector.GetProperty("lastSessionKwh").GetRawText());
        Assert.Equal(session.GetProperty("end").GetString(), connector.GetProperty("lastSessionEnd").GetString());
        Assert.Equal(2, machine.Mqtt.All.Where(m => m.Topic.EndsWith("/sessions", StringComparison.Ordinal)).Select(m => m.Payload).Distinct().Count());
    }

    [Fact]
    public void A_car_that_takes_nothing_is_a_plug_in_and_no_session()
    {
        var machine = Fixed(out var unit);
        var car = Car(Red);
        car.IsScheduled = true;
        unit.PlugIn(car);
        machine.Run(60);
        unit.Unplug();
        machine.Run(30);
        Assert.Equal((1, 0), (machine.Point(0x2019).Session.PlugIns, machine.Controller.Charging.Sessions.RecordCount));
    }

    [Fact]
    public void A_clock_that_is_set_late_still_tells_when_the_session_began()
    {
        var machine = Fixed(out var unit);
        machine.Clock.UtcSeconds = null;
        unit.PlugIn(Car(""));
        machine.Run(100);
        machine.Clock.UtcSeconds = 1_800_000_000;
        machine.Run(20);
        Assert.InRange(machine.Point(0x2019).Session.StartUtcSeconds, 1_800_000_000 - 100, 1_800_000_000 - 85);
        machine.Clock.UtcSeconds = null;
        unit.Unplug();
        machine.Run(30);
        var record = machine.Controller.Charging.Sessions.Records[0];
        Assert.Equal((0L, (string?)null), (record.EndUtcSeconds, record.Vin));
        Assert.Equal(JsonValueKind.Null, Json(machine, "sessions")[0].GetProperty("end").ValueKind);
    }

    [Fact]
    public void A_session_outlives_power_cuts_at_any_moment_and_is_counted_once()
    {
        var cuts = 0;
        for (var cutAfter = 0.5; cutAfter < 200; cutAfter *= 1.35, cuts++)
        {
            var machine = Fixed(out var unit);
            unit.PlugIn(Car(Red));
            machine.Run(cutAfter);
            machine.PowerCut(3);
            machine.Run(120);
            machine.PowerCut(cutAfter % 7);
            machine.Run(120);
            unit.Unplug();
            machine.Run(40);
            machine.PowerCut(2);
            machine.Run(5);

            var book = machine.Controller.Charging.Sessions;
            Assert.Equal(1, book.RecordCount);
            Assert.Equal(1, machine.Point(0x2019).Session.PlugIns);
            Assert.Equal((Red, 1), (book.Cars[0].Vin, book.Cars[0].Sessions));
            // What was drawn since the total was stored last is lost, and nothing is invented.
            Assert.True(book.Records[0].WattHours <= unit.MeterWattHours * 1.01, $"{book.Records[0].WattHours} Wh of {unit.MeterWattHours}");
            Assert.True(book.Records[0].WattHours > 0);
            Assert.True(machine.Point(0x2019).Energy.TotalWattHours >= book.Records[0].WattHours);
        }

        Console.WriteLine($"sessions: {cuts} moments of a power cut, none lost, none counted twice");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_power_cut_within_any_byte_of_a_write_leaves_the_sessions_before_or_after_it(bool leavesOldEnd)
    {
        var machine = Fixed(out var unit);
        Visit(machine, unit, Red);
        machine.Run(10);
        var before = machine.Storage.Files.ToDictionary();
        unit.PlugIn(Car(White));
        machine.Run(90);
        unit.Unplug();
        machine.Run(2);
        var open = machine.Storage.Files.ToDictionary();
        machine.Run(20);
        var after = machine.Storage.Files["sessions.json"];
        Assert.NotEqual(before["sessions.json"], after);

        for (var bytes = 0; bytes <= after.Length * 2; bytes += 7)
        {
            machine.Storage.Files.Clear();
            foreach (var (name, content) in open)
            {
                machine.Storage.Files[name] = content;
            }

            machine.Storage.Cut = leavesOldEnd ? FakeStorage.CutLeaves.NewOverOld : FakeStorage.CutLeaves.NewBeginning;
            machine.Storage.BytesLeft = bytes;
            machine.Storage.TryWrite("sessions.bak", after, after.Length);
            machine.Storage.TryWrite("sessions.json", after, after.Length);
            machine.Storage.BytesLeft = null;
            machine.PowerCut(0.02);
            machine.Run(0.05);
            Assert.InRange(machine.Controller.Charging.Sessions.RecordCount, 1, 2);
        }
    }

    [Fact]
    public void Another_car_that_came_while_nobody_watched_gets_a_session_of_its_own()
    {
        var machine = Fixed(out var unit);
        unit.PlugIn(Car(Red));
        machine.Run(120);
        machine.Controller.Stop(machine.NowMs);
        unit.Unplug();
        unit.PlugIn(Car(White));
        machine.PowerCut(45);
        machine.Run(200);
        var book = machine.Controller.Charging.Sessions;
        Assert.Equal((1, Red), (book.RecordCount, book.Records[0].Vin));
        Assert.Equal((White, 2), (machine.Point(0x2019).Session.Vin, machine.Point(0x2019).Session.PlugIns));
        unit.Unplug();
        machine.Run(30);
        Assert.Equal([Red, White], book.Records.Take(book.RecordCount).Select(r => r.Vin));
        // What flowed into the second one before it lost its master is known to nobody.
        Assert.InRange(book.Records.Take(2).Sum(r => r.WattHours), unit.MeterWattHours * 0.85, unit.MeterWattHours * 1.01);
    }

    [Fact]
    public void A_car_that_left_while_we_were_away_ends_its_session_at_an_unknown_time()
    {
        var machine = Fixed(out var unit);
        unit.PlugIn(Car(Red));
        machine.Run(120);
        machine.Controller.Stop(machine.NowMs);
        unit.Unplug();
        machine.PowerCut(60);
        machine.Run(60);
        var record = machine.Controller.Charging.Sessions.Records[0];
        Assert.Equal((Red, 0L), (record.Vin, record.EndUtcSeconds));
        Assert.True(record.StartUtcSeconds > 0);
        Assert.False(machine.Point(0x2019).Session.IsOpen);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    public void A_car_that_is_full_keeps_its_session_over_a_restart_although_its_state_shows_no_car(double seconds)
    {
        var machine = Fixed(out var unit);
        unit.PlugIn(new SimulatedCar { Vin = Red, MaximumCentiamps = 1600, BatteryWattHours = 50000, StoredWattHours = 30000, TargetWattHours = 30400 });
        machine.Run(16 * 60);
        Assert.Equal(0, unit.State);
        machine.PowerCut(seconds);
        machine.Run(90);
        var session = machine.Point(0x2019).Session;
        Assert.Equal((true, 1, Red, 0), (session.IsOpen, session.PlugIns, session.Vin, machine.Controller.Charging.Sessions.RecordCount));
    }

    [Fact]
    public void Without_the_totals_a_session_goes_on_with_what_comes_and_nothing_negative()
    {
        var machine = Fixed(out var unit);
        Visit(machine, unit, Red);
        unit.PlugIn(Car(Red));
        machine.Run(60);
        machine.Controller.Stop(machine.NowMs);
        machine.Storage.Files.Remove("state.json");
        machine.Storage.Files.Remove("state.bak");
        machine.PowerCut(3);
        machine.AfterStep = () => Assert.True(machine.Controller.Charging.Count == 0 || machine.Point(0x2019).Energy.SessionWattHours >= 0);
        machine.Run(200);
        unit.Unplug();
        machine.Run(30);
        Assert.Equal(2, machine.Controller.Charging.Sessions.RecordCount);
    }

    [Fact]
    public void An_outage_of_the_bus_does_not_cut_a_session_in_two()
    {
        var machine = Fixed(out var unit);
        unit.PlugIn(Car(Red));
        machine.Run(120);
        unit.Faults.IsMute = true;
        machine.Run(90);
        unit.Faults.IsMute = false;
        machine.Run(200);
        Assert.Equal((0, 1), (machine.Controller.Charging.Sessions.RecordCount, machine.Point(0x2019).Session.PlugIns));
        Assert.Equal(machine.Point(0x2019).Energy.TotalWattHours, machine.Point(0x2019).Energy.SessionWattHours);
    }

    [Fact]
    public void The_car_that_has_not_been_here_for_longest_makes_room()
    {
        var machine = Fixed(out var unit);
        for (var i = 0; i < 10; i++)
        {
            // The first one comes back in between and stays.
            Visit(machine, unit, i == 5 ? Vin(0) : Vin(i));
        }

        var book = machine.Controller.Charging.Sessions;
        Assert.Equal([2, 3, 4, 0, 6, 7, 8, 9], book.Cars.Select(c => int.Parse(c.Vin[^2..], CultureInfo.InvariantCulture)));
        Assert.Equal(2, book.Cars.Single(c => c.Vin == Vin(0)).Sessions);
        Assert.Equal(SessionBook.SessionCapacity, book.RecordCount);
    }

    [Fact]
    public void The_fullest_book_fits_its_file_and_its_messages()
    {
        var machine = Fixed(out var unit);
        var records = string.Join(',', Enumerable.Range(0, 10).Select(i => $$"""{"id":"2019","vin":"{{Vin(i)}}","n":1,"start":4000000000,"end":4000000000,"wh":99999999}"""));
        var cars = string.Join(',', Enumerable.Range(0, 8).Select(i => $$"""{"id":"2019","vin":"{{Vin(i)}}","n":99999,"start":0,"end":4000000000,"wh":9999999999}"""));
        var connectors = string.Join(',', Enumerable.Range(0, 3).Select(i => $$"""{"id":"{{0x2019 + i:X4}}","plugIns":99999,"from":9999999999,"start":4000000000,"vin":"{{Vin(i)}}"}"""));
        machine.Storage.Files["sessions.json"] = Encoding.ASCII.GetBytes($$"""{"connectors":[{{connectors}}],"sessions":[{{records}}],"cars":[{{cars}}]}""");
        machine.PowerCut(1);
        machine.Run(60);

        var book = machine.Controller.Charging.Sessions;
        Assert.Equal((10, 8), (book.RecordCount, book.CarCount));
        Assert.Equal(8, Json(machine, "cars").GetArrayLength());
        Assert.Equal(10, Json(machine, "sessions").GetArrayLength());
        var version = book.Version;
        unit.PlugIn(Car(""));
        machine.Run(20);
        Assert.True(book.Version > version);
        var written = Encoding.ASCII.GetString(machine.Storage.Files["sessions.json"]);
        Assert.Contains(Vin(9), written);
        Assert.Contains("9999999999", written);
        Console.WriteLine($"sessions file: {written.Length} bytes when full");
        Assert.InRange(written.Length, 1500, 3072 - 5 * 97);
    }

    [Fact]
    public void A_number_of_a_car_is_in_no_log_line()
    {
        var machine = Fixed(out var unit);
        Visit(machine, unit, Red);
        Assert.Contains(machine.Mqtt.All, m => m.Payload.Contains(Red));
        Assert.DoesNotContain(machine.Mqtt.All, m => m.Topic.EndsWith("/log", StringComparison.Ordinal) && m.Payload.Contains(Red));
    }

    [Fact]
    public void Whatever_the_sessions_file_holds_the_program_starts()
    {
        const int Cases = 1500;
        var random = new Random(7);
        var machine = Fixed(out var unit);
        Visit(machine, unit, Red);
        unit.PlugIn(Car(White));
        machine.Run(60);
        machine.Controller.Stop(machine.NowMs);
        var good = machine.Storage.Files["sessions.json"];
        string[] nonsense = ["{}", "[]", "null", "-1", "1e99", "\"\"", "\"5YJ3E7EBXKF0047I1\"", "{\"id\":{\"id\":1}}", "[[[]]]", "99999999999999999"];
        for (var i = 0; i < Cases; i++)
        {
            var text = Encoding.ASCII.GetString(good).Replace("checksum", "remark");
            var values = new System.Text.RegularExpressions.Regex(random.Next(8) == 0 ? "(?<=:)\\[[^\\]]*\\]" : "(?<=:)(\"[^\"]*\"|[0-9]+)");
            var at = random.Next(values.Count(text));
            text = values.Replace(text, m => at-- == 0 ? nonsense[random.Next(nonsense.Length)] : m.Value);
            machine.Storage.Files["sessions.json"] = random.Next(3) == 0 ? Damage(good, random) : Encoding.ASCII.GetBytes(text);
            machine.Storage.Files["sessions.bak"] = Damage(good, random);
            machine.PowerCut(0.02);
            machine.Run(0.05);
            var book = machine.Controller.Charging.Sessions;
            Assert.All(book.Records.Take(book.RecordCount), r => Assert.True(r.WattHours >= 0 && r.ConnectorId > 0 && r.StartUtcSeconds >= 0));
            Assert.All(book.Cars.Take(book.CarCount), c => Assert.True(Core.Bus.VinReader.IsWellFormed(c.Vin)));
        }

        Console.WriteLine($"sessions file: {Cases} damaged pairs, every start went through");
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        var bad = random.Next(3) == 0 ? good[..random.Next(good.Length)] : [.. good];
        for (var n = random.Next(4); n > 0 && bad.Length > 0; n--)
        {
            bad[random.Next(bad.Length)] = (byte)random.Next(256);
        }

        return bad;
    }

    private static void Visit(Machine machine, SimulatedConnector unit, string vin)
    {
        unit.PlugIn(Car(vin));
        machine.Run(90);
        unit.Unplug();
        machine.Run(25);
    }

    private static string Vin(int number) => $"5YJ3E7EBXKF0000{number:00}";

    private static SimulatedCar Car(string vin)
    {
        return new SimulatedCar { Vin = vin, MaximumCentiamps = 1600, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0, InterruptionsLeft = 9 };
    }

    private static Machine Fixed(out SimulatedConnector unit)
    {
        var machine = new Machine();
        unit = machine.Add(0x2019);
        machine.Set("nonScheduledAction", "fixed");
        machine.Set("nonScheduledAmpsMax", "16");
        machine.Run(30);
        return machine;
    }

    private static JsonElement Json(Machine machine, string topic)
    {
        var sent = machine.Mqtt.All.Last(m => m.Topic == "twcmanager/main/" + topic);
        Assert.True(sent.IsRetained);
        return JsonDocument.Parse(sent.Payload).RootElement;
    }

    private static long Utc(JsonElement time) => DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture).ToUnixTimeSeconds();
}
