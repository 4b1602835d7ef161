namespace TWCManager.Simulation;

/// <summary>Faults of one simulated connector. All are off at first and may be switched at any time.</summary>
public sealed class ConnectorFaults
{
    /// <summary>Every n-th reply is not sent; 0 = none is dropped.</summary>
    public int DropEveryNthReply { get; set; }

    /// <summary>Every n-th reply comes <see cref="LateMs"/> after its request; 0 = none is late.</summary>
    public int DelayEveryNthReply { get; set; }

    /// <summary>Turnaround of a late reply, ms.</summary>
    public int LateMs { get; set; } = 1500;

    /// <summary>It answers one question after the other: what it is asked while an answer is late is answered right behind that one.</summary>
    public bool AnswersInOrder { get; set; }

    /// <summary>Every n-th reply carries a wrong checksum; 0 = none does.</summary>
    public int CorruptEveryNthReply { get; set; }

    /// <summary>The first delimiter of every n-th reply is clipped, as by a driver that wakes up late on a line without bias; 0 = of none.</summary>
    public int ClipStartEveryNthReply { get; set; }

    /// <summary>The last delimiter of every n-th reply is clipped, as by a driver that lets go early; 0 = of none.</summary>
    public int ClipEndEveryNthReply { get; set; }

    /// <summary>Every n-th thing it says, announcements included, loses its last two zero bytes: the checksum does not notice, and a frame of protocol 2 becomes one of protocol 1; 0 = nothing does.</summary>
    public int LoseZerosEveryNth { get; set; }

    /// <summary>What its energy counter counts of what flows, percent.</summary>
    public int CounterPercent { get; set; } = 100;

    /// <summary>Added to its energy counter, as by a bit that sticks.</summary>
    public int CounterOffset { get; set; }

    /// <summary>It sends random bytes again and again.</summary>
    public bool IsBabbling { get; set; }

    /// <summary>It takes the orders to open and close its contactor for nothing, as other firmware may.</summary>
    public bool IgnoresOrders { get; set; }

    /// <summary>It obeys those orders without a word.</summary>
    public bool IsSilentOnOrders { get; set; }

    /// <summary>It stops without a master, but keeps its limit and goes on as soon as one is back.</summary>
    public bool KeepsLimit { get; set; }

    /// <summary>It hears nothing, as when its receiver is broken.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>It hears but says nothing, as when its driver is broken.</summary>
    public bool IsMute { get; set; }
}
