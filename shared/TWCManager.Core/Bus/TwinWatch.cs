using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>Notices that two units answer to one id. Both take each order, and their answers destroy each other, so such a pair cannot be controlled.</summary>
/// <remarks>Source: docs/protocol.md#two-units-with-one-id.</remarks>
public sealed class TwinWatch
{
    /// <summary>A unit is silent for half a minute while it takes a new sign, so two signs within this time are two units.</summary>
    private const long SignMs = 6000;

    /// <summary>A late answer tells the limit of its time; after this the limit is the same for all answers.</summary>
    private const long SettledMs = 2 * BusTiming.LatestReplyMs;

    /// <summary>Two that are asked at once answer at once.</summary>
    private const long TogetherMs = 80;

    /// <summary>An answer that was late can fall together with one that is not; so many times in a row it does not.</summary>
    private const int DoublesToBelieve = 5;

    private const int Pair = 2;

    /// <summary>So many answers of one connector in a row do not arrive damaged while those of the others arrive whole.</summary>
    private const int GarbledToBelieve = 25;

    private const int DoubtsToBelieve = 3;

    /// <summary>No sign of a second unit for this long: there is none any more.</summary>
    private const long QuietMs = 60000;

    private readonly WallConnector _connector;
    private int _sign = WallConnector.Unknown;
    private int _signBefore = WallConnector.Unknown;
    // When something last showed that there are two.
    private long _twinMs;
    // Heartbeats in a row that were answered twice.
    private int _doubles;
    // Heartbeats not answered so far, without a gap of two seconds between them, and when the last of them had been waited for.
    private int _owed;
    private long _owedMs;
    // Answers in a row that came damaged, and that were hard to believe.
    private int _garbled;
    private int _doubts;
    // Answers to the last heartbeat, as far as they came together.
    private int _answers;

    internal TwinWatch(WallConnector connector)
    {
        _connector = connector;
    }

    /// <summary>Another unit answers to the same id: neither can be controlled.</summary>
    public bool IsBelieved { get; private set; }

    /// <summary>Times an announcement brought back the sign before the last one: with one unit per id that hardly happens.</summary>
    public int SignReturns { get; private set; }

    /// <summary>When an answer last came that had been owed, ms.</summary>
    internal long LateAnswerMs { get; private set; } = -BusTiming.LateAnswerMemoryMs;

    /// <summary>It announced itself. Call it before the connector notes that.</summary>
    internal void Announced(int sign, long nowMs)
    {
        long lastMs = _connector.HasBeenHeard ? _connector.LastSignMs : _connector.AnnouncedMs;
        if (_sign != WallConnector.Unknown && _sign != sign && nowMs - lastMs < SignMs)
        {
            Believe(nowMs);
        }

        if (sign != _sign)
        {
            SignReturns += sign == _signBefore ? 1 : 0;
            _signBefore = _sign;
            _sign = sign;
        }
    }

    /// <summary>It answered. Call it before the answer is taken over.</summary>
    /// <returns>False for an answer that proves no link: the second one to a single heartbeat, before any limit was told.</returns>
    internal bool Answered(Message message, long nowMs)
    {
        bool isExtra = _connector.HasAnswered && _connector.LastHeardMs > _connector.Turn.HeartbeatMs;
        if (isExtra && _owed > 0 && nowMs - _owedMs < BusTiming.LatestReplyMs)
        {
            // One unit that was late, and now says what it owes.
            _owed--;
            LateAnswerMs = nowMs;
            _doubles = 0;
            return _connector.Limit.WasSent;
        }

        if (!isExtra || nowMs - _connector.LastHeardMs >= TogetherMs)
        {
            bool hasDoubled = _answers == Pair;
            _doubles = hasDoubled ? _doubles : 0;
            _garbled = hasDoubled ? _garbled : 0;
            _answers = 1;
            return true;
        }

        _answers++;
        // Two units give two answers. More are those of a single one that was late, and now says all it was asked for.
        _doubles = _answers == Pair ? _doubles + 1 : 0;
        bool disagree = message.MaxCentiamps != _connector.Reported.ConfirmedCentiamps && _connector.Limit.WasSent && nowMs - _connector.Limit.ChangedMs > SettledMs;
        if (disagree || _doubles >= DoublesToBelieve)
        {
            Believe(nowMs);
        }

        return _connector.Limit.WasSent;
    }

    /// <summary>It said nothing to a heartbeat: the answer may come later.</summary>
    internal void Owes(long nowMs)
    {
        _owed = nowMs - _owedMs < BusTiming.LatestReplyMs ? _owed + 1 : 1;
        _owedMs = nowMs;
    }

    /// <summary>Its answer came damaged. Where the answers of others do, too, it is the line.</summary>
    internal static void Garbled(ConnectorRoster roster, WallConnector connector, long nowMs)
    {
        for (int i = 0; i < roster.Count; i++)
        {
            TwinWatch other = roster.Connectors[i].Twin;
            other._garbled = roster.Connectors[i] == connector ? other._garbled : 0;
        }

        connector.Twin.Garbled(nowMs);
    }

    private void Garbled(long nowMs)
    {
        _garbled++;
        if (_garbled >= GarbledToBelieve)
        {
            _garbled = 0;
            Believe(nowMs);
        }
    }

    /// <summary>Whether an answer says that a limit is gone which was held for long: true after a replug, but also when a second unit speaks. Told three times in a row it is believed.</summary>
    internal bool IsDoubtful(Message message, long nowMs)
    {
        bool hasForgotten = _connector.Limit.WasSent && _connector.Reported.ConfirmedCentiamps == _connector.Limit.SentCentiamps && message.MaxCentiamps < _connector.Limit.SentCentiamps
            && nowMs - _connector.Limit.ChangedMs > SettledMs;
        _doubts = hasForgotten ? _doubts + 1 : 0;
        return hasForgotten && _doubts < DoubtsToBelieve;
    }

    internal void Tick(long nowMs)
    {
        if (IsBelieved && nowMs - _twinMs >= QuietMs)
        {
            IsBelieved = false;
        }
    }

    private void Believe(long nowMs)
    {
        IsBelieved = true;
        _twinMs = nowMs;
    }
}
