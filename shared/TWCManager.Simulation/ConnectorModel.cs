namespace TWCManager.Simulation;

/// <summary>Generations of the wall connector that speak differently on the bus.</summary>
public enum ConnectorModel
{
    /// <summary>14-byte frames; stops at limit 0; no meter, no VIN.</summary>
    Protocol1,

    /// <summary>16-byte frames, firmware 4.4.x: 6 A floor, 16-byte meter reply, no VIN, no version or serial query.</summary>
    Firmware44,

    /// <summary>16-byte frames, firmware 4.5.3: 6 A floor and every query, with 20-byte replies.</summary>
    Firmware453,
}
