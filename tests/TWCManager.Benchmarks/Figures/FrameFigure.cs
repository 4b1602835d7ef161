using System.Diagnostics;
using TWCManager.Benchmarks.Output;
using TWCManager.Core.Protocol;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Figures;

/// <summary>How fast frames are made, judged and read. Times of one machine say little, so each stands beside a loop that only reads the same bytes.</summary>
internal sealed class FrameFigure : IFigure
{
    private const int OwnId = 0x7777;
    private const int ConnectorId = 0x2019;
    private const int BatchFrames = 2000;
    private const double LineFramesPerSecond = 960.0 / 18;

    private readonly byte[] _heartbeat = Wire(
        [0xFD, 0xE0, 0x20, 0x19, 0x77, 0x77, 0x01, 0x06, 0x40, 0x06, 0x06, 0, 0, 0, 0]);

    private readonly byte[] _meter = Wire(
        [0xFD, 0xEB, 0x20, 0x19, 0, 0, 0x03, 0x9C, 0, 0xE6, 0, 0xE7, 0, 0xE5, 0x20, 0x20, 0x20, 0, 0]);

    private readonly FrameReader _reader = new FrameReader(OwnId);
    private readonly MessageWriter _writer = new MessageWriter(OwnId, OwnId & 0xFF);
    private int _sink;

    /// <inheritdoc/>
    public string Name => "frames";

    /// <inheritdoc/>
    public string Title => "Frames encoded and decoded";

    /// <inheritdoc/>
    public void Measure(TextWriter into, bool isQuick)
    {
        (string Name, Action Batch)[] works =
        [
            ("empty loop: read the 19 bytes", ReadOnly),
            ("encode a heartbeat", () => Encode(false)),
            ("encode it and let the guard judge it", () => Encode(true)),
            ("decode a connector's heartbeat", () => Decode(_heartbeat)),
            ("decode a 20-byte meter reply", () => Decode(_meter)),
        ];
        Samples[] nanoseconds = works.Select(_ => new Samples()).ToArray();
        int rounds = isQuick ? 5 : 21;
        // Side by side in each round, so that a busy moment of the machine hits all of them.
        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i < works.Length; i++)
            {
                double took = NanosecondsPerFrame(works[i].Batch, isQuick ? 40 : 100);
                if (round >= 0)
                {
                    nanoseconds[i].Add(took);
                }
            }
        }

        Table table = new Table("work", "frames/s", "ns/frame", "fastest", "slowest", "x empty loop", "x full line");
        double empty = nanoseconds[0].Percentile(50);
        for (int i = 0; i < works.Length; i++)
        {
            double median = nanoseconds[i].Percentile(50);
            string timesLine = i == 0 ? "" : Samples.Text(1e9 / median / LineFramesPerSecond);
            table.Add(works[i].Name, Samples.Text(1e9 / median), Samples.Text(median), Samples.Text(nanoseconds[i].Minimum), Samples.Text(nanoseconds[i].Maximum), Samples.Text(median / empty), timesLine);
        }

        table.Write(into);
        double ratio = nanoseconds[3].Percentile(50) / nanoseconds[1].Percentile(50);
        into.WriteLine($"Medians of {rounds} rounds. Decoding a heartbeat takes {Samples.Text(ratio)} times as long as encoding one. A line full of frames carries {Samples.Text(LineFramesPerSecond)} in a second.");
        into.WriteLine();
    }

    private static double NanosecondsPerFrame(Action batch, int roundMs)
    {
        long frames = 0;
        long start = Stopwatch.GetTimestamp();
        TimeSpan took;
        do
        {
            batch();
            frames += BatchFrames;
            took = Stopwatch.GetElapsedTime(start);
        }
        while (took.TotalMilliseconds < roundMs);

        return took.TotalNanoseconds / frames;
    }

    private static byte[] Wire(byte[] content)
    {
        byte[] wire = new byte[WireBytes.Longest];
        int length = WireBytes.Frame(content, wire);
        wire[length++] = 0xFE;
        return wire[..length];
    }

    private void ReadOnly()
    {
        int sum = 0;
        for (int frame = 0; frame < BatchFrames; frame++)
        {
            for (int i = 0; i < _heartbeat.Length; i++)
            {
                sum ^= _heartbeat[i] + frame;
            }
        }

        _sink += sum;
    }

    private void Encode(bool withGuard)
    {
        for (int frame = 0; frame < BatchFrames; frame++)
        {
            _writer.Heartbeat(ConnectorId, 9, 600 + (frame & 7) * 100);
            _sink += withGuard && !TransmitGuard.Allows(_writer.Buffer, _writer.Length) ? 1 : _writer.Length;
        }
    }

    private void Decode(byte[] wire)
    {
        int before = _reader.Counters.Frames;
        for (int frame = 0; frame < BatchFrames; frame++)
        {
            for (int i = 0; i < wire.Length; i++)
            {
                _reader.Push(wire[i]);
            }
        }

        if (_reader.Counters.Frames - before != BatchFrames)
        {
            throw new NotMeasuredException("the reader did not take the frames that it was to be timed with");
        }
    }
}
