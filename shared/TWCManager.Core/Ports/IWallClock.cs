namespace TWCManager.Core.Ports;

/// <summary>Civil time. Jumps when it is set; used for schedules and time stamps only, never for control.</summary>
public interface IWallClock
{
    /// <summary>Gives the time in UTC.</summary>
    /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
    /// <returns>False while the clock has not been set.</returns>
    bool TryGetUtc(out long utcSeconds);
}
