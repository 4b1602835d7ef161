using TWCManager.Simulation;

namespace TWCManager.System.Tests.Site;

/// <summary>Reads along what the host program writes to its port, before noise or a collision can change it.</summary>
internal sealed class HeartbeatTap
{
    private const int Delimiter = 0xC0;

    private readonly List<byte> _segment = new List<byte>();
    private readonly List<SentHeartbeat> _sent = new List<SentHeartbeat>();

    /// <summary>All heartbeats so far, oldest first.</summary>
    public IReadOnlyList<SentHeartbeat> Sent
    {
        get { return _sent; }
    }

    public void Take(ReadOnlySpan<byte> bytes, long nowMs)
    {
        foreach (byte value in bytes)
        {
            if (value == Delimiter)
            {
                Close(nowMs);
            }
            else
            {
                _segment.Add(value);
            }
        }
    }

    /// <summary>Heartbeats to one connector between two moments.</summary>
    public Rhythm RhythmOf(int id, long fromMs, long toMs)
    {
        List<long> times = new List<long>();
        foreach (SentHeartbeat one in _sent)
        {
            if (one.To == id && one.AtMs >= fromMs && one.AtMs <= toMs)
            {
                times.Add(one.AtMs);
            }
        }

        return Rhythm.Of(times, fromMs, toMs);
    }

    private void Close(long nowMs)
    {
        Span<byte> frame = _segment.ToArray();
        _segment.Clear();
        int length = WireBytes.Unescape(frame);
        if (length > 9 && frame[0] == 0xFB && frame[1] == 0xE0)
        {
            _sent.Add(new SentHeartbeat(nowMs, frame[4] << 8 | frame[5], frame[6], frame[7] << 8 | frame[8]));
        }
    }
}
