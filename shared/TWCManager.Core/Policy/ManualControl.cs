namespace TWCManager.Core.Policy;

/// <summary>What somebody ordered for the moment: charge now, or stop.</summary>
public sealed class ManualControl
{
    /// <summary>Current for all cars together while charge now lasts, in A; 0 without an order.</summary>
    public int ChargeNowAmps { get; private set; }

    /// <summary>When charge now ends, in ms of the controller's time.</summary>
    public long ChargeNowEndsMs { get; private set; }

    /// <summary>True from <see cref="Stop"/> to <see cref="Resume"/>; stronger than charge now.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Grows with each order.</summary>
    public int Version { get; private set; }

    /// <summary>True while charge now lasts, stopped or not.</summary>
    public bool IsChargeNow(long nowMs)
    {
        return ChargeNowAmps > 0 && nowMs < ChargeNowEndsMs;
    }

    /// <summary>Orders a current for a time; replaces an order before it.</summary>
    /// <param name="amps">In A; 0 or less is no order.</param>
    /// <param name="endsMs">In ms of the controller's time.</param>
    public void ChargeNow(int amps, long endsMs)
    {
        ChargeNowAmps = amps > 0 ? amps : 0;
        ChargeNowEndsMs = endsMs;
        Version++;
    }

    /// <summary>Ends charge now before its time.</summary>
    public void EndChargeNow()
    {
        ChargeNowAmps = 0;
        Version++;
    }

    /// <summary>Grants nothing until <see cref="Resume"/>.</summary>
    public void Stop()
    {
        IsStopped = true;
        Version++;
    }

    /// <summary>Ends <see cref="Stop"/>. A charge now that still lasts goes on.</summary>
    public void Resume()
    {
        IsStopped = false;
        Version++;
    }
}
