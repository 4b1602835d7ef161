using TWCManager.Core.Ports;
using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>The only way out: waits for a quiet line, sends what the guard lets pass, remembers it to know its echo.</summary>
internal sealed class BusTransmitter
{
    private const int Remembered = 4;
    private const long EchoWindowMs = 500;

    private readonly ISerialLine _line;
    private readonly BabbleWatch _babble;
    private readonly MessageWriter _writer;
    private readonly int[] _sentOpcode = new int[Remembered];
    private readonly int[] _sentTo = new int[Remembered];
    private readonly int[] _sentCommand = new int[Remembered];
    private readonly long[] _sentAtMs = new long[Remembered];
    private int _sentIndex;
    private long _lastByteMs;
    private long _sentStartMs;
    private long _lastFrameEndMs;

    internal BusTransmitter(ISerialLine line, int ownId, BabbleWatch babble)
    {
        _line = line;
        _babble = babble;
        _writer = new MessageWriter(ownId, ownId & 0xFF);
    }

    /// <summary>When the last bit of the last own frame is on the wire.</summary>
    internal long SentEndMs { get; private set; }

    /// <summary>Frames that the guard held back: each is a fault of ours.</summary>
    internal int Refused { get; private set; }

    internal void HeardByte(long nowMs)
    {
        _lastByteMs = nowMs;
    }

    internal void HeardFrame(long nowMs)
    {
        _lastFrameEndMs = nowMs > _lastFrameEndMs ? nowMs : _lastFrameEndMs;
    }

    internal bool IsQuiet(long nowMs)
    {
        return nowMs - _lastByteMs >= BusTiming.IdleMs && (_babble.IsBabbling || nowMs - _lastFrameEndMs >= BusTiming.GapAfterFrameMs);
    }

    /// <summary>Somebody babbles, and has paused for a while: what is said now is drowned by what follows.</summary>
    internal bool IsLateInPause(long nowMs)
    {
        long pauseMs = nowMs - _lastByteMs;
        return _babble.IsBabbling && pauseMs > BusTiming.IdleMs + BusTiming.FreshMs && pauseMs < BusTiming.BabblePauseMs;
    }

    /// <summary>Nobody else is heard and our own last frame began a step ago: time for the next frame that nobody answers.</summary>
    internal bool IsTimeToAnnounce(long nowMs)
    {
        return nowMs - _lastByteMs >= BusTiming.IdleMs && !IsSending(nowMs) && nowMs - _sentStartMs >= BusTiming.AnnounceStepMs;
    }

    /// <summary>Something came after our last frame, its echo excluded, and the line has been quiet since: whatever it was, it was the answer.</summary>
    internal bool IsAnswerOver(long nowMs)
    {
        return _lastByteMs >= SentEndMs + BusTiming.IdleMs && nowMs - _lastByteMs >= (_babble.IsBabbling ? BusTiming.IdleMs : BusTiming.AnswerOverMs);
    }

    /// <summary>Something has come after our last frame, its echo excluded, and more may follow.</summary>
    internal bool IsAnswerComing(long nowMs)
    {
        return _lastByteMs >= SentEndMs + BusTiming.IdleMs && nowMs - _lastByteMs < BusTiming.AnswerOverMs;
    }

    internal bool IsSending(long nowMs)
    {
        return nowMs < SentEndMs;
    }

    /// <summary>What each connector could be given, in 0.01 A, as our announcements say it; most masters say 0.</summary>
    internal int AnnouncedCentiamps { get; set; }

    internal bool SendLinkReady1(long nowMs)
    {
        _writer.LinkReady(Opcode.MasterLinkReady1, AnnouncedCentiamps, 2);
        return Send(Opcode.MasterLinkReady1, Message.None, 0, nowMs);
    }

    internal bool SendLinkReady2(long nowMs)
    {
        _writer.LinkReady(Opcode.MasterLinkReady2, AnnouncedCentiamps, 2);
        return Send(Opcode.MasterLinkReady2, Message.None, 0, nowMs);
    }

    internal bool SendHeartbeat(int to, int command, int limitCentiamps, long nowMs)
    {
        _writer.Heartbeat(to, command, limitCentiamps);
        return Send(Opcode.MasterHeartbeat, to, command, nowMs);
    }

    internal bool SendQuery(int opcode, int to, long nowMs)
    {
        _writer.Query(opcode, to);
        return Send(opcode, to, 0, nowMs);
    }

    /// <summary>Whether a frame that carries our id as its sender is one of those we just sent.</summary>
    internal bool IsEcho(Message message, long nowMs)
    {
        for (int i = 0; i < Remembered; i++)
        {
            bool isRecent = _sentAtMs[i] > 0 && nowMs - _sentAtMs[i] <= EchoWindowMs;
            bool isSame = _sentOpcode[i] == message.Opcode
                && (_sentTo[i] == Message.None || _sentTo[i] == message.To)
                && (message.Opcode != Opcode.MasterHeartbeat || _sentCommand[i] == message.Command);
            if (isRecent && isSame)
            {
                return true;
            }
        }

        return false;
    }

    private bool Send(int opcode, int to, int command, long nowMs)
    {
        if (!TransmitGuard.Allows(_writer.Buffer, _writer.Length))
        {
            Refused++;
            return false;
        }

        if (!_line.Write(_writer.Buffer, 0, _writer.Length))
        {
            return false;
        }

        _sentStartMs = nowMs;
        SentEndMs = nowMs + BusTiming.LineTimeMs(_writer.Length);
        _lastFrameEndMs = SentEndMs;
        _sentOpcode[_sentIndex] = opcode;
        _sentTo[_sentIndex] = to;
        _sentCommand[_sentIndex] = command;
        _sentAtMs[_sentIndex] = nowMs;
        _sentIndex = (_sentIndex + 1) % Remembered;
        return true;
    }
}
