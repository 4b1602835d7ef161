namespace TWCManager.Simulation;

/// <summary>A current that goes along a straight line from one value to another and then stays, in 0.01 A.</summary>
internal struct CurrentRamp
{
    private int _from;
    private long _startMs;
    private int _durationMs;

    /// <summary>Where it ends.</summary>
    public int Target { get; private set; }

    public void Begin(int from, int to, int durationMs, long nowMs)
    {
        _from = from;
        Target = to;
        _startMs = nowMs;
        _durationMs = durationMs;
    }

    public readonly bool IsOver(long nowMs)
    {
        return nowMs - _startMs >= _durationMs;
    }

    public readonly int At(long nowMs)
    {
        return IsOver(nowMs) ? Target : _from + (int)((Target - _from) * (nowMs - _startMs) / _durationMs);
    }
}
