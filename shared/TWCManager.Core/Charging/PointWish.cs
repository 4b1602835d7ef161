namespace TWCManager.Core.Charging;

/// <summary>What the policy wishes for one connector. Those that follow the same source share what it gives, so the current is that of all of them together.</summary>
public sealed class PointWish
{
    /// <summary>Granted to this connector and those it shares with, in 0.01 A.</summary>
    public int AvailableCentiamps { get; private set; }

    /// <summary>What a car that charges already may take from the grid to stay at its minimum, in 0.01 A.</summary>
    public int FlexCentiamps { get; private set; }

    /// <summary>The grant comes from the sun: starts and stops wait for the start/stop delay.</summary>
    public bool IsSteady { get; private set; }

    /// <summary>False if it is not known what the sun gives.</summary>
    public bool IsSure { get; private set; }

    internal void Set(int availableCentiamps, int flexCentiamps, bool isSteady, bool isSure)
    {
        AvailableCentiamps = availableCentiamps;
        FlexCentiamps = flexCentiamps;
        IsSteady = isSteady;
        IsSure = isSure;
    }
}
