using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Energy;

/// <summary>Entities of Home Assistant: one request for each reading.</summary>
public sealed class HomeAssistantSource : EnergySource
{
    private readonly HomeAssistantAccess _access = new HomeAssistantAccess();
    private readonly HomeAssistantRequest[] _entities;

    /// <summary>Makes it; it is asked once the settings name an address and an entity.</summary>
    /// <param name="wallClock">Only asked whether the very first value of an entity is an old one.</param>
    public HomeAssistantSource(IWallClock wallClock)
    {
        // Holds nothing between replies, so one does for all.
        HomeAssistantState state = new HomeAssistantState();
        _entities = new HomeAssistantRequest[]
        {
            Entity(wallClock, state, ReadingKind.Solar, Setting.HaGenerationEntity, Setting.HaGenerationInvert),
            Entity(wallClock, state, ReadingKind.House, Setting.HaConsumptionEntity, Setting.HaConsumptionInvert),
            Entity(wallClock, state, ReadingKind.Grid, Setting.HaGridEntity, Setting.HaGridInvert),
        };
        Requests = _entities;
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return "homeAssistant"; }
    }

    /// <inheritdoc/>
    public override string Subject
    {
        get { return "Home Assistant"; }
    }

    /// <inheritdoc/>
    public override string AddressSetting
    {
        get { return "haUrl"; }
    }

    /// <inheritdoc/>
    public override bool IsHandPicked
    {
        get { return true; }
    }

    /// <inheritdoc/>
    public override void Configure(ChargerSettings settings)
    {
        bool isAccessChanged = _access.Configure(settings.Text(Setting.HaUrl), settings.Text(Setting.HaToken));
        bool isChanged = isAccessChanged;
        for (int i = 0; i < _entities.Length; i++)
        {
            isChanged |= _entities[i].Configure(settings, isAccessChanged);
        }

        if (isChanged)
        {
            _access.Accept();
        }

        if (isAccessChanged)
        {
            LastOkMs = 0;
        }
    }

    private HomeAssistantRequest Entity(IWallClock wallClock, HomeAssistantState state, int kind, int entitySetting, int invertSetting)
    {
        return new HomeAssistantRequest(this, _access, wallClock, state, Give(kind), entitySetting, invertSetting);
    }
}
