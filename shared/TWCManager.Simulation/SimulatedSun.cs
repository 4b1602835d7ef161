namespace TWCManager.Simulation;

/// <summary>Solar power by the time of day. Has no memory: any moment may be asked for, in any order.</summary>
/// <param name="Seed">Decides the clouds.</param>
public sealed record SimulatedSun(int Seed) : IPowerCurve
{
    private const double SlowCloudSeconds = 1500;
    private const double FastCloudSeconds = 110;

    /// <summary>Power of the panels at noon under a clear sky, W.</summary>
    public double PeakWatts { get; init; } = 9000;

    /// <summary>Second of the day at which the panels begin.</summary>
    public int SunriseSecond { get; init; } = 6 * 3600;

    /// <summary>Second of the day at which the panels end.</summary>
    public int SunsetSecond { get; init; } = 20 * 3600;

    /// <summary>How much clouds take at most, 0 (clear) to 1.</summary>
    public double Cloudiness { get; init; }

    /// <summary>Solar power, W; 0 at night.</summary>
    /// <param name="daySecond">Seconds since the first midnight; may go on over many days.</param>
    public double WattsAt(double daySecond)
    {
        double secondOfDay = daySecond % SimulatedSite.DaySeconds;
        double part = (secondOfDay - SunriseSecond) / (SunsetSecond - SunriseSecond);
        if (part <= 0 || part >= 1)
        {
            return 0;
        }

        double clear = PeakWatts * Math.Pow(Math.Sin(Math.PI * part), 1.3);
        return clear * (1 - Cloudiness * CloudAt(daySecond));
    }

    // 0 = clear, 1 = thick. Weather changes over half an hour, single clouds pass within minutes.
    private double CloudAt(double daySecond)
    {
        double weather = SteadyNoise.Between(Seed, daySecond / SlowCloudSeconds);
        double cloud = SteadyNoise.Between(Seed + 1, daySecond / FastCloudSeconds);
        return Math.Clamp((weather * 0.7 + cloud * 0.6 - 0.35) * 1.6, 0, 1);
    }
}
