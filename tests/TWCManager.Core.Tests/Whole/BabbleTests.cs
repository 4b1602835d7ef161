using TWCManager.Core.Ports;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Whole;

/// <summary>A line that never falls silent, heard by the master alone: what it sends still arrives.</summary>
public class BabbleTests
{
    private static readonly int[] Ids = [0x2019, 0x1839, 0x032E];

    [Theory]
    [InlineData(1000, false)]
    [InlineData(500, false)]
    [InlineData(200, false)]
    [InlineData(1000, true)]
    public void Heartbeats_go_out_within_two_seconds_over_a_line_that_never_falls_silent(int permille, bool isFrames)
    {
        var tap = new BabbledPort(permille, isFrames);
        var machine = new Machine(port: m => tap.Over(m.Line.Line, () => m.NowMs));
        foreach (var id in Ids)
        {
            machine.Add(id, id == 0x032E ? ConnectorModel.Protocol1 : ConnectorModel.Firmware453).PlugIn(Machine.Car());
        }

        Assert.True(machine.RunUntil(() => machine.Line.Connectors.All(unit => unit.IsLinked), 60));
        machine.Run(10);
        foreach (var unit in machine.Line.Connectors)
        {
            unit.ClearIntervals();
        }

        tap.IsBabbling = true;
        machine.Run(20);
        Assert.All(machine.Line.Connectors, unit => Assert.InRange(unit.LongestGapMs, 1, 2000));
        tap.IsBabbling = false;
        machine.Run(60);
        Assert.All(machine.Line.Connectors, unit => Assert.Equal(0, unit.FailSafeStops));
    }

    private sealed class BabbledPort(int permille, bool isFrames) : ISerialLine
    {
        // Whole frames of a unit that nobody knows, one after the other: 4085 tells its meter.
        private static readonly byte[] s_frame = [0xC0, 0xFD, 0xEB, 0x40, 0x85, 0, 0, 0, 0x38, 0, 0xE6, 0, 0, 0, 0, 0, 0xCE, 0xC0];

        private readonly Random _random = new(5);
        private ISerialLine _line = null!;
        private Func<long> _nowMs = null!;
        private long _lastMs;
        private int _at;

        public bool IsBabbling { get; set; }

        public bool IsOpen => _line.IsOpen;

        public ISerialLine Over(ISerialLine line, Func<long> nowMs)
        {
            _line = line;
            _nowMs = nowMs;
            return this;
        }

        public int Read(byte[] buffer, int offset, int count)
        {
            var read = _line.Read(buffer, offset, count);
            var sinceMs = _nowMs() - _lastMs;
            _lastMs = _nowMs();
            for (var i = 0; IsBabbling && i < sinceMs * 96 / 100 && read < count; i++)
            {
                if (_random.Next(1000) < permille)
                {
                    buffer[offset + read++] = isFrames ? s_frame[_at++ % s_frame.Length] : (byte)_random.Next(256);
                }
            }

            return read;
        }

        public bool Write(byte[] buffer, int offset, int count) => _line.Write(buffer, offset, count);
    }
}
