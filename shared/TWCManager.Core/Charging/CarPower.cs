using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>Power of one car: its current times the volts of the phases that it uses. Which those are the meter tells, where the unit measures phases.</summary>
/// <remarks>
/// The heartbeat's current is per phase and says nothing about how many are used. The meter's currents do, but only every ten seconds and in half amperes;
/// so the pattern comes from the meter and the size from the heartbeat. With split phase the volts of L1 are those between the two conductors.
/// Source: docs/protocol.md#meter.
/// </remarks>
public static class CarPower
{
    private const int WiredVolts = 100;
    // Units are made for up to 277 V; more is a damaged reply that passed its checksum.
    private const int HighestVolts = 300;
    // Below 1 A a phase is not used; the meter counts in half amperes.
    private const int UsedHalfAmps = 2;
    // Phases within 1 A of the highest carry the same current: the difference is rounding.
    private const int EqualHalfAmps = 2;
    private const int Percent = 100;

    /// <summary>Phases of a connector that have voltage, 0 to 3; 0 also while it has not told.</summary>
    public static int WiredPhases(MeterReading meter)
    {
        int count = 0;
        for (int i = 0; i < PhaseWiring.Conductors; i++)
        {
            count += VoltsAt(meter, i) > 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>How the current is spread over the terminals: percent of the highest, 8 bits for each, L1 lowest; 0 when the meter does not tell.</summary>
    public static int PatternOf(MeterReading meter)
    {
        int highest = 0;
        for (int i = 0; i < PhaseWiring.Conductors; i++)
        {
            int halfAmps = HalfAmpsAt(meter, i);
            highest = halfAmps > highest ? halfAmps : highest;
        }

        int pattern = 0;
        for (int i = 0; highest >= UsedHalfAmps && i < PhaseWiring.Conductors; i++)
        {
            int halfAmps = HalfAmpsAt(meter, i);
            int percent = halfAmps < UsedHalfAmps || VoltsAt(meter, i) == 0 ? 0
                : halfAmps >= highest - EqualHalfAmps ? Percent : halfAmps * Percent / highest;
            pattern |= percent << (8 * i);
        }

        return pattern;
    }

    /// <summary>Part of the connector's current that flows at a terminal, in percent.</summary>
    /// <param name="terminal">0 to 2.</param>
    public static int PercentAt(int pattern, int terminal)
    {
        return (pattern >> (8 * terminal)) & 0xFF;
    }

    /// <summary>What one ampere of the heartbeat means in W.</summary>
    /// <param name="pattern">From <see cref="PatternOf"/>, or 0 while it is not known.</param>
    /// <param name="assumedVolts">Volts of a phase while the connector tells none.</param>
    /// <param name="assumedPhases">Phases that a car uses while that is not known; 0 for all that have voltage.</param>
    public static int WattsPerAmp(MeterReading meter, int pattern, int assumedVolts, int assumedPhases)
    {
        int volts = 0;
        int phases = 0;
        for (int i = 0; i < PhaseWiring.Conductors; i++)
        {
            int voltsHere = VoltsAt(meter, i);
            bool isAssumed = voltsHere > 0 && (assumedPhases == 0 || phases < assumedPhases);
            phases += isAssumed ? 1 : 0;
            volts += pattern != 0 ? voltsHere * PercentAt(pattern, i) / Percent : isAssumed ? voltsHere : 0;
        }

        return volts > 0 ? volts : assumedVolts * (assumedPhases > 0 ? assumedPhases : 1);
    }

    private static int VoltsAt(MeterReading meter, int terminal)
    {
        int volts = terminal == 0 ? meter.VoltsL1 : terminal == 1 ? meter.VoltsL2 : meter.VoltsL3;
        return volts > WiredVolts && volts <= HighestVolts ? volts : 0;
    }

    private static int HalfAmpsAt(MeterReading meter, int terminal)
    {
        return terminal == 0 ? meter.HalfAmpsL1 : terminal == 1 ? meter.HalfAmpsL2 : meter.HalfAmpsL3;
    }
}
