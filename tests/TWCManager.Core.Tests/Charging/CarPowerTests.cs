using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Tests.Mqtt;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

public class CarPowerTests
{
    private const int Unknown = WallConnector.Unknown;

    [Theory]
    // volts, half amperes, actual in 0.01 A, assumed volts and phases -> W; why
    [InlineData("230 231 229", "32 31 32", 1600, 230, 0, 11040, "three phases, half an ampere of rounding is none")]
    [InlineData("230 231 229", "32 0 0", 1600, 230, 3, 3680, "a single-phase car on a three-phase unit, whatever is assumed")]
    [InlineData("230 231 229", "32 1 1", 1600, 230, 3, 3680, "half an ampere on the other phases is none")]
    [InlineData("230 231 229", "32 32 0", 1600, 230, 3, 7376, "a two-phase car")]
    [InlineData("230 231 229", "32 32 16", 1600, 230, 3, 9200, "one phase carries half: 1600 at 461 V and 800 at 229 V, rounded down")]
    [InlineData("230 231 229", "3 3 2", 130, 230, 0, 897, "half amperes at the start of a charge")]
    [InlineData("240 0 0", "64 0 0", 3200, 230, 0, 7680, "split phase: L1 has the volts between the two conductors")]
    [InlineData("240 0 0", "-1 -1 -1", 3200, 230, 2, 7680, "split phase without phase currents: what has no volts is no phase")]
    [InlineData("208 0 0", "60 0 0", 3000, 240, 1, 6240, "two of three phases at 208 V")]
    [InlineData("231 0 0", "32 0 0", 1600, 230, 3, 3696, "wired for a single phase")]
    [InlineData("230 231 229", "-1 -1 -1", 1600, 230, 0, 11040, "no phase currents, nothing assumed: all that has volts")]
    [InlineData("230 231 229", "-1 -1 -1", 1600, 230, 1, 3680, "no phase currents, one phase assumed")]
    [InlineData("230 231 229", "-1 -1 -1", 1600, 230, 2, 7376, "no phase currents, two phases assumed")]
    [InlineData("230 231 229", "0 0 0", 1600, 230, 0, 11040, "the reading is from before the charge")]
    [InlineData("230 231 229", "1 1 1", 1600, 230, 1, 3680, "half an ampere is no use of a phase")]
    [InlineData("-1 -1 -1", "-1 -1 -1", 1600, 230, 0, 3680, "protocol 1 tells nothing: one phase")]
    [InlineData("-1 -1 -1", "-1 -1 -1", 1600, 240, 3, 11520, "protocol 1, three phases assumed")]
    [InlineData("230 65535 229", "-1 -1 -1", 1600, 230, 0, 7344, "a damaged reply that passed its checksum")]
    [InlineData("12 7 9", "-1 -1 -1", 1600, 230, 3, 11040, "induced volts are none")]
    public void Power_is_current_times_the_volts_of_the_phases_in_use(string volts, string halfAmps, int actual, int assumedVolts, int assumedPhases, int expected, string why)
    {
        var meter = Reading(volts, halfAmps);
        var wattsPerAmp = CarPower.WattsPerAmp(meter, CarPower.PatternOf(meter), assumedVolts, assumedPhases);
        Assert.True(expected == actual * wattsPerAmp / 100, $"{why}: expected {expected}, got {actual * wattsPerAmp / 100}");
    }

    internal static MeterReading Reading(string volts, string halfAmps)
    {
        var meter = new MeterReading();
        for (var i = 0; i < 3; i++)
        {
            StatusRig.Set(meter, $"VoltsL{i + 1}", int.Parse(volts.Split(' ')[i]));
            StatusRig.Set(meter, $"HalfAmpsL{i + 1}", int.Parse(halfAmps.Split(' ')[i]));
        }

        return meter;
    }
}
