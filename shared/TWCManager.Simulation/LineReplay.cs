using TWCManager.Core.Ports;

namespace TWCManager.Simulation;

/// <summary>A port that says again what was received once, at the same times, to whatever master is there. What that one sends is kept and answered by nobody.</summary>
public sealed class LineReplay : ISerialLine
{
    private readonly List<(long AtUs, byte Value)> _received = new List<(long AtUs, byte Value)>();
    private readonly Func<long> _nowMs;
    private readonly long _startMs;
    private int _next;

    /// <summary>Begins to replay now.</summary>
    /// <param name="nowMs">Gives the time, ms.</param>
    /// <param name="isExact">True for bytes as a port handed them over, each lot at once; false for stretches whose bytes follow each other at line speed.</param>
    public LineReplay(LineRecording recording, Func<long> nowMs, bool isExact)
    {
        _nowMs = nowMs;
        _startMs = nowMs();
        foreach (RecordedBytes one in recording.All.Where(one => !one.IsSent))
        {
            for (int i = 0; i < one.Bytes.Length; i++)
            {
                _received.Add((one.AtMs * 1000 + (isExact ? 0 : i * SimulatedBus.ByteUs), one.Bytes[i]));
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
        long untilUs = (_nowMs() - _startMs) * 1000;
        int read = 0;
        while (read < count && _next < _received.Count && _received[_next].AtUs <= untilUs)
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
