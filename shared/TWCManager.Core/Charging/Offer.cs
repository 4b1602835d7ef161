namespace TWCManager.Core.Charging;

/// <summary>What one connector's car may draw now, and why. Only <see cref="OfferGate"/> gives it.</summary>
public sealed class Offer
{
    internal Offer(long nowMs)
    {
        RaisedMs = nowMs - ControlTiming.RaiseIntervalMs;
    }

    /// <summary>Current this connector's car may draw now, in 0.01 A; 0 means stop.</summary>
    public int Centiamps { get; private set; }

    /// <summary>Why it is offered that.</summary>
    public OfferReason Reason { get; private set; }

    /// <summary>When it was raised last.</summary>
    internal long RaisedMs { get; private set; }

    internal void Give(int centiamps, OfferReason reason)
    {
        Centiamps = centiamps;
        Reason = reason;
    }

    internal void NoteRaise(long nowMs)
    {
        RaisedMs = nowMs;
    }
}
