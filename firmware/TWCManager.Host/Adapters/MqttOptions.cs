namespace TWCManager.Host.Adapters;

/// <summary>Where the broker is and who we are there.</summary>
public sealed class MqttOptions
{
    /// <summary>Name or address of the broker.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>Our name at the broker. Stays the same over restarts, so that a broker still holding the connection of before
    /// drops it, with its last will, before we say that we are online.</summary>
    public required string ClientId { get; init; }

    /// <summary>User, or empty for none.</summary>
    public string User { get; init; } = "";

    /// <summary>Password. Never logged.</summary>
    public string Password { get; init; } = "";

    /// <summary>Encrypts and checks the broker's certificate.</summary>
    public bool IsTls { get; init; }

    /// <summary>File with the certificate of the authority to trust, or null for those that the system trusts.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Retained topic that says whether we are there.</summary>
    public required string StatusTopic { get; init; }

    /// <summary>Topics to hear; wildcards allowed.</summary>
    public required string[] Subscriptions { get; init; }
}
