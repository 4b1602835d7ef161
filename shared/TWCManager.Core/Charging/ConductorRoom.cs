using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>What the wiring limit leaves on each conductor of the supply, in 0.01 A. Knows sets of conductors (bit 0 is L1), no connectors.</summary>
public sealed class ConductorRoom
{
    private readonly int[] _centiamps = new int[PhaseWiring.Conductors];

    /// <summary>The same room on all conductors.</summary>
    public void SetAll(int centiamps)
    {
        for (int i = 0; i < PhaseWiring.Conductors; i++)
        {
            _centiamps[i] = centiamps;
        }
    }

    /// <summary>Takes over the room of another one.</summary>
    public void CopyFrom(ConductorRoom other)
    {
        for (int i = 0; i < PhaseWiring.Conductors; i++)
        {
            _centiamps[i] = other._centiamps[i];
        }
    }

    /// <summary>Takes a current off each conductor of a set; the room may fall below zero.</summary>
    public void Take(int conductors, int centiamps)
    {
        for (int i = 0; i < PhaseWiring.Conductors; i++)
        {
            _centiamps[i] -= (conductors & (1 << i)) != 0 ? centiamps : 0;
        }
    }

    /// <summary>Room on the fullest conductor of a set; none for an empty set.</summary>
    public int LeastOf(int conductors)
    {
        int least = conductors == 0 ? 0 : int.MaxValue;
        for (int i = 0; i < PhaseWiring.Conductors; i++)
        {
            least = (conductors & (1 << i)) != 0 && _centiamps[i] < least ? _centiamps[i] : least;
        }

        return least;
    }
}
