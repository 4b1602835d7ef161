using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>What else to ask one connector between its heartbeats, and when. Remembers what it never answers.</summary>
/// <remarks>Source: docs/protocol.md#queries. Protocol 1 knows none of these.</remarks>
internal sealed class QueryPlan
{
    private const int Version = 0;
    private const int Serial = 1;
    private const int Meter = 2;
    private const int Plug = 3;
    private const int Vin = 4;
    private const int Kinds = 5;

    // Three in a row from a connector that answers its heartbeats: it does not know the question.
    private const int MissesToGiveUp = 3;
    private const long MeterIdleMs = 60000;
    private const long MeterChargingMs = 10000;
    private const long PlugMs = 10000;
    private const long FirstMs = 2000;
    private const long Never = long.MaxValue;

    private readonly WallConnector _connector;
    private readonly long[] _dueMs = new long[Kinds];
    private readonly int[] _misses = new int[Kinds];
    private int _asked = -1;

    internal QueryPlan(WallConnector connector)
    {
        _connector = connector;
    }

    /// <summary>The connector announced itself: everything may have changed, also what it supports.</summary>
    internal void Restart(long nowMs)
    {
        for (int i = 0; i < Kinds; i++)
        {
            _dueMs[i] = nowMs + FirstMs + i * 500;
            _misses[i] = 0;
        }
    }

    /// <summary>When the most urgent question is due, ms; far in the future when there is none.</summary>
    internal long DueMs()
    {
        int kind = MostUrgent();
        return kind < 0 ? Never : DueOf(kind);
    }

    /// <summary>Opcode to send now, and remembers that it was sent.</summary>
    internal int Take()
    {
        _asked = MostUrgent();
        switch (_asked)
        {
            case Version:
                return Opcode.GetVersion;
            case Serial:
                return Opcode.GetSerial;
            case Meter:
                return Opcode.GetMeter;
            case Plug:
                return Opcode.GetPlugState;
            default:
                int part = _connector.Reported.Vin.NextPart;
                return part == 0 ? Opcode.GetVin1 : part == 1 ? Opcode.GetVin2 : Opcode.GetVin3;
        }
    }

    /// <summary>A car began to draw or stopped: what flows on which phase shall be known soon, once it has settled.</summary>
    internal void DrawChanged(long nowMs)
    {
        if (_dueMs[Meter] != Never && _dueMs[Meter] > nowMs + MeterChargingMs)
        {
            _dueMs[Meter] = nowMs + MeterChargingMs;
        }
    }

    internal void Answered(int opcode, long nowMs)
    {
        int kind = KindOf(opcode);
        if (kind < 0)
        {
            return;
        }

        _asked = -1;
        _misses[kind] = 0;
        _dueMs[kind] = NextMs(kind, nowMs);
    }

    internal void Missed(long nowMs)
    {
        if (_asked < 0)
        {
            return;
        }

        _misses[_asked]++;
        if (_asked == Vin)
        {
            _connector.Reported.Vin.Missed(nowMs);
        }

        // How often a number is asked for is the reader's business: replies to that get lost, and the next car is another one.
        bool isKnown = _misses[_asked] < MissesToGiveUp || _asked == Vin;
        _dueMs[_asked] = isKnown ? nowMs + FirstMs : Never;
        _asked = -1;
    }

    // The number of a car is due when the car wants it, and not before its last question's time.
    private long DueOf(int kind)
    {
        if (kind != Vin || _dueMs[Vin] == Never)
        {
            return _dueMs[kind];
        }

        if (!_connector.Reported.Vin.IsWanted || _connector.Orders.IsOtherMake)
        {
            return Never;
        }

        return _connector.Reported.Vin.DueMs > _dueMs[Vin] ? _connector.Reported.Vin.DueMs : _dueMs[Vin];
    }

    private int MostUrgent()
    {
        if (_connector.ProtocolVersion == 1 || !_connector.HasAnswered)
        {
            return -1;
        }

        int best = -1;
        for (int i = 0; i < Kinds; i++)
        {
            if (DueOf(i) != Never && (best < 0 || DueOf(i) < DueOf(best)))
            {
                best = i;
            }
        }

        return best;
    }

    private long NextMs(int kind, long nowMs)
    {
        switch (kind)
        {
            case Meter:
                return nowMs + (_connector.Reported.IsDrawing ? MeterChargingMs : MeterIdleMs);
            case Plug:
                return nowMs + PlugMs;
            case Vin:
                return nowMs;
            default:
                return Never;
        }
    }

    private static int KindOf(int opcode)
    {
        switch (opcode)
        {
            case Opcode.Version:
                return Version;
            case Opcode.Serial:
                return Serial;
            case Opcode.Meter:
                return Meter;
            case Opcode.PlugState:
                return Plug;
            case Opcode.Vin1:
            case Opcode.Vin2:
            case Opcode.Vin3:
                return Vin;
            default:
                return -1;
        }
    }
}
