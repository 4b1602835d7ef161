namespace TWCManager.Core.Energy;

/// <summary>How an energy source is doing.</summary>
public enum SourceState
{
    /// <summary>No settings for it: it is not asked.</summary>
    NotConfigured = 0,

    /// <summary>Asked, but nothing has come back yet.</summary>
    Waiting = 1,

    /// <summary>Its readings are present ones.</summary>
    Ok = 2,

    /// <summary>It answers, but what it says is old or has no value.</summary>
    Stale = 3,

    /// <summary>The last request failed; it is asked again.</summary>
    Failed = 4,

    /// <summary>Somebody has to change something: an address, a token, an entity, a switch on the device.</summary>
    ConfigurationError = 5,
}
