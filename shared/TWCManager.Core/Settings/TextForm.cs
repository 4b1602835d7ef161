namespace TWCManager.Core.Settings;

/// <summary>What a text setting may look like.</summary>
public enum TextForm
{
    /// <summary>Anything without control characters; taken as it is, blanks included.</summary>
    Any = 0,

    /// <summary>Host name or address.</summary>
    Host = 1,

    /// <summary>Host name or address, with or without :port.</summary>
    HostAndPort = 2,

    /// <summary>MQTT topic without wildcards.</summary>
    Topic = 3,

    /// <summary>Letters, digits, underscore and hyphen.</summary>
    Word = 4,

    /// <summary>http:// or https:// with host, and port and path if needed.</summary>
    Url = 5,

    /// <summary>Home Assistant entity id, domain.object.</summary>
    Entity = 6,

    /// <summary>POSIX time zone.</summary>
    TimeZone = 7,

    /// <summary>Four hex digits, the address of a bus master.</summary>
    BusId = 8,
}
