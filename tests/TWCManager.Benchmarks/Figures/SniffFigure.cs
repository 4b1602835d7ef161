using System.Diagnostics;
using TWCManager.Benchmarks.Output;
using TWCManager.Core.Doctor;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;

namespace TWCManager.Benchmarks.Figures;

/// <summary>What it costs the path of a heartbeat that somebody may sniff, and does; and what making text of it costs where nobody waits.</summary>
internal sealed class SniffFigure : IFigure
{
    private const int FrameBytes = 19;
    private const int BatchFrames = 1000;
    private const int Batches = 200;

    private readonly byte[] _buffer = new byte[FrameBytes];
    private readonly JsonWriter _json = new JsonWriter(4096);

    /// <inheritdoc/>
    public string Name => "sniff";

    /// <inheritdoc/>
    public string Title => "Sniffing";

    /// <inheritdoc/>
    public void Measure(TextWriter into, bool isQuick)
    {
        int rounds = isQuick ? 5 : 21;
        FrameLine line = new FrameLine();
        BusSniffer idle = new BusSniffer(line);
        BusSniffer busy = new BusSniffer(line);
        (string Name, Func<double[]> Work)[] works =
        [
            ("the port alone", () => Read(line, null, false)),
            ("through a sniffer that is off", () => Read(idle, idle, false)),
            ("through one that sniffs, nobody takes", () => Read(busy, busy, true)),
            ("making a line of JSON of a frame", Write),
        ];
        Table table = new Table("work, per frame of " + FrameBytes + " bytes", "ns/frame", "bytes allocated");
        foreach ((string name, Func<double[]> work) in works)
        {
            Samples nanoseconds = new Samples();
            double bytes = 0;
            for (int round = -1; round < rounds; round++)
            {
                double[] took = work();
                if (round >= 0)
                {
                    nanoseconds.Add(took[0]);
                    bytes = took[1];
                }
            }

            table.Add(name, Samples.Text(nanoseconds.Percentile(50)), Samples.Text(bytes));
        }

        table.Write(into);
        into.WriteLine("A frame takes 19.8 ms on the line. The buffer of " + BusSniffer.BufferBytes + " bytes exists only while somebody sniffs; JSON is made in the publisher's turn, a line at a time.");
        into.WriteLine();
    }

    private double[] Read(ISerialLine line, BusSniffer? sniffer, bool isSniffing)
    {
        if (isSniffing)
        {
            sniffer!.Start(long.MaxValue, false, int.MaxValue);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < BatchFrames * Batches; i++)
        {
            if (sniffer != null)
            {
                sniffer.NowMs += 100;
            }

            line.Read(_buffer, 0, FrameBytes);
        }

        double took = Stopwatch.GetElapsedTime(start).TotalNanoseconds / (BatchFrames * Batches);
        return [took, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(BatchFrames * Batches)];
    }

    private double[] Write()
    {
        BusSniffer sniffer = new BusSniffer(new FrameLine());
        ISerialLine line = sniffer;
        sniffer.Start(long.MaxValue, false, int.MaxValue);
        long allocated = 0;
        double took = 0;
        for (int i = 0; i < BatchFrames; i++)
        {
            line.Read(_buffer, 0, FrameBytes);
            sniffer.NowMs += 100;
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            if (!sniffer.TryWriteNext(_json))
            {
                throw new NotMeasuredException("the sniffer kept nothing");
            }

            took += Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return [took / BatchFrames, allocated / (double)BatchFrames];
    }

    /// <summary>Always has one more heartbeat of a connector.</summary>
    private sealed class FrameLine : ISerialLine
    {
        private readonly byte[] _frame = Convert.FromHexString("C0FDE0201977770802580210000000007BC0F8");

        public bool IsOpen => true;

        public int Read(byte[] buffer, int offset, int count)
        {
            Array.Copy(_frame, 0, buffer, offset, FrameBytes);
            return FrameBytes;
        }

        public bool Write(byte[] buffer, int offset, int count) => true;
    }
}
