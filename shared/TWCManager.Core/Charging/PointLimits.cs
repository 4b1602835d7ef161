using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>What one connector may be offered at all: the most, the least that a car can use, what it draws in any case, and the conductors that carry it.</summary>
public sealed class PointLimits
{
    private readonly WallConnector _connector;
    private readonly ChargerSettings _settings;

    internal PointLimits(WallConnector connector, ChargerSettings settings)
    {
        _connector = connector;
        _settings = settings;
    }

    /// <summary>The highest this connector may ever be offered, in 0.01 A: the lowest of wiring limit and rating.</summary>
    public int LimitCentiamps { get; private set; }

    /// <summary>Conductors of the supply that it counts on: bit 0 is L1. More than it is wired to as far as that is in doubt.</summary>
    public int Conductors { get; private set; } = PhaseWiring.AllConductors;

    /// <summary>Index of the word of the setting phaseRotation that holds for it.</summary>
    public int Rotation { get; private set; }

    /// <summary>Least current that its car can use, in 0.01 A.</summary>
    public int MinimumCentiamps
    {
        get
        {
            int minimum = _settings.Number(Setting.MinAmpsPerTWC) * 100;
            int least = _connector.ProtocolVersion == 1 ? ControlTiming.Protocol1MinimumCentiamps : ControlTiming.Protocol2FloorCentiamps;
            return minimum > least ? minimum : least;
        }
    }

    /// <summary>What a car can be kept at without stopping it, in 0.01 A.</summary>
    public int FloorCentiamps
    {
        get { return _connector.ProtocolVersion == 1 ? 0 : ControlTiming.Protocol2FloorCentiamps; }
    }

    /// <summary>What the wiring lets any connector have, whatever its rating, in 0.01 A.</summary>
    /// <param name="wiringLimitCentiamps">Limit of all connectors together.</param>
    internal static int LowestLimit(ChargerSettings settings, int wiringLimitCentiamps)
    {
        int limit = settings.Number(Setting.WiringMaxAmpsPerTWC) * 100;
        limit = limit < wiringLimitCentiamps ? limit : wiringLimitCentiamps;
        return limit < ControlTiming.HighestCentiamps ? limit : ControlTiming.HighestCentiamps;
    }

    /// <summary>Computes what depends on the wiring and on what the connector has told.</summary>
    /// <param name="lowestLimitCentiamps">What the wiring lets any connector have.</param>
    internal void Update(int lowestLimitCentiamps)
    {
        int rated = _connector.RatedCentiamps;
        int limit = rated > 0 && rated < lowestLimitCentiamps ? rated : lowestLimitCentiamps;
        LimitCentiamps = limit - limit % ControlTiming.StepCentiamps;

        // A declaration that the connector's own meter contradicts is wrong: then it counts on all conductors.
        int declared = PhaseWiring.ConductorsOf(Rotation);
        bool isContradicted = CarPower.WiredPhases(_connector.Energy) > PhaseWiring.CountOf(declared);
        Conductors = isContradicted ? PhaseWiring.AllConductors : declared;
    }

    /// <summary>Takes over how it is wired.</summary>
    /// <param name="rotation">Index of a word of the setting phaseRotation.</param>
    internal void Rotate(int rotation)
    {
        Rotation = rotation;
    }
}
