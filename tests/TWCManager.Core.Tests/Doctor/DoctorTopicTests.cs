using System.Text.Json;
using TWCManager.Core.Tests.Whole;
using Xunit;

namespace TWCManager.Core.Tests.Doctor;

/// <summary>What is published of the doctor's findings.</summary>
public class DoctorTopicTests
{
    [Fact]
    public void The_topic_is_retained_and_says_that_all_is_well()
    {
        var machine = WiringDoctorTests.Linked();
        var message = machine.Mqtt.All.Last(m => m.Topic == "twcmanager/main/doctor");
        Assert.True(message.IsRetained);
        Assert.Equal("{\"ok\":true,\"problem\":\"OFF\",\"text\":\"No fault found.\",\"findings\":[]}", message.Payload);
    }

    [Fact]
    public void A_finding_goes_out_once_and_again_when_it_is_over()
    {
        var machine = WiringDoctorTests.Linked();
        var before = Count(machine);
        machine.Line.Find(0x1839)!.Faults.IsMute = true;
        machine.Run(300);
        Assert.Equal(before + 1, Count(machine));
        var finding = Last(machine).GetProperty("findings")[0];
        Assert.False(Last(machine).GetProperty("ok").GetBoolean());
        Assert.Equal("ON", Last(machine).GetProperty("problem").GetString());
        Assert.Equal("notHeard", finding.GetProperty("code").GetString());
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal("1839", finding.GetProperty("connector").GetString());
        Assert.Equal(Last(machine).GetProperty("text").GetString(), finding.GetProperty("text").GetString());
        machine.Line.Find(0x1839)!.Faults.IsMute = false;
        machine.Run(120);
        Assert.True(Last(machine).GetProperty("ok").GetBoolean());
        Assert.Equal(before + 2, Count(machine));
    }

    [Fact]
    public void A_new_connection_gets_findings_and_report_again()
    {
        var machine = WiringDoctorTests.Linked();
        machine.Send("command/test", "");
        machine.Run(90);
        var doctor = Count(machine);
        var tests = machine.Mqtt.All.Count(m => m.Topic == "twcmanager/main/test");
        machine.Mqtt.Disconnect();
        machine.Run(1);
        machine.Mqtt.Connect();
        machine.Run(10);
        Assert.Equal(doctor + 1, Count(machine));
        Assert.Equal(tests + 1, machine.Mqtt.All.Count(m => m.Topic == "twcmanager/main/test"));
    }

    [Fact]
    public void Only_a_finished_report_stays_at_the_broker()
    {
        var machine = WiringDoctorTests.Linked();
        machine.Send("command/test", "");
        machine.Run(90);
        var reports = machine.Mqtt.All.Where(m => m.Topic == "twcmanager/main/test").ToList();
        Assert.Contains(reports, m => m.Payload.Contains("\"running\""));
        Assert.Contains(reports, m => m.Payload.Contains("\"done\""));
        Assert.All(reports, m => Assert.Equal(m.Payload.Contains("\"done\""), m.IsRetained));
    }

    [Fact]
    public void Findings_that_flicker_are_published_at_most_every_other_second()
    {
        var machine = WiringDoctorTests.Linked();
        var start = machine.NowMs;
        var before = Count(machine);
        machine.AfterStep = () =>
        {
            if (machine.NowMs % 1500 == 0)
            {
                machine.Line.Inject(WiringDoctorTests.Frame(0xFB, 0xE0, 0x4A, 0x21, 0x20, 0x19, 0x00));
            }
        };
        machine.Run(100);
        Assert.InRange(Count(machine) - before, 1, (machine.NowMs - start) / 2000);
    }

    private static int Count(Machine machine) => machine.Mqtt.All.Count(m => m.Topic == "twcmanager/main/doctor");

    private static JsonElement Last(Machine machine) => JsonDocument.Parse(machine.Mqtt.All.Last(m => m.Topic == "twcmanager/main/doctor").Payload).RootElement;
}
