namespace TWCManager.Core.Documents;

/// <summary>Which change of a value is worth a message, and how soon.</summary>
public enum Watch
{
    /// <summary>None: the value goes out with the others.</summary>
    None,

    /// <summary>Any change, at once.</summary>
    Urgent,

    /// <summary>Any change of a text, at once.</summary>
    UrgentText,

    /// <summary>A state on the wire: at once, but a blip to "busy" and back may wait.</summary>
    WireState,

    /// <summary>Any change, like a measured value.</summary>
    Any,

    /// <summary>Any change of a text, like a measured value.</summary>
    AnyText,

    /// <summary>Power in W beyond its dead band.</summary>
    Power,

    /// <summary>Current in 0.01 A beyond its dead band.</summary>
    Current,

    /// <summary>Voltage in V beyond its dead band.</summary>
    Voltage,
}
