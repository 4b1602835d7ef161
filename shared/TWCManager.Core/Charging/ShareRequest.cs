using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>What one charge point asks of <see cref="CurrentAllocator"/>, and what it gets. All currents in 0.01 A.</summary>
public sealed class ShareRequest
{
    /// <summary>Highest value of <see cref="Rank"/>.</summary>
    public const int LastRank = 2;

    /// <summary>What it has in any case because it cannot be held lower: 0, or 6 A with protocol 2.</summary>
    public int FloorCentiamps;

    /// <summary>Least current that a car can use.</summary>
    public int MinimumCentiamps;

    /// <summary>Most it may be offered.</summary>
    public int CapCentiamps;

    /// <summary>Conductors of the supply that it is wired to: bit 0 is L1.</summary>
    public int Conductors = PhaseWiring.AllConductors;

    /// <summary>It draws, or wants to: what it gets counts against what the policy grants.</summary>
    public bool UsesGrant;

    /// <summary>Its car has been stopped, so its floor is not drawn and counts against the wiring only.</summary>
    public bool IsFloorIdle;

    /// <summary>It shall get its minimum if there is room.</summary>
    public bool WantsMore;

    /// <summary>It shall keep its minimum although the policy grants less, and nothing above.</summary>
    public bool IsHeld;

    /// <summary>Order in which minimums are served: 0 first.</summary>
    public int Rank;

    /// <summary>Result: its share, floor included.</summary>
    public int ShareCentiamps;

    /// <summary>Result: true when it got its minimum.</summary>
    public bool IsServed;
}
