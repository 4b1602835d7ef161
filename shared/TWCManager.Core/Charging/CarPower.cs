using TWCManager.Core.Bus;

namespace TWCManager.Core.Charging;

/// <summary>Power of one car from what its connector tells.</summary>
public static class CarPower
{
    private const int WiredVolts = 100;
    // Below 1 A a phase is not used; the meter counts in half amperes.
    private const int UsedHalfAmps = 2;

    /// <summary>Power in W: current times the volts of the phases that the car uses.</summary>
    /// <remarks>The heartbeat's current is per phase and says nothing about how many the car uses; the meter's currents do, where the unit has them.</remarks>
    public static int Watts(WallConnector connector, int defaultVolts, int defaultPhases)
    {
        return connector.ActualCentiamps * UsedVolts(connector, defaultVolts, defaultPhases) / 100;
    }

    /// <summary>Sum of the volts of the phases in use, in V: what one ampere means in W.</summary>
    public static int UsedVolts(WallConnector connector, int defaultVolts, int defaultPhases)
    {
        MeterReading meter = connector.Energy;
        bool hasCurrents = IsUsed(meter.HalfAmpsL1) || IsUsed(meter.HalfAmpsL2) || IsUsed(meter.HalfAmpsL3);
        int volts = PhaseVolts(meter.VoltsL1, meter.HalfAmpsL1, hasCurrents)
            + PhaseVolts(meter.VoltsL2, meter.HalfAmpsL2, hasCurrents)
            + PhaseVolts(meter.VoltsL3, meter.HalfAmpsL3, hasCurrents);
        return volts > 0 ? volts : defaultVolts * defaultPhases;
    }

    private static bool IsUsed(int halfAmps)
    {
        return halfAmps >= UsedHalfAmps;
    }

    private static int PhaseVolts(int volts, int halfAmps, bool hasCurrents)
    {
        return volts > WiredVolts && (!hasCurrents || IsUsed(halfAmps)) ? volts : 0;
    }
}
