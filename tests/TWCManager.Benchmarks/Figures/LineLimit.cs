using TWCManager.Core.Bus;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Figures;

/// <summary>What the line itself allows.</summary>
internal static class LineLimit
{
    private const int RequestBytes = 18;
    private const int Protocol1ReplyBytes = 16;
    private const int Protocol2ReplyBytes = 18;

    /// <summary>Shortest time in ms in which each unit gets a heartbeat and answers it: bytes, the units' mean turnaround, and the pause after each reply.</summary>
    public static double RoundMs(IReadOnlyList<ConnectorSetup> units)
    {
        double sumMs = 0;
        foreach (ConnectorSetup unit in units)
        {
            int bytes = RequestBytes + (unit.IsProtocol2 ? Protocol2ReplyBytes : Protocol1ReplyBytes) + (unit.Trailer == ConnectorSetup.NoTrailer ? 0 : 1);
            double turnaroundMs = (unit.MinimumTurnaroundMs + unit.MaximumTurnaroundMs) / 2.0;
            sumMs += bytes * SimulatedBus.ByteUs / 1000.0 + turnaroundMs + BusTiming.GapAfterFrameMs;
        }

        return sumMs;
    }

    /// <summary>Shortest interval in ms that a master can keep: its period, or the round where that is longer.</summary>
    public static double IntervalMs(IReadOnlyList<ConnectorSetup> units)
    {
        return Math.Max(BusTiming.HeartbeatPeriodMs, RoundMs(units));
    }
}
