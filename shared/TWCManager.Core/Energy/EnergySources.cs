using TWCManager.Core.Ports;

namespace TWCManager.Core.Energy;

/// <summary>The list of all sources. A source is a file of its own and a row here.</summary>
/// <remarks>Poller, balance, documents, log, screen and page loop over this list.</remarks>
public static class EnergySources
{
    /// <summary>Makes all sources, configured or not, in the order in which they are asked and published.</summary>
    /// <param name="wallClock">Only asked whether the very first value of an entity is an old one.</param>
    public static EnergySource[] All(IWallClock wallClock)
    {
        return new EnergySource[]
        {
            new FroniusSource(),
            new HomeAssistantSource(wallClock),
        };
    }
}
