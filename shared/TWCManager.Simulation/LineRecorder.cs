using TWCManager.Core.Ports;

namespace TWCManager.Simulation;

/// <summary>Stands between a master and its port and records both directions, exactly as the master saw them.</summary>
public sealed class LineRecorder : ISerialLine
{
    private readonly ISerialLine _line;
    private readonly Func<long> _nowMs;
    private readonly long _startMs;

    /// <summary>Records from now on.</summary>
    /// <param name="nowMs">Gives the time, ms.</param>
    public LineRecorder(ISerialLine line, Func<long> nowMs)
    {
        _line = line;
        _nowMs = nowMs;
        _startMs = nowMs();
    }

    /// <summary>What was recorded.</summary>
    public LineRecording Recording { get; } = new LineRecording();

    /// <inheritdoc/>
    public bool IsOpen => _line.IsOpen;

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        int read = _line.Read(buffer, offset, count);
        Note(buffer, offset, read, false);
        return read;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        bool isWritten = _line.Write(buffer, offset, count);
        Note(buffer, offset, isWritten ? count : 0, true);
        return isWritten;
    }

    private void Note(byte[] buffer, int offset, int count, bool isSent)
    {
        if (count > 0)
        {
            Recording.Add(_nowMs() - _startMs, isSent, buffer.AsSpan(offset, count).ToArray());
        }
    }
}
