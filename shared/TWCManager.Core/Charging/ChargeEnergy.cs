namespace TWCManager.Core.Charging;

/// <summary>Energy that one connector delivered, integrated by us from the power of its car.</summary>
public sealed class ChargeEnergy
{
    private const long MsPerHour = 3600000;

    // A longer step than this is a pause of ours, not a time in which we know what was drawn.
    private const long LongestStepMs = 5000;

    private long _atMs;
    private long _wattMs;

    internal ChargeEnergy(long nowMs)
    {
        _atMs = nowMs;
    }

    /// <summary>Energy since the car was plugged in, in Wh.</summary>
    public long SessionWattHours { get; private set; }

    /// <summary>Energy since the connector is known, in Wh; never falls.</summary>
    public long TotalWattHours { get; private set; }

    /// <summary>Adds what the car drew since the last time.</summary>
    internal void Observe(ConnectedCar car, long nowMs)
    {
        SessionWattHours = car.HasJustCome ? 0 : SessionWattHours;
        long stepMs = nowMs - _atMs;
        _atMs = nowMs;
        if (stepMs <= 0 || stepMs > LongestStepMs)
        {
            return;
        }

        _wattMs += car.PowerWatts * stepMs;
        long wattHours = _wattMs / MsPerHour;
        _wattMs -= wattHours * MsPerHour;
        SessionWattHours += wattHours;
        TotalWattHours += wattHours;
    }

    /// <summary>Takes over the total from before a restart.</summary>
    internal void Restore(long totalWattHours)
    {
        TotalWattHours = totalWattHours;
    }

    /// <summary>Counts the session from what the total was when it began.</summary>
    internal void CountSessionFrom(long startWattHours)
    {
        SessionWattHours = TotalWattHours - startWattHours;
    }
}
