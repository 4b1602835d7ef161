using TWCManager.Core.Settings;

namespace TWCManager.Core.HomeAssistant;

/// <summary>Ends of controls that hang on other settings.</summary>
internal sealed class ControlRanges
{
    /// <summary>The most that all connectors together can be granted, in A; 0 while no limit is set.</summary>
    public int WiringAmps { get; private set; }

    /// <summary>The highest that this limit may be set to remotely, in A.</summary>
    public int CeilingAmps { get; private set; }

    /// <summary>The highest that the minimum current of a car may be set to, in A.</summary>
    public int MinimumAmps { get; private set; }

    /// <summary>Takes over what the settings say now.</summary>
    /// <returns>True when it is something else than before.</returns>
    public bool Follow(ChargerSettings settings)
    {
        int wiring = PhaseWiring.GroupAmps(settings);
        int ceiling = settings.Ceiling(Setting.WiringMaxAmpsAllTWCs);

        // A limit that was lowered below the minimum would put the control's own value out of its range.
        int each = settings.Number(Setting.WiringMaxAmpsPerTWC);
        int minimum = each >= settings.Number(Setting.MinAmpsPerTWC) ? each : SettingsTable.ConnectorAmpsLimit;
        bool isOther = wiring != WiringAmps || ceiling != CeilingAmps || minimum != MinimumAmps;
        WiringAmps = wiring;
        CeilingAmps = ceiling;
        MinimumAmps = minimum;
        return isOther;
    }
}
