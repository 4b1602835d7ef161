namespace TWCManager.Simulation;

/// <summary>A power by the time of day.</summary>
public interface IPowerCurve
{
    /// <summary>Power at a moment, W.</summary>
    /// <param name="daySecond">Seconds since the first midnight; may go on over many days.</param>
    double WattsAt(double daySecond);
}
