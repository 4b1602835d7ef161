using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>What a connector's meter said last. Only this class writes it. Every value is <see cref="WallConnector.Unknown"/> until it came.</summary>
public sealed class MeterReading
{
    // It is asked every 60 s: two of these answers may get lost.
    private const long MaximumAgeMs = 150000;

    /// <summary>Counter since manufacture as on the wire; kWh with most units, Wh with some. Negative when unknown.</summary>
    public long Counter { get; private set; } = WallConnector.Unknown;

    /// <summary>Volts of L1; 0 where no wire is.</summary>
    public int VoltsL1 { get; private set; } = WallConnector.Unknown;

    /// <summary>Volts of L2; 0 where no wire is.</summary>
    public int VoltsL2 { get; private set; } = WallConnector.Unknown;

    /// <summary>Volts of L3; 0 where no wire is.</summary>
    public int VoltsL3 { get; private set; } = WallConnector.Unknown;

    /// <summary>Current of L1 in 0.5 A.</summary>
    public int HalfAmpsL1 { get; private set; } = WallConnector.Unknown;

    /// <summary>Current of L2 in 0.5 A.</summary>
    public int HalfAmpsL2 { get; private set; } = WallConnector.Unknown;

    /// <summary>Current of L3 in 0.5 A.</summary>
    public int HalfAmpsL3 { get; private set; } = WallConnector.Unknown;

    /// <summary>When it came, ms; meaningless while <see cref="Counter"/> is unknown.</summary>
    public long AtMs { get; private set; }

    /// <summary>Young enough to be shown as how things are now.</summary>
    public bool IsPresent(long nowMs)
    {
        return Counter >= 0 && nowMs - AtMs < MaximumAgeMs;
    }

    /// <summary>A car began to draw or stopped: what flowed before is no answer to what flows now.</summary>
    internal void ForgetCurrents()
    {
        TakeCurrents(WallConnector.Unknown, WallConnector.Unknown, WallConnector.Unknown);
    }

    internal void Take(Message message, long nowMs)
    {
        TakeVolts(message.Energy, message.VoltsL1, message.VoltsL2, message.VoltsL3, nowMs);
        TakeCurrents(message.HalfAmpsL1, message.HalfAmpsL2, message.HalfAmpsL3);
    }

    internal void TakeVolts(long counter, int voltsL1, int voltsL2, int voltsL3, long nowMs)
    {
        Counter = counter;
        VoltsL1 = voltsL1;
        VoltsL2 = voltsL2;
        VoltsL3 = voltsL3;
        AtMs = nowMs;
    }

    internal void TakeCurrents(int halfAmpsL1, int halfAmpsL2, int halfAmpsL3)
    {
        HalfAmpsL1 = halfAmpsL1;
        HalfAmpsL2 = halfAmpsL2;
        HalfAmpsL3 = halfAmpsL3;
    }
}
