namespace TWCManager.Simulation;

/// <summary>What a connector says, when and how badly: turnaround, trailer, checksum, faults. Knows nothing of why it speaks.</summary>
internal sealed class ConnectorVoice
{
    /// <summary>Units that announce themselves together are this far apart at most.</summary>
    public const int JitterUs = 8000;

    private const int BabbleUs = 45000;
    private const int PauseUs = 2000;
    private const byte ClippedStart = 0xF8;
    private const byte ClippedEnd = 0xFF;
    private const int ShortestOfProtocol2 = 15;

    private readonly SimulatedBus _bus;
    private readonly SimulatedConnector _unit;
    private readonly Random _random;
    private readonly byte[] _wire = new byte[WireBytes.Longest];
    private int _replyCount;
    private int _sayCount;
    private long _saidUs;

    public ConnectorVoice(SimulatedBus bus, SimulatedConnector unit, Random random)
    {
        _bus = bus;
        _unit = unit;
        _random = random;
    }

    /// <summary>It keeps silent until then, ms.</summary>
    public long MuteEndsMs { get; set; } = long.MinValue;

    public int LinkReadysSent { get; private set; }

    public int RepliesSent { get; private set; }

    /// <summary>Announces the unit at a time of its own choice.</summary>
    public void Announce(long fromUs)
    {
        Span<byte> content = stackalloc byte[ConnectorReplies.LongestContent];
        int length = ConnectorReplies.FillLinkReady(content, _unit);
        if (Say(content[..length], fromUs + _random.Next(JitterUs), 0))
        {
            LinkReadysSent++;
        }
    }

    /// <summary>Answers what ended at a time.</summary>
    public void Reply(ReadOnlySpan<byte> content, long atUs)
    {
        ConnectorFaults faults = _unit.Faults;
        _replyCount++;
        if (IsNth(faults.DropEveryNthReply, _replyCount))
        {
            return;
        }

        int turnaroundUs = _random.Next(_unit.Setup.MinimumTurnaroundMs * 1000, _unit.Setup.MaximumTurnaroundMs * 1000 + 1);
        if (IsNth(faults.DelayEveryNthReply, _replyCount))
        {
            turnaroundUs = faults.LateMs * 1000;
        }

        if (Say(content, atUs + turnaroundUs, IsNth(faults.CorruptEveryNthReply, _replyCount) ? 1 : 0))
        {
            RepliesSent++;
        }
    }

    /// <summary>Says something meaningless.</summary>
    public void Babble(long fromUs)
    {
        Span<byte> noise = stackalloc byte[_random.Next(1, 40)];
        _random.NextBytes(noise);
        _bus.Send(_unit, noise, fromUs + _random.Next(BabbleUs), false);
    }

    private bool Say(ReadOnlySpan<byte> content, long startUs, int checksumError)
    {
        if (_unit.Faults.IsMute || _unit.IsBricked || startUs / 1000 < MuteEndsMs)
        {
            return false;
        }

        startUs = _unit.Faults.AnswersInOrder && startUs < _saidUs ? _saidUs : startUs;
        _sayCount++;
        bool losesZeros = IsNth(_unit.Faults.LoseZerosEveryNth, _sayCount) && content.Length == ShortestOfProtocol2 && content[^2] == 0 && content[^1] == 0;
        int length = WireBytes.Frame(losesZeros ? content[..^2] : content, _wire, checksumError);
        Clip(length);
        if (_unit.Setup.Trailer != ConnectorSetup.NoTrailer)
        {
            _wire[length++] = (byte)_unit.Setup.Trailer;
        }

        _saidUs = startUs + length * SimulatedBus.ByteUs + PauseUs;
        _bus.Send(_unit, _wire.AsSpan(0, length), startUs, true);
        return true;
    }

    private void Clip(int length)
    {
        _wire[0] = IsNth(_unit.Faults.ClipStartEveryNthReply, _replyCount) ? ClippedStart : _wire[0];
        _wire[length - 1] = IsNth(_unit.Faults.ClipEndEveryNthReply, _replyCount) ? ClippedEnd : _wire[length - 1];
    }

    private static bool IsNth(int n, int count)
    {
        return n > 0 && count % n == 0;
    }
}
