namespace TWCManager.Core.Bus;

/// <summary>Decides what each connector may be told. Asked at the last moment, right before a heartbeat is encoded.</summary>
public interface IOfferSource
{
    /// <summary>Whether the connector may hear a heartbeat at all. One of protocol 2 that hears a master can draw 6 A, so it must have room for them.</summary>
    bool MayServe(WallConnector connector, long nowMs);

    /// <summary>Limit to tell the connector now, in 0.01 A and whole amperes; 0 means stop.</summary>
    int OfferFor(WallConnector connector, long nowMs);
}
