using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>The charge points, one for each connector that the bus knows, in its order.</summary>
public sealed class PointRoster
{
    private readonly ChargerSettings _settings;

    /// <param name="capacity">Charge points at most.</param>
    internal PointRoster(ChargerSettings settings, int capacity)
    {
        _settings = settings;
        Points = new ChargePoint[capacity];
    }

    /// <summary>The charge points; the first <see cref="Count"/> count.</summary>
    public ChargePoint[] Points { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <returns>The charge point of a connector, or null.</returns>
    public ChargePoint Find(WallConnector connector)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Points[i].Connector == connector)
            {
                return Points[i];
            }
        }

        return null;
    }

    /// <summary>Whether one of them has this id.</summary>
    internal bool HasId(int connectorId)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Points[i].Connector.Id == connectorId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes a charge point for each connector that has none.</summary>
    /// <returns>True when there is a new one.</returns>
    internal bool Follow(ConnectorRoster connectors, long nowMs)
    {
        bool hasNew = false;
        for (int i = 0; i < connectors.Count; i++)
        {
            if (Points[i] == null || Points[i].Connector != connectors.Connectors[i])
            {
                Points[i] = new ChargePoint(connectors.Connectors[i], _settings, nowMs);
                hasNew = true;
            }
        }

        Count = connectors.Count;
        return hasNew;
    }
}
