using TWCManager.Core.Settings;

namespace TWCManager.Core.Energy;

/// <summary>The Fronius inverter on the local network.</summary>
public sealed class FroniusSource : EnergySource
{
    private readonly FroniusRequest _powerFlow;

    /// <summary>Makes it; it is asked once the settings name an address.</summary>
    public FroniusSource()
    {
        for (int kind = ReadingKind.Solar; kind <= ReadingKind.BatterySoc; kind++)
        {
            Give(kind);
        }

        _powerFlow = new FroniusRequest(this);
        Requests = new EnergyRequest[] { _powerFlow };
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return "fronius"; }
    }

    /// <inheritdoc/>
    public override string Subject
    {
        get { return "the Fronius inverter"; }
    }

    /// <inheritdoc/>
    public override string AddressSetting
    {
        get { return "froniusHost"; }
    }

    /// <inheritdoc/>
    public override void Configure(ChargerSettings settings)
    {
        _powerFlow.Configure(settings.Text(Setting.FroniusHost));
    }
}
