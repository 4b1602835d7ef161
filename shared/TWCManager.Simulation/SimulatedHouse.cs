namespace TWCManager.Simulation;

/// <summary>What a house uses by the time of day, without cars. Has no memory: any moment may be asked for, in any order.</summary>
/// <param name="Seed">Decides when the kettle boils.</param>
public sealed record SimulatedHouse(int Seed) : IPowerCurve
{
    private const int FridgeWatts = 90;
    private const int FridgePeriodSeconds = 2400;
    private const int FridgeOnSeconds = 800;
    private const int EveningWatts = 180;
    private const int BumpSlotSeconds = 1200;

    /// <summary>What always runs, W.</summary>
    public double BaseWatts { get; init; } = 220;

    /// <summary>Largest extra load of cooking, washing and the like, W.</summary>
    public double BumpWatts { get; init; } = 2400;

    /// <summary>Load, W.</summary>
    /// <param name="daySecond">Seconds since the first midnight; may go on over many days.</param>
    public double WattsAt(double daySecond)
    {
        double secondOfDay = daySecond % SimulatedSite.DaySeconds;
        double hour = secondOfDay / 3600;
        double watts = BaseWatts * (0.9 + 0.2 * SteadyNoise.Between(Seed, daySecond / 60));
        watts += daySecond % FridgePeriodSeconds < FridgeOnSeconds ? FridgeWatts : 0;
        watts += hour >= 18 && hour < 23 ? EveningWatts : 0;
        return watts + BumpAt(daySecond, hour);
    }

    private double BumpAt(double daySecond, double hour)
    {
        long slot = (long)(daySecond / BumpSlotSeconds);
        double inSlot = daySecond - slot * BumpSlotSeconds;
        double chance = hour < 6 ? 0.03 : hour < 9 || (hour >= 17 && hour < 21) ? 0.6 : 0.25;
        if (SteadyNoise.At(Seed + 1, slot) >= chance)
        {
            return 0;
        }

        double begin = SteadyNoise.At(Seed + 2, slot) * BumpSlotSeconds / 2;
        double duration = 120 + SteadyNoise.At(Seed + 3, slot) * 480;
        bool isOn = inSlot >= begin && inSlot < begin + duration;
        return isOn ? BumpWatts * (0.25 + 0.75 * SteadyNoise.At(Seed + 4, slot)) : 0;
    }
}
