using TWCManager.Simulation;

namespace TWCManager.Host.Day;

/// <summary>One minute of the day.</summary>
/// <param name="Minute">Minute of the day.</param>
/// <param name="Site">Powers as they really were.</param>
/// <param name="AvailableCentiamps">What the policy granted, in 0.01 A.</param>
/// <param name="Policy">Policy that won.</param>
/// <param name="PolicyReason">Why.</param>
/// <param name="Points">The connectors known by then.</param>
internal sealed record DaySample(
    int Minute, SiteSnapshot Site, int AvailableCentiamps, string Policy, string PolicyReason, PointSample[] Points);
