using TWCManager.Core.Bus;

namespace TWCManager.Core.Charging;

/// <summary>What a commissioning test wishes for one connector: exactly this current and no more, whatever the policy grants, as far as every limit lets it.</summary>
internal sealed class TrialWish
{
    private WallConnector _connector;

    /// <summary>In 0.01 A; 0 for a stop.</summary>
    internal int Centiamps { get; private set; }

    internal void Begin(WallConnector connector, int centiamps)
    {
        _connector = connector;
        Centiamps = centiamps;
    }

    internal void End()
    {
        _connector = null;
    }

    /// <summary>Whether the wish is for this charge point.</summary>
    internal bool IsFor(ChargePoint point)
    {
        return point.Connector == _connector;
    }
}
