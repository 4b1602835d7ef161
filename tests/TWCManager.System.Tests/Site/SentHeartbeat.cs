namespace TWCManager.System.Tests.Site;

/// <summary>A heartbeat as the host program wrote it to its port.</summary>
/// <param name="AtMs">Time of the line, ms.</param>
/// <param name="To">Id of the addressed connector.</param>
/// <param name="Command">Command byte.</param>
/// <param name="Centiamps">The limit in it, in 0.01 A.</param>
internal sealed record SentHeartbeat(long AtMs, int To, int Command, int Centiamps);
