using TWCManager.Benchmarks.Output;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Sites;

/// <summary>A site with the whole core, in virtual or real time, at which one can see when what happened. Times in ms of the site.</summary>
internal interface IWatchedSite
{
    /// <summary>Now.</summary>
    long NowMs { get; }

    /// <summary>What the inverter says the panels give, W; null for what the site's sun gives.</summary>
    double? SolarWatts { get; set; }

    /// <summary>The inverter gave an answer.</summary>
    Changes Answers { get; }

    /// <summary>The core took one.</summary>
    Changes Readings { get; }

    /// <summary>What the policy grants changed.</summary>
    Changes Decisions { get; }

    /// <summary>A heartbeat with another limit for <see cref="Unit"/> was handed to the line.</summary>
    Changes Limits { get; }

    /// <summary>The first connector.</summary>
    SimulatedConnector Unit { get; }

    /// <summary>Lets time pass until something is true.</summary>
    /// <returns>False when it did not become true in time.</returns>
    bool WaitUntil(Func<bool> isTrue, int timeoutMs);
}
