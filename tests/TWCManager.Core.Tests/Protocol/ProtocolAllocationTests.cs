using System.Diagnostics;
using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class ProtocolAllocationTests(ITestOutputHelper output)
{
    private const int Rounds = 20000;

    [Fact]
    public void Reading_allocates_nothing()
    {
        FrameReader reader = new FrameReader(GoldenFrames.OwnId);
        byte[][] streams = [.. GoldenFrames.All.Select(golden => golden.Bytes)];
        ReadAll(reader, streams, 1);
        Stopwatch watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();

        ReadAll(reader, streams, Rounds / streams.Length);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        output.WriteLine($"{reader.Counters.Frames + reader.Counters.Echo} frames read in {watch.ElapsedMilliseconds} ms");
        Assert.Equal(Rounds / streams.Length + 1, reader.Counters.Overflow);
    }

    [Fact]
    public void Writing_and_guarding_allocate_nothing()
    {
        MessageWriter writer = new MessageWriter(0xC0DB, 0x77);
        int allowed = WriteAll(writer, 1);
        Stopwatch watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();

        allowed += WriteAll(writer, Rounds);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        output.WriteLine($"{allowed} frames written and judged in {watch.ElapsedMilliseconds} ms");
        Assert.Equal(4 * (Rounds + 1), allowed);
    }

    private static void ReadAll(FrameReader reader, byte[][] streams, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < streams.Length; i++)
            {
                for (int at = 0; at < streams[i].Length; at++)
                {
                    reader.Push(streams[i][at]);
                }

                reader.Gap();
            }
        }
    }

    private static int WriteAll(MessageWriter writer, int rounds)
    {
        int allowed = 0;
        for (int round = 0; round < rounds; round++)
        {
            writer.Heartbeat(0x2019, 9, round % 8001);
            allowed += TransmitGuard.Allows(writer.Buffer, writer.Length) ? 1 : 0;
            writer.Query(Opcode.GetMeter, 0x2019);
            allowed += TransmitGuard.Allows(writer.Buffer, writer.Length) ? 1 : 0;
            writer.LinkReady1();
            allowed += TransmitGuard.Allows(writer.Buffer, writer.Length) ? 1 : 0;
            writer.LinkReady2();
            allowed += TransmitGuard.Allows(writer.Buffer, writer.Length) ? 1 : 0;
        }

        return allowed;
    }
}
