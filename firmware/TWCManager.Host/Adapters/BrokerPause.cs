namespace TWCManager.Host.Adapters;

/// <summary>
/// How long to wait before the next attempt. A broker that is away is looked for every two seconds, so that it has us back soon;
/// one that refuses us, and one where a second program of our name takes the connection away, is asked ever less often.
/// </summary>
internal sealed class BrokerPause
{
    private const int ShortestMs = 1000;
    private const int AwayMs = 2000;
    private const int LongestMs = 30000;
    private const int JitterPercent = 20;

    // A session that ends sooner has not proven that the next one will hold.
    private const int ShortSessionMs = 10000;
    private const int ShortSessionsOfARival = 3;

    private int _pauseMs = ShortestMs / 2;
    private long _startMs;
    private int _shortSessions;
    private bool _hadSession;
    private bool _wasRefused;

    /// <summary>What to add to the reason when two with the same name seem to take the connection from each other again and again.</summary>
    public string Rival
    {
        get { return _shortSessions < ShortSessionsOfARival ? "" : ", each time soon after it was made: does a second program use the same nodeId?"; }
    }

    /// <summary>The broker has taken us in.</summary>
    public void SessionBegins()
    {
        _startMs = MonotonicClock.NowMs;
    }

    /// <summary>The connection is gone.</summary>
    public void SessionEnds()
    {
        _hadSession = true;
        _shortSessions = MonotonicClock.NowMs - _startMs < ShortSessionMs ? _shortSessions + 1 : 0;
    }

    /// <summary>The broker has said no.</summary>
    public void Refused()
    {
        _wasRefused = true;
    }

    /// <summary>Time until the next attempt, up to a fifth more or less by chance: many who lost one broker do not all come back at once.</summary>
    public int NextMs()
    {
        bool isUnwanted = _wasRefused || _shortSessions > 1;
        _pauseMs = _hadSession && !isUnwanted ? ShortestMs : Math.Min(_pauseMs * 2, isUnwanted ? LongestMs : AwayMs);
        _hadSession = false;
        _wasRefused = false;
        return _pauseMs * (100 + Random.Shared.Next(-JitterPercent, JitterPercent + 1)) / 100;
    }
}
