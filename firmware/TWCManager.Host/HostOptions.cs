using TWCManager.Simulation;

namespace TWCManager.Host;

/// <summary>What the command line asked for.</summary>
public sealed class HostOptions
{
    /// <summary>Device of the RS-485 adapter; null for the simulated site.</summary>
    public string? Port { get; init; }

    /// <summary>Directory of settings and state; null to keep them in memory only.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Broker as HOST or HOST:PORT; null to leave the settings as they are.</summary>
    public string? Broker { get; init; }

    /// <summary>File with the certificate of the authority that signed the broker's; null for those that the system trusts.</summary>
    public string? BrokerAuthority { get; init; }

    /// <summary>Settings as NAME=VALUE, in order.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>File that takes what goes over the bus; null for none.</summary>
    public string? SniffFile { get; init; }

    /// <summary>Test every connector once, print the report, and end.</summary>
    public bool IsTest { get; init; }

    /// <summary>Print "ready" when heartbeats run.</summary>
    public bool SaysReady { get; init; }

    /// <summary>Lines of text instead of a live screen.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Where the web page listens; null for none.</summary>
    public WebAddress? Web { get; init; }

    /// <summary>Which simulated site.</summary>
    public Scenario Scenario { get; init; } = Scenarios.Default;

    /// <summary>Speed of the simulated sun: 1 is a real day.</summary>
    public int Speed { get; init; } = DefaultSpeed;

    /// <summary>A day in 20 minutes.</summary>
    public const int DefaultSpeed = 72;
}
