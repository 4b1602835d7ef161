namespace TWCManager.Core.Charging;

/// <summary>Amperes and the reason for them, always together. Handed from step to step; made once for each charge point.</summary>
public sealed class Verdict
{
    /// <summary>In 0.01 A.</summary>
    public int Centiamps { get; private set; }

    /// <summary>Why that much.</summary>
    public OfferReason Reason { get; private set; }

    internal void Say(int centiamps, OfferReason reason)
    {
        Centiamps = centiamps;
        Reason = reason;
    }

    /// <summary>Puts a reason that says more in place of the one that is there; the amperes stay.</summary>
    internal void Explain(OfferReason reason)
    {
        Reason = reason;
    }
}
