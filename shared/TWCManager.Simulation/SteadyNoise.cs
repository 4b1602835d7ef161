namespace TWCManager.Simulation;

/// <summary>Chance without memory: the same seed and place always give the same value, so the order and the number of calls do not matter.</summary>
internal static class SteadyNoise
{
    /// <summary>A value from 0 to below 1.</summary>
    public static double At(int seed, long place)
    {
        ulong mixed = unchecked((ulong)place * 0x9E3779B97F4A7C15UL + (ulong)(uint)seed * 0xD1B54A32D192ED03UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>The same, going smoothly from one whole place to the next.</summary>
    public static double Between(int seed, double place)
    {
        double whole = Math.Floor(place);
        double part = place - whole;
        double blend = part * part * (3 - 2 * part);
        return At(seed, (long)whole) * (1 - blend) + At(seed, (long)whole + 1) * blend;
    }
}
