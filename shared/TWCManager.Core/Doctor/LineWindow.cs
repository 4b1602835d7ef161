using TWCManager.Core.Bus;
using TWCManager.Core.Protocol;

namespace TWCManager.Core.Doctor;

/// <summary>What the counters of the whole line say about one window of time.</summary>
internal sealed class LineWindow
{
    private const int Frames = 0;
    private const int Lost = 1;
    private const int Stray = 2;
    private const int EchoFrames = 3;
    private const int Starts = 4;
    private const int Ends = 5;
    private const int Tails = 6;
    private const int Lengths = 7;
    private const int MasterFrames = 8;
    private const int IdleFrames = 9;
    private const int Broadcasts = 10;
    private const int TurnedAway = 11;
    private const int Conflicts = 12;
    private const int Kinds = 13;

    // Units that nobody masters announce themselves together and drown each other: so few frames prove nothing.
    private const int EnoughFrames = 20;
    private const int FewestLost = 4;
    private const int DamagedPercent = 5;
    private const int StillDamagedPercent = 2;

    // Less may come out of a connector's boot or a click of a relay.
    private const int FewestStray = 8;
    private const int StrayPerFrame = 4;
    private const int StrayAlways = 30;
    private const int BabbleBytes = 3000;

    private readonly BusMaster _bus;
    private readonly int[] _counts = new int[Kinds];

    internal LineWindow(BusMaster bus)
    {
        _bus = bus;
    }

    internal bool IsSilent
    {
        get { return _counts[Frames] == 0 && !IsOnlyGarbage; }
    }

    internal bool IsOnlyGarbage
    {
        get { return _counts[Frames] == 0 && (_counts[Lost] >= 2 || _counts[Stray] >= FewestStray); }
    }

    // Units that got their power back together announce themselves together for a while: garbage, but of frames that were right once.
    internal bool HasEverMadeSense
    {
        get { return _bus.Count > 0 || _bus.Counters.Frames > 0 || _bus.Counters.KnownStarts > 1; }
    }

    internal bool IsBabbling
    {
        get { return _counts[Stray] + _counts[Lost] * LineCounters.BytesOfLostFrame >= BabbleBytes; }
    }

    internal bool IsFloating
    {
        get { return _counts[Frames] > 0 && !IsBabbling && _counts[Stray] > _counts[Frames] * StrayPerFrame + StrayAlways; }
    }

    internal bool HasEcho
    {
        get { return _counts[EchoFrames] > _counts[Conflicts] && _counts[Frames] > 0; }
    }

    // One alone can be a damaged frame that passed the checksum by chance.
    internal bool HasMaster
    {
        get { return _counts[MasterFrames] >= 2 || _counts[IdleFrames] >= 2; }
    }

    internal bool HasBroadcasts
    {
        get { return _counts[Broadcasts] >= 3; }
    }

    internal bool HasIdConflict
    {
        get { return _counts[Conflicts] >= 2; }
    }

    internal bool HasTurnedAway
    {
        get { return _counts[TurnedAway] >= 2; }
    }

    internal bool IsDamaged(bool wasDamaged)
    {
        int lost = _counts[Lost];
        int all = _counts[Frames] + lost;
        return all >= EnoughFrames && lost >= FewestLost && lost * 100 > all * (wasDamaged ? StillDamagedPercent : DamagedPercent);
    }

    /// <summary>How most of the lost frames looked, as a finding.</summary>
    internal int Look()
    {
        int half = _counts[Lost] / 2;
        if (_counts[Starts] > half)
        {
            return Finding.ClippedStart;
        }

        if (_counts[Ends] > half)
        {
            return Finding.ClippedEnd;
        }

        if (_counts[Tails] > half)
        {
            return Finding.Collision;
        }

        return _counts[Lengths] > half ? Finding.BytesMissing : Finding.Damaged;
    }

    /// <summary>Notes where the counters stand.</summary>
    internal void Begin()
    {
        for (int i = 0; i < Kinds; i++)
        {
            _counts[i] = Total(i);
        }
    }

    /// <summary>From here to the next <see cref="Begin"/> the rest of this class tells what came between.</summary>
    internal void End()
    {
        for (int i = 0; i < Kinds; i++)
        {
            _counts[i] = Total(i) - _counts[i];
        }
    }

    private int Total(int kind)
    {
        LineCounters counters = _bus.Counters;
        switch (kind)
        {
            case Frames:
                return counters.Frames;
            case Lost:
                return counters.Lost;
            case Stray:
                return counters.Stray;
            case EchoFrames:
                return counters.Echo;
            case Starts:
                return counters.ClippedStarts;
            case Ends:
                return counters.ClippedEnds;
            case Tails:
                return counters.OnesTails;
            case Lengths:
                return counters.WrongLengths;
            case MasterFrames:
                return _bus.OtherMaster.Frames;
            case IdleFrames:
                return _bus.OtherMaster.IdleFrames;
            case Broadcasts:
                return _bus.Broadcasts;
            case TurnedAway:
                return _bus.Roster.TurnedAway;
            default:
                return _bus.IdConflicts;
        }
    }
}
