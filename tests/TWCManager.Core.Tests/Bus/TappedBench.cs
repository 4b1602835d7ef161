using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Mqtt;
using TWCManager.Simulation;

namespace TWCManager.Core.Tests.Bus;

/// <summary>One connector and its master, with an ear at the master's port that keeps all it sends and can swallow some of it.</summary>
sealed class TappedBench : ISerialLine
{
    private readonly SimulatedBus _line;
    private readonly BusMaster _master;

    public TappedBench(ConnectorModel model = ConnectorModel.Firmware453, params string[] settings)
    {
        _line = new SimulatedBus(1);
        Set("wiringMaxAmpsAllTWCs", "32");
        Set("wiringMaxAmpsPerTWC", "24");
        for (var i = 0; i < settings.Length; i += 2)
        {
            Set(settings[i], settings[i + 1]);
        }

        Control = new ChargeControl(Settings, 3);
        _master = new BusMaster(this, 0x7777, 3, Control.Gate) { MayTransmit = true };
        Unit = _line.Add(new ConnectorSetup(0x2019, model));
    }

    public SimulatedConnector Unit { get; }

    public ChargeControl Control { get; }

    public ChargerSettings Settings { get; } = new ChargerSettings();

    public int GrantedAmps { get; set; } = 16;

    public long NowMs { get; private set; }

    /// <summary>What was sent: time and unescaped frame.</summary>
    public List<(long AtMs, byte[] Frame)> Sent { get; } = [];

    /// <summary>Frames that do not reach the bus: their first two bytes.</summary>
    public HashSet<int> Swallowed { get; } = [];

    public WallConnector Connector => _master.Connectors[0];

    public bool IsOpen => _line.Line.IsOpen;

    public IEnumerable<(long AtMs, byte[] Frame)> SentOf(params int[] opcodes)
    {
        return Sent.Where(s => opcodes.Contains(s.Frame[0] << 8 | s.Frame[1]));
    }

    public void Set(string name, string value)
    {
        if (!Settings.TrySet(name, value, true, out var error))
        {
            throw new ArgumentException(error);
        }
    }

    public void Run(double seconds)
    {
        for (var endMs = NowMs + (long)(seconds * 1000); NowMs < endMs;)
        {
            NowMs += 10;
            _line.Advance(NowMs);
            _master.Tick(NowMs);
            if (NowMs % 250 == 0)
            {
                Control.Observe(_master, NowMs);
                Control.Assign(GrantedAmps * 100, 0, false, true, NowMs);
            }
        }
    }

    public int Read(byte[] buffer, int offset, int count) => _line.Line.Read(buffer, offset, count);

    public bool Write(byte[] buffer, int offset, int count)
    {
        var wire = buffer.AsSpan(offset, count).ToArray();
        var frame = new List<byte>();
        for (var i = 1; i < wire.Length - 1; i++)
        {
            frame.Add(wire[i] != 0xDB ? wire[i] : wire[++i] == 0xDC ? (byte)0xC0 : (byte)0xDB);
        }

        Sent.Add((NowMs, frame.ToArray()));
        return Swallowed.Contains(frame[0] << 8 | frame[1]) || _line.Line.Write(buffer, offset, count);
    }
}
