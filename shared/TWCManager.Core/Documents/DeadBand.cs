namespace TWCManager.Core.Documents;

/// <summary>Which changes of measured values are worth a message. Each one lands in somebody's data base.</summary>
internal static class DeadBand
{
    /// <summary>Stands for a value that is not known.</summary>
    public const int Unknown = int.MinValue;

    private const int PowerWatts = 50;
    private const int PowerPercent = 2;
    private const int CurrentCentiamps = 10;
    private const int Volts = 2;

    /// <summary>Power in W: 50 W, above 2500 W 2 %.</summary>
    public static bool IsPowerChange(int before, int now)
    {
        int size = before == Unknown ? 0 : before < 0 ? -before : before;
        int percent = size / 100 * PowerPercent;
        return IsChange(before, now, percent > PowerWatts ? percent : PowerWatts);
    }

    /// <summary>Current in 0.01 A: 0.1 A.</summary>
    public static bool IsCurrentChange(int before, int now)
    {
        return IsChange(before, now, CurrentCentiamps);
    }

    /// <summary>Voltage in V: 2 V.</summary>
    public static bool IsVoltageChange(int before, int now)
    {
        return IsChange(before, now, Volts);
    }

    private static bool IsChange(int before, int now, int atLeast)
    {
        if (before == Unknown || now == Unknown)
        {
            return before != now;
        }

        long difference = (long)now - before;
        return difference >= atLeast || -difference >= atLeast;
    }
}
