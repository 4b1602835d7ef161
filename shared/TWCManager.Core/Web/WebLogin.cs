using TWCManager.Core.Ports;

namespace TWCManager.Core.Web;

/// <summary>Who may change something: the token of our own page, and the session of who knew the set-up password. Both new with each start.</summary>
internal sealed class WebLogin
{
    /// <summary>Shortest password that the page lets people choose, in characters.</summary>
    internal const int ShortestPassword = 8;

    // Who sends five wrong passwords in a minute hears so; after ten, one in six seconds is tried: a phone that remembers an old password
    // is no burglar, and 20 a minute make 8 lower-case letters last for 20000 years. Each address for itself, so that nobody locks the owner out.
    private const int TriesBeforeRefusal = 5;
    private const int TriesPerMinute = 10;
    private const long MinuteMs = 60000;
    private const long SlowTryMs = 6000;
    private const int Clients = 4;

    // Long enough for a set-up with a look into the fuse box, short enough for a phone that is left lying about.
    private const long IdleMs = 1800000;
    private const long LongestSessionMs = 43200000;

    private const int TokenBytes = 16;
    private const string HexDigits = "0123456789abcdef";

    private readonly IRandom _random;
    private string _session;
    private long _sessionUsedMs;
    private long _sessionBegunMs;
    private readonly int[] _clients = new int[Clients];
    private readonly int[] _tries = new int[Clients];
    private readonly long[] _sinceMs = new long[Clients];
    private readonly long[] _triedMs = new long[Clients];

    internal WebLogin(IRandom random)
    {
        _random = random;
        PageToken = NewToken();
    }

    /// <summary>What only our own page gets to read, because browsers keep other pages from reading our answers.</summary>
    internal string PageToken { get; }

    /// <summary>Whether a request comes from our own page.</summary>
    internal bool IsOurs(string token, long nowMs)
    {
        return IsSame(token, PageToken) || IsSession(token, nowMs);
    }

    /// <summary>Whether a request comes from who knew the password. Keeps the session alive.</summary>
    internal bool IsSession(string token, long nowMs)
    {
        EndOldSession(nowMs);
        bool isSession = _session != null && IsSame(token, _session);
        if (isSession)
        {
            _sessionUsedMs = nowMs;
        }

        return isSession;
    }

    /// <summary>Ends the session: everybody has to log in again.</summary>
    internal void EndSession()
    {
        _session = null;
    }

    /// <summary>True if this address has sent too many wrong passwords in the last minute.</summary>
    internal bool IsRefusing(int client, long nowMs)
    {
        int index = IndexOf(client, nowMs);
        return _tries[index] >= TriesBeforeRefusal;
    }

    /// <summary>Tries a password.</summary>
    /// <param name="password">What was typed; null for nothing.</param>
    /// <param name="right">The right one, not empty.</param>
    /// <param name="client">Number of the address that it comes from.</param>
    /// <returns>The session's token, or null.</returns>
    internal string TryOpen(string password, string right, int client, long nowMs)
    {
        int index = IndexOf(client, nowMs);
        if (_tries[index] >= TriesPerMinute && nowMs - _triedMs[index] < SlowTryMs)
        {
            return null;
        }

        _triedMs[index] = nowMs;
        if (!IsSame(password, right))
        {
            _tries[index]++;
            return null;
        }

        // Several phones may be logged in: they share one session.
        _tries[index] = 0;
        EndOldSession(nowMs);
        if (_session == null)
        {
            _session = NewToken();
            _sessionBegunMs = nowMs;
        }

        _sessionUsedMs = nowMs;
        return _session;
    }

    private void EndOldSession(long nowMs)
    {
        if (nowMs - _sessionUsedMs >= IdleMs || nowMs - _sessionBegunMs >= LongestSessionMs)
        {
            _session = null;
        }
    }

    // The place of an address; the one that was quiet for longest makes room.
    private int IndexOf(int client, long nowMs)
    {
        int index = 0;
        for (int i = 0; i < Clients; i++)
        {
            if (_clients[i] == client && _sinceMs[i] > 0)
            {
                index = i;
                break;
            }

            index = _triedMs[i] < _triedMs[index] ? i : index;
        }

        if (_clients[index] != client || _sinceMs[index] == 0 || nowMs - _sinceMs[index] >= MinuteMs)
        {
            _clients[index] = client;
            _tries[index] = 0;
            _sinceMs[index] = nowMs > 0 ? nowMs : 1;
        }

        return index;
    }

    // Takes the same time wherever the first difference is, so that the time tells nothing.
    private static bool IsSame(string given, string right)
    {
        if (given == null)
        {
            return false;
        }

        char[] left = given.ToCharArray();
        char[] other = right.ToCharArray();
        int difference = left.Length ^ other.Length;
        for (int i = 0; i < left.Length && other.Length > 0; i++)
        {
            difference |= left[i] ^ other[i % other.Length];
        }

        return difference == 0;
    }

    private string NewToken()
    {
        byte[] chance = new byte[TokenBytes];
        _random.Fill(chance);
        char[] digits = new char[TokenBytes * 2];
        for (int i = 0; i < TokenBytes; i++)
        {
            digits[i * 2] = HexDigits[chance[i] >> 4];
            digits[i * 2 + 1] = HexDigits[chance[i] & 0xF];
        }

        return new string(digits);
    }
}
