using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Simulation.Faults;
using Xunit;

namespace TWCManager.Core.Tests.Whole;

/// <summary>Each fault of the bus, played against the whole controller and judged at the connectors.</summary>
public class FaultTests
{
    private const int Seeds = 3;
    private const int LongestGapMs = 2000;

    public static TheoryData<string> All => [.. BusFaults.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void No_fault_breaks_a_limit_or_makes_us_send_what_harms(string name)
    {
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var (trial, machine) = FaultMachine.Play(name, seed);
            Assert.True(trial.OverLimitMs == 0, $"seed {seed}: above the wiring limit for {trial.OverLimitMs} ms, highest sum {trial.HighestSumCentiamps}");
            Assert.True(trial.HighestSumCentiamps > 2000, "nothing was charged, so nothing was proven");
            Assert.Equal(0, trial.Site.Bus.ForbiddenFrames);
            Assert.Equal(0, trial.Site.Bus.MalformedMasterFrames);
            Assert.Equal(0, machine.Controller.Bus.RefusedFrames);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Whom_a_fault_does_not_concern_hears_us_all_the_time(string name)
    {
        // What a babbling unit leaves of the line has a test of its own.
        foreach (var seed in Enumerable.Range(1, name == "babble" ? 0 : Seeds))
        {
            var (trial, _) = FaultMachine.Play(name, seed);
            Assert.True(trial.LongestGapMs <= LongestGapMs, $"seed {seed}: {trial.LongestGapMs} ms without a heartbeat");
        }
    }

    [Fact]
    public void A_slow_unit_costs_the_others_no_heartbeat()
    {
        foreach (var seed in Enumerable.Range(1, 10))
        {
            var (trial, _) = FaultMachine.Play("late in order", seed);
            Assert.True(trial.LongestGapMs <= LongestGapMs, $"seed {seed}: {trial.LongestGapMs} ms without a heartbeat");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void All_connectors_hear_us_again_soon_after_the_end_of_a_fault(string name)
    {
        var fault = BusFaults.Named(name);
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var (trial, _) = FaultMachine.Play(name, seed);
            Assert.True(trial.LinkedAgainMs >= 0 && trial.LinkedAgainMs <= fault.RecoverySeconds * 1000, $"seed {seed}: heard again after {trial.LinkedAgainMs} ms, expected within {fault.RecoverySeconds} s");
            Assert.True(trial.ChargingAgainMs >= 0, $"seed {seed}: not charging as before");
        }
    }

    [Fact]
    public void A_babbling_unit_costs_the_others_seconds_and_not_their_link()
    {
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var (trial, _) = FaultMachine.Play("babble", seed);
            Assert.InRange(trial.LongestGapMs, 0, 3000);
            Assert.Equal(0, trial.FailSafeStops);
        }
    }

    [Theory]
    [InlineData("noise")]
    [InlineData("floating line")]
    [InlineData("short circuit")]
    [InlineData("echo")]
    [InlineData("port vanishes")]
    [InlineData("clipped start")]
    [InlineData("clipped end")]
    [InlineData("bad checksums")]
    [InlineData("lost replies")]
    [InlineData("lost zeros")]
    [InlineData("late replies")]
    [InlineData("babble")]
    [InlineData("our id")]
    [InlineData("process stopped")]
    [InlineData("restart")]
    public void Cars_go_on_charging_through_it(string name)
    {
        var (trial, _) = FaultMachine.Play(name);
        Assert.Equal(0, trial.FailSafeStops);
        Assert.All(trial.Site.Units, unit => Assert.True(unit.DrawCentiamps > 500));
    }

    [Fact]
    public void One_percent_of_noise_is_said_and_nothing_is_raised_meanwhile()
    {
        var (_, machine) = FaultMachine.Play("noise");
        Assert.Contains(machine.Lines, line => line.StartsWith("Warning Bus: ", StringComparison.Ordinal) && line.Contains("% of the frames are damaged; nothing is raised"));
        Assert.Contains(machine.Lines, line => line.EndsWith("the line is good again", StringComparison.Ordinal));
        Assert.True(machine.Controller.Bus.Counters.BadChecksum > 10);
    }

    [Fact]
    public void Frames_that_lost_two_zero_bytes_change_nobodys_protocol()
    {
        var (_, machine) = FaultMachine.Play("lost zeros", 1, m => Assert.Equal(2, m.Victim.ProtocolVersion));
        Assert.Equal(LinkState.Online, machine.Victim.Link);
        Assert.Equal(1, machine.Controller.Bus.Roster.Find(0x032E).ProtocolVersion);
    }

    [Fact]
    public void An_echo_is_counted_and_taken_for_nothing_else()
    {
        var (_, machine) = FaultMachine.Play("echo");
        Assert.True(machine.Controller.Bus.Counters.Echo > 100);
        Assert.Equal(0, machine.Controller.Bus.IdConflicts);
        Assert.DoesNotContain(BusState.OtherMaster, machine.States);
    }

    [Fact]
    public void A_second_master_silences_us_and_is_named()
    {
        var (trial, machine) = FaultMachine.Play("second master");
        Assert.Contains(BusState.OtherMaster, machine.States);
        Assert.Contains(machine.Lines, line => line.StartsWith("Error Bus: another master (4A21)", StringComparison.Ordinal));
        Assert.InRange(trial.LinkedAgainMs, 59000, 75000);
    }

    [Fact]
    public void A_unit_with_our_id_is_made_to_take_another_one_and_that_is_said()
    {
        var (trial, machine) = FaultMachine.Play("our id");
        Assert.NotEqual(0x7777, trial.Site.Intruder!.Id);
        Assert.Contains(machine.Lines, line => line.StartsWith("Warning Bus: a unit uses our own id", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_units_with_one_id_are_not_served_until_one_of_them_is_gone()
    {
        var heard = -1;
        var (trial, machine) = FaultMachine.Play("same id", 2, m =>
        {
            var site = m.Site;
            if (m.Victim.HasTwin && heard < 0)
            {
                heard = site.Victim.HeartbeatsHeard;
            }

            if (m.Victim.HasTwin && !site.IsMasterStopped)
            {
                // One may be on its way.
                Assert.InRange(site.Victim.HeartbeatsHeard, 0, heard + 1);
            }
            else
            {
                heard = -1;
            }
        });
        Assert.Contains(machine.Lines, line => line.StartsWith("Error Wall connector 2019: answers destroy each other", StringComparison.Ordinal));
        Assert.False(machine.Victim.HasTwin);
        Assert.Equal(OfferReason.SharedLimit, machine.Controller.Charging.Points.First(point => point.Connector == machine.Victim).Offer.Reason);
        Assert.True(trial.Site.Victim.DrawCentiamps > 500);
    }

    [Theory]
    [InlineData("noise")]
    [InlineData("babble")]
    [InlineData("late replies")]
    [InlineData("late in order")]
    [InlineData("lost replies")]
    [InlineData("clipped start")]
    [InlineData("clipped end")]
    [InlineData("bad checksums")]
    [InlineData("reboot")]
    [InlineData("power-cycled")]
    [InlineData("power cut")]
    [InlineData("start among strangers")]
    [InlineData("second master")]
    public void No_other_fault_is_taken_for_two_units_with_one_id(string name)
    {
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            FaultMachine.Play(name, seed, m => Assert.DoesNotContain(m.Controller.Bus.Connectors, connector => connector?.HasTwin == true));
        }
    }

    [Fact]
    public void A_mute_unit_is_given_up_and_its_share_is_free_only_when_it_has_stopped()
    {
        var (trial, machine) = FaultMachine.Play("mute", 1, m =>
        {
            if (m.Site.Victim.DrawCentiamps > 0)
            {
                var point = m.Controller.Charging.Points.First(one => one.Connector == m.Victim);
                Assert.True(m.Controller.Charging.OfferedTotalCentiamps - point.Offer.Centiamps + m.Site.Victim.StandingLimitCentiamps <= FaultSite.WiringAmps * 100);
            }
        });
        Assert.Contains(machine.Lines, line => line.StartsWith("Error Wall connector 2019: lost", StringComparison.Ordinal));
        Assert.Equal(1, trial.Site.Victim.FailSafeStops);
    }

    [Fact]
    public void A_port_that_is_back_within_seconds_finds_its_connectors_without_announcing_anything()
    {
        var (_, machine) = FaultMachine.Play("port vanishes");
        Assert.Contains(BusState.Silent, machine.States);
        Assert.DoesNotContain(BusState.Announcing, machine.States);
    }
}
