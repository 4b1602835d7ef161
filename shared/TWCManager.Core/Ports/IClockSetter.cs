namespace TWCManager.Core.Ports;

/// <summary>Sets the platform's clock. Platforms whose clock is kept by their system have none.</summary>
public interface IClockSetter
{
    /// <summary>Sets the time.</summary>
    /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
    /// <returns>False when the platform refuses.</returns>
    bool TrySet(long utcSeconds);
}
