using TWCManager.Core.Ports;

namespace TWCManager.Simulation;

/// <summary>A port that says again what was received once, at the same times, to whatever master is there. What that one sends is kept and answered by nobody.</summary>
public sealed class LineReplay : ISerialLine
{
    private readonly List<(long AtMs, byte Value)> _received = new List<(long AtMs, byte Value)>();
    private readonly Func<long> _nowMs;
    private readonly long _startMs;
    private int _next;

    /// <summary>Begins to replay now.</summary>
    /// <param name="nowMs">Gives the time, ms.</param>
    public LineReplay(LineRecording recording, Func<long> nowMs)
    {
        _nowMs = nowMs;
        _startMs = nowMs();
        foreach (RecordedBytes one in recording.All.Where(one => !one.IsSent))
        {
            foreach (byte value in one.Bytes)
            {
                _received.Add((one.AtMs, value));
            }
        }
    }

    /// <summary>What the master sent, with its times.</summary>
    public LineRecording Sent { get; } = new LineRecording();

    /// <summary>Everything has been said.</summary>
    public bool IsOver => _next == _received.Count;

    /// <inheritdoc/>
    public bool IsOpen => true;

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        long untilMs = _nowMs() - _startMs;
        int read = 0;
        while (read < count && _next < _received.Count && _received[_next].AtMs <= untilMs)
        {
            buffer[offset + read++] = _received[_next++].Value;
        }

        return read;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        Sent.Add(_nowMs() - _startMs, true, buffer.AsSpan(offset, count).ToArray());
        return true;
    }
}
