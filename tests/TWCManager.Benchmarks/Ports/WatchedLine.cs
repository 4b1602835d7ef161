using TWCManager.Benchmarks.Output;
using TWCManager.Core.Ports;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Ports;

/// <summary>Notes when the master hands a heartbeat to the line, and when a limit in it changes. Reads the bytes by the simulation's own rules.</summary>
internal sealed class WatchedLine : ISerialLine
{
    private readonly ISerialLine _line;
    private readonly Func<long> _now;
    private readonly int _limitId;
    private readonly Changes _limits;
    private readonly Dictionary<int, long> _lastSentMs = new Dictionary<int, long>();
    private volatile bool _isCounting;

    /// <param name="now">Time in ms.</param>
    /// <param name="limitId">Connector whose limit is watched.</param>
    /// <param name="limits">Told each limit that is sent to it.</param>
    public WatchedLine(ISerialLine line, Func<long> now, int limitId, Changes limits)
    {
        _line = line;
        _now = now;
        _limitId = limitId;
        _limits = limits;
    }

    /// <summary>Intervals between heartbeats as handed to the line, ms, all connectors together. Read it when the core has stopped.</summary>
    public Samples Sent { get; } = new Samples();

    /// <inheritdoc/>
    public bool IsOpen => _line.IsOpen;

    /// <summary>From now on intervals count.</summary>
    public void Count(bool isCounting)
    {
        _isCounting = isCounting;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        return _line.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        bool isSent = _line.Write(buffer, offset, count);
        if (isSent && count > 2)
        {
            Look(buffer.AsSpan(offset + 1, count - 2));
        }

        return isSent;
    }

    private void Look(ReadOnlySpan<byte> segment)
    {
        Span<byte> plain = stackalloc byte[WireBytes.Longest];
        segment.CopyTo(plain);
        int length = WireBytes.Unescape(plain[..segment.Length]);
        if (length < 9 || plain[0] != 0xFB || plain[1] != 0xE0)
        {
            return;
        }

        long nowMs = _now();
        int to = plain[4] << 8 | plain[5];
        if (_isCounting && _lastSentMs.TryGetValue(to, out long lastMs))
        {
            Sent.Add(nowMs - lastMs);
        }

        _lastSentMs[to] = nowMs;
        if (to == _limitId && plain[6] != 0)
        {
            _limits.Note(plain[7] << 8 | plain[8], nowMs);
        }
    }
}
