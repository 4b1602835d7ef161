using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>What all connectors together may use, from the wishes for each of them. Today all follow the same source, so it is what any of them is granted.</summary>
internal sealed class SharedGrant
{
    private readonly ChargerSettings _settings;
    private readonly PointRoster _roster;
    private readonly WholeAmps _wholeAmps = new WholeAmps();

    internal SharedGrant(ChargerSettings settings, PointRoster roster)
    {
        _settings = settings;
        _roster = roster;
    }

    /// <summary>In 0.01 A, not cut to whole amperes.</summary>
    internal int ExactCentiamps { get; private set; }

    /// <summary>In 0.01 A, as it is shared out.</summary>
    internal int AvailableCentiamps { get; private set; }

    /// <summary>How long a wish that follows the sun must last before a car starts, in ms.</summary>
    internal long DelayMs { get; private set; }

    /// <summary>False if it is not known what the sun gives.</summary>
    internal bool IsSure { get; private set; }

    /// <summary>Reads the wishes.</summary>
    internal void Update()
    {
        int granted = 0;
        int shortfalls = 0;
        bool isSteady = false;
        IsSure = true;
        for (int i = 0; i < _roster.Count; i++)
        {
            PointWish wish = _roster.Points[i].Wish;
            granted = wish.AvailableCentiamps > granted ? wish.AvailableCentiamps : granted;
            shortfalls += wish.IsSteady && wish.AvailableCentiamps > 0 ? _roster.Points[i].Car.ShortfallCentiamps : 0;
            isSteady = isSteady || wish.IsSteady;
            IsSure = IsSure && wish.IsSure;
        }

        // Cars draw up to 1.4 A less than they are offered. Of the sun each would leave that unused, 1 kW per car with three phases; so others get it.
        int most = PhaseWiring.GroupAmps(_settings) * 100;
        int exact = granted + shortfalls;
        ExactCentiamps = exact < most ? exact : most;
        int whole = _wholeAmps.Of(ExactCentiamps);
        AvailableCentiamps = isSteady && whole < most ? whole : ExactCentiamps;
        DelayMs = isSteady ? (long)_settings.Number(Setting.StartStopDelay) * 1000 : 0;
    }
}
