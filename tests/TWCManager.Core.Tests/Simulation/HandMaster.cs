using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Simulation;

/// <summary>A bus master with id 7777 that writes hand-made bytes and notes what comes back.</summary>
internal sealed class HandMaster
{
    private readonly SimulatedBus _bus;
    private readonly byte[] _buffer = new byte[256];
    private readonly List<byte> _heard = new List<byte>();

    public HandMaster(SimulatedBus bus)
    {
        _bus = bus;
    }

    public void Send(string hex)
    {
        byte[] bytes = Bytes(hex);
        Assert.True(_bus.Line.Write(bytes, 0, bytes.Length));
    }

    /// <summary>Lets time pass and gives the bytes that came meanwhile, as hex with blanks.</summary>
    public string Hear(long untilMs, int stepMs = 10)
    {
        _heard.Clear();
        while (_bus.NowMs < untilMs)
        {
            _bus.Advance(Math.Min(untilMs, _bus.NowMs + stepMs));
            int count = _bus.Line.Read(_buffer, 0, _buffer.Length);
            _heard.AddRange(_buffer.AsSpan(0, count));
        }

        return Hex(_heard.ToArray());
    }

    /// <summary>The same, cut at the delimiters; pieces of less than five bytes are left out.</summary>
    public List<string> HearFrames(long untilMs)
    {
        List<string> frames = new List<string>();
        foreach (string piece in Hear(untilMs).Split("C0", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece.Length >= 14)
            {
                frames.Add(piece);
            }
        }

        return frames;
    }

    /// <summary>One heartbeat of 16 bytes, and what is answered within 200 ms.</summary>
    public string Beat(int to, int command = 0, int centiamps = 0)
    {
        byte[] content = new byte[15];
        content[0] = 0xFB;
        content[1] = 0xE0;
        content[2] = 0x77;
        content[3] = 0x77;
        content[4] = (byte)(to >> 8);
        content[5] = (byte)to;
        content[6] = (byte)command;
        content[7] = (byte)(centiamps >> 8);
        content[8] = (byte)centiamps;
        byte[] wire = new byte[WireBytes.Longest];
        int length = WireBytes.Frame(content, wire);
        Assert.True(_bus.Line.Write(wire, 0, length));
        return Hear(_bus.NowMs + 200);
    }

    /// <summary>A heartbeat each second for some time; gives the state numbers in the order they were met.</summary>
    public List<int> BeatFor(int seconds, SimulatedConnector to, int command = 0, int centiamps = 0)
    {
        List<int> states = new List<int>();
        for (int i = 0; i < seconds; i++)
        {
            Beat(to.Id, command, centiamps);
            if (states.Count == 0 || states[^1] != to.State)
            {
                states.Add(to.State);
            }

            Hear(_bus.NowMs + 800, 100);
        }

        return states;
    }

    public static byte[] Bytes(string hex)
    {
        return Convert.FromHexString(hex.Replace(" ", string.Empty));
    }

    public static string Hex(byte[] bytes)
    {
        return BitConverter.ToString(bytes).Replace('-', ' ');
    }
}
