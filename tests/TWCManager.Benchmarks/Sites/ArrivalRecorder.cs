using TWCManager.Benchmarks.Output;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Sites;

/// <summary>Collects the intervals between heartbeats as the units hear them, undamaged, by the time of the line.</summary>
internal sealed class ArrivalRecorder
{
    private readonly IReadOnlyList<SimulatedConnector> _units;
    private readonly int[] _heard;
    private readonly long[] _lastMs;

    /// <summary>Begins to count.</summary>
    public ArrivalRecorder(IReadOnlyList<SimulatedConnector> units)
    {
        _units = units;
        _heard = units.Select(one => one.HeartbeatsHeard).ToArray();
        _lastMs = units.Select(one => one.LastHeartbeatMs).ToArray();
    }

    /// <summary>Intervals in ms, all units together.</summary>
    public Samples Intervals { get; } = new Samples();

    /// <summary>Looks at the units. Call it more often than a unit hears heartbeats; any thread may.</summary>
    public void Look()
    {
        for (int i = 0; i < _units.Count; i++)
        {
            int heard = _units[i].HeartbeatsHeard;
            if (heard == _heard[i])
            {
                continue;
            }

            long nowMs = _units[i].LastHeartbeatMs;
            if (_heard[i] > 0)
            {
                Intervals.Add(nowMs - _lastMs[i]);
            }

            _heard[i] = heard;
            _lastMs[i] = nowMs;
        }
    }

    /// <summary>Counts what has passed since each unit's last heartbeat, if that is longer than a period: a unit that hears nothing more must not go unseen.</summary>
    public void Close(long nowMs)
    {
        const int PeriodMs = 1000;
        for (int i = 0; i < _units.Count; i++)
        {
            if (nowMs - _lastMs[i] > 2 * PeriodMs)
            {
                Intervals.Add(nowMs - _lastMs[i]);
            }
        }
    }
}
