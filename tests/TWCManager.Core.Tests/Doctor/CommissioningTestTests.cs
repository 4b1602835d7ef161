using System.Text.Json;
using TWCManager.Core.Doctor;
using TWCManager.Core.Tests.Whole;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Doctor;

/// <summary>The whole test against simulated connectors and cars, ordered and read over MQTT.</summary>
public class CommissioningTestTests
{
    private const int New = 0x2019;
    private const int Middle = 0x1839;
    private const int Old = 0x032E;

    [Fact]
    public void A_site_with_cars_passes_with_plausible_figures()
    {
        var machine = WithCars();
        var report = RunTest(machine);
        Assert.Equal("done", report.GetProperty("state").GetString());
        Assert.Equal("passed", report.GetProperty("result").GetString());
        Assert.Equal(3, report.GetProperty("connectors").GetArrayLength());
        foreach (var one in report.GetProperty("connectors").EnumerateArray())
        {
            Assert.Equal("passed", Step(one, "listen"));
            Assert.Equal("passed", Step(one, "link"));
            Assert.Equal("passed", Step(one, "ramp"));
            Assert.InRange(one.GetProperty("turnaroundMs").GetInt32(), 5, 60);
            Assert.InRange(one.GetProperty("echoMs").GetInt32(), 30, 1500);
            Assert.InRange(one.GetProperty("drawLowAmps").GetDouble(), 5.0, 5.5);
            Assert.InRange(one.GetProperty("drawHighAmps").GetDouble(), 7.0, 7.5);
            Assert.Equal(0, one.GetProperty("badFrames").GetInt32());
        }
    }

    [Fact]
    public void Only_protocol_1_is_stopped_and_resumed_and_the_others_say_why_not()
    {
        var machine = WithCars();
        var report = RunTest(machine);
        var old = Of(report, Old);
        Assert.Equal("passed", Step(old, "stop"));
        Assert.Equal("passed", Step(old, "resume"));
        Assert.InRange(old.GetProperty("stopMs").GetInt32(), 500, 10000);
        Assert.InRange(old.GetProperty("resumeMs").GetInt32(), 1000, 100000);
        Assert.Equal("skipped", Step(Of(report, New), "stop"));
        Assert.Contains("only the car can stop", Text(Of(report, New), "stop"));
    }

    [Fact]
    public void Without_a_car_only_the_wiring_is_tested_and_that_is_said()
    {
        var machine = WiringDoctorTests.Linked();
        var report = RunTest(machine);
        Assert.Equal("passed", report.GetProperty("result").GetString());
        foreach (var one in report.GetProperty("connectors").EnumerateArray())
        {
            Assert.Equal("passed", Step(one, "link"));
            Assert.Equal("skipped", Step(one, "ramp"));
            Assert.Contains("No car draws", Text(one, "ramp"));
            Assert.Equal(JsonValueKind.Null, one.GetProperty("drawLowAmps").ValueKind);
        }

        Assert.InRange(report.GetProperty("seconds").GetInt32(), 15, 60);
    }

    [Fact]
    public void A_car_that_waits_for_its_own_schedule_is_told_as_no_car_that_draws()
    {
        var machine = WiringDoctorTests.Linked();
        var car = Machine.Car(16);
        car.IsScheduled = true;
        machine.Line.Find(New)!.PlugIn(car);
        machine.Run(20);
        var report = RunTest(machine);
        Assert.Equal("skipped", Step(Of(report, New), "ramp"));
        Assert.Contains("No car draws", Text(Of(report, New), "ramp"));
    }

    [Fact]
    public void No_limit_is_ever_broken_and_nothing_stays_changed()
    {
        var machine = WithCars();
        machine.Set("wiringMaxAmpsAllTWCs", "20");
        machine.Run(120);
        var settings = machine.Mqtt.All.Last(m => m.Topic.EndsWith("main/settings")).Payload;
        machine.Line.ClearHighest();
        var offers = new SortedSet<int>();
        machine.AfterStep = () => offers.Add(machine.Controller.Charging.OfferedTotalCentiamps);
        RunTest(machine);
        Assert.InRange(offers.Max, 800, 2000);
        Assert.InRange(machine.Line.HighestStandingCentiamps, 1800, 2000);
        machine.Run(180);
        Assert.Equal(settings, machine.Mqtt.All.Last(m => m.Topic.EndsWith("main/settings")).Payload);
        Assert.All(machine.Controller.Charging.Points.Take(3), point => Assert.NotEqual(Core.Charging.OfferReason.Test, point.Offer.Reason));
        Assert.Equal(0, machine.Line.Find(Old)!.StandingLimitCentiamps);
        Assert.Equal(600, machine.Line.Find(New)!.StandingLimitCentiamps);
    }

    [Fact]
    public void Where_there_is_room_for_6_A_only_the_high_current_is_left_out()
    {
        var machine = WithCars();
        machine.Set("wiringMaxAmpsPerTWC", "7");
        machine.Run(60);
        var report = RunTest(machine);
        Assert.Equal("passed", Step(Of(report, New), "ramp"));
        Assert.Contains("Only at 6.0 A", Text(Of(report, New), "ramp"));
        Assert.Equal(JsonValueKind.Null, Of(report, New).GetProperty("highAmps").ValueKind);
    }

    [Fact]
    public void A_car_that_is_limited_by_its_owner_fails_with_what_it_drew()
    {
        var machine = WithCars();
        machine.Line.Find(New)!.Car!.OwnLimitCentiamps = 520;
        machine.Run(30);
        var report = RunTest(machine);
        Assert.Equal("failed", report.GetProperty("result").GetString());
        Assert.Equal("failed", Step(Of(report, New), "ramp"));
        Assert.Contains("did not rise to 8.0 A", Text(Of(report, New), "ramp"));
        Assert.Equal("passed", Of(report, Old).GetProperty("result").GetString());
    }

    [Fact]
    public void A_deaf_connector_fails_at_the_link_and_the_others_are_tested()
    {
        var machine = WithCars();
        machine.Line.Find(Middle)!.Faults.IsDeaf = true;
        var report = RunTest(machine);
        Assert.Equal("failed", Step(Of(report, Middle), "link"));
        Assert.Equal("skipped", Step(Of(report, Middle), "ramp"));
        Assert.Equal(JsonValueKind.Null, Of(report, Middle).GetProperty("turnaroundMs").ValueKind);
        Assert.Equal("passed", Of(report, New).GetProperty("result").GetString());
        Assert.Equal("passed", Of(report, Old).GetProperty("result").GetString());
    }

    [Fact]
    public void A_connector_that_goes_away_in_the_middle_fails_and_the_rest_goes_on()
    {
        var machine = WithCars();
        machine.Send("command/test", "");
        Assert.True(machine.RunUntil(() => machine.Point(New).Connector.SentCentiamps == 800, 200));
        machine.Line.Find(New)!.PowerOff();
        var report = UntilDone(machine);
        Assert.Equal("failed", Step(Of(report, New), "ramp"));
        Assert.Contains("lost in the middle", Text(Of(report, New), "ramp"));
        Assert.Equal("passed", Of(report, Old).GetProperty("result").GetString());
    }

    [Fact]
    public void A_test_can_be_cancelled_and_takes_its_wish_back_at_once()
    {
        var machine = WithCars();
        machine.Send("command/test", "");
        Assert.True(machine.RunUntil(() => machine.Line.Find(Middle)!.StandingLimitCentiamps == 800, 200));
        machine.Send("command/testEnd", "");
        machine.Run(10);
        var report = Report(machine);
        Assert.Equal("cancelled", report.GetProperty("state").GetString());
        Assert.Equal("skipped", report.GetProperty("result").GetString());
        Assert.Equal("skipped", Step(Of(report, New), "link"));
        Assert.All(report.GetProperty("connectors").EnumerateArray().Skip(1), c => Assert.Equal("skipped", c.GetProperty("result").GetString()));
        Assert.Equal(600, machine.Line.Find(Middle)!.StandingLimitCentiamps);
        Assert.False(machine.Controller.Test.IsRunning);
        Assert.Contains("\"ended\"", Receipt(machine, "testEnd"));
    }

    [Fact]
    public void A_stop_order_is_stronger_than_the_test()
    {
        var machine = WithCars();
        machine.Send("command/test", "");
        Assert.True(machine.RunUntil(() => machine.Line.Find(Middle)!.StandingLimitCentiamps == 800, 200));
        machine.Send("command/stop", "");
        machine.Run(8);
        Assert.Equal(600, machine.Line.Find(Middle)!.StandingLimitCentiamps);
        var report = UntilDone(machine);
        Assert.Equal("skipped", Step(Of(report, New), "ramp"));
        Assert.Contains("stopped by order", Text(Of(report, New), "ramp"));
        machine.Run(60);
        Assert.Equal(0, machine.Line.Find(Old)!.StandingLimitCentiamps);
    }

    [Fact]
    public void Another_master_ends_the_test()
    {
        var machine = WithCars();
        machine.Send("command/test", "");
        machine.Run(5);
        for (var i = 0; i < 4; i++)
        {
            machine.Line.Inject(WiringDoctorTests.Frame(0xFB, 0xE0, 0x4A, 0x21, 0x20, 0x19, 0x00));
            machine.Run(1.5);
        }

        var report = UntilDone(machine);
        Assert.Equal("failed", report.GetProperty("result").GetString());
        Assert.Contains("another master", report.ToString());
    }

    [Fact]
    public void Without_limits_it_is_refused_with_the_way_out()
    {
        var machine = new Machine { HasLimits = false };
        machine.PowerCut(0);
        machine.Add(New);
        machine.Run(30);
        machine.Send("command/test", "");
        machine.Run(1);
        Assert.Contains("wiringMaxAmpsAllTWCs", Receipt(machine, "test"));
        Assert.Contains("\"ok\":false", Receipt(machine, "test"));
        Assert.Null(machine.Controller.Test.Report);
    }

    [Fact]
    public void A_second_test_and_an_end_without_one_are_refused()
    {
        var machine = WiringDoctorTests.Linked();
        machine.Send("command/testEnd", "");
        machine.Run(1);
        Assert.Contains("No test is running", Receipt(machine, "testEnd"));
        machine.Send("command/test", "");
        machine.Run(1);
        Assert.Contains("\"ok\":true", Receipt(machine, "test"));
        machine.Send("command/test", "");
        machine.Run(1);
        Assert.Contains("running already", Receipt(machine, "test"));
    }

    [Fact]
    public void Without_connectors_it_is_refused()
    {
        var machine = new Machine();
        machine.Run(5);
        machine.Send("command/test", "");
        machine.Run(1);
        Assert.Contains("No wall connector", Receipt(machine, "test"));
    }

    [Fact]
    public void The_report_is_retained_and_a_line_per_connector_is_in_the_log()
    {
        var machine = WithCars();
        RunTest(machine);
        machine.Run(3);
        Assert.True(machine.Mqtt.All.Last(m => m.Topic.EndsWith("main/test")).IsRetained);
        var lines = machine.Mqtt.All.Where(m => m.Topic.EndsWith("/log") && m.Payload.Contains("Test of")).Select(m => m.Payload).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Contains(lines, line => line.Contains("Test of 032E passed: listen passed, link passed, ramp passed, stop passed, resume passed; drew 5."));
    }

    [Fact]
    public void A_test_ends_by_itself_whatever_happens_meanwhile()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var random = new Random(seed);
            var machine = WithCars();
            machine.Set("wiringMaxAmpsAllTWCs", random.Next(12, 41).ToString());
            machine.Line.ClearHighest();
            machine.Send("command/test", "");
            machine.Run(1);
            for (var i = 0; i < 200 && machine.Controller.Test.IsRunning; i++)
            {
                machine.Run(random.Next(1, 20));
                var unit = machine.Line.Connectors[random.Next(3)];
                switch (random.Next(10))
                {
                    case 0:
                        unit.Faults.IsDeaf = !unit.Faults.IsDeaf;
                        break;
                    case 1:
                        unit.Unplug();
                        break;
                    case 2:
                        unit.PlugIn(Machine.Car(random.Next(6, 33)));
                        break;
                    case 3:
                        unit.PressReset();
                        break;
                    case 4:
                        machine.Line.NoisePerByte = random.Next(3) * 0.005;
                        break;
                    case 5:
                        machine.Send(random.Next(2) == 0 ? "command/stop" : "command/resume", "");
                        break;
                }
            }

            Assert.False(machine.Controller.Test.IsRunning, "seed " + seed);
            Assert.True(machine.Controller.Test.Report.Result() != TestReport.Open, "seed " + seed);
            Assert.Equal(0, machine.Line.ForbiddenFrames);
        }
    }

    private static Machine WithCars()
    {
        var machine = WiringDoctorTests.Linked();
        foreach (var unit in machine.Line.Connectors)
        {
            unit.PlugIn(Machine.Car(16));
        }

        machine.Run(90);
        return machine;
    }

    private static JsonElement RunTest(Machine machine)
    {
        machine.Send("command/test", "");
        machine.Run(1);
        return UntilDone(machine);
    }

    private static JsonElement UntilDone(Machine machine)
    {
        Assert.True(machine.RunUntil(() => !machine.Controller.Test.IsRunning, 1200));
        machine.Run(3);
        return Report(machine);
    }

    private static JsonElement Report(Machine machine) => JsonDocument.Parse(machine.Mqtt.All.Last(m => m.Topic.EndsWith("main/test")).Payload).RootElement;

    private static string Receipt(Machine machine, string verb) =>
        machine.Mqtt.All.Last(m => m.Topic.EndsWith("/response") && m.Payload.Contains("command/" + verb + "\"")).Payload;

    private static JsonElement Of(JsonElement report, int id) =>
        report.GetProperty("connectors").EnumerateArray().Single(one => one.GetProperty("connector").GetString() == id.ToString("X4"));

    private static string? Step(JsonElement connector, string step) => Find(connector, step).GetProperty("result").GetString();

    private static string Text(JsonElement connector, string step) => Find(connector, step).GetProperty("text").GetString() ?? "";

    private static JsonElement Find(JsonElement connector, string step) =>
        connector.GetProperty("steps").EnumerateArray().Single(one => one.GetProperty("step").GetString() == step);
}
