using TWCManager.Core.Ports;

namespace TWCManager.Core.Web;

/// <summary>Who may change something: the token of our own page, and the session of who knew the set-up password. Both new with each start.</summary>
internal sealed class WebLogin
{
    /// <summary>Shortest password that the page lets people choose, in characters.</summary>
    internal const int ShortestPassword = 8;

    // Guessing on a home network: 5 a minute make 8 lower-case letters last for 80000 years.
    private const int TriesPerMinute = 5;
    private const long RefusalMs = 60000;

    // Long enough for a set-up with a look into the fuse box, short enough for a phone that is left lying about.
    private const long IdleMs = 1800000;

    private const int TokenBytes = 16;
    private const string HexDigits = "0123456789abcdef";

    private readonly IRandom _random;
    private string _session;
    private long _sessionUsedMs;
    private int _wrongTries;
    private bool _isRefusing;
    private long _refusalStartMs;

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
        if (_session != null && nowMs - _sessionUsedMs >= IdleMs)
        {
            _session = null;
        }

        bool isSession = _session != null && IsSame(token, _session);
        if (isSession)
        {
            _sessionUsedMs = nowMs;
        }

        return isSession;
    }

    /// <summary>True while no password is tried, not even the right one.</summary>
    internal bool IsRefusing(long nowMs)
    {
        if (_isRefusing && nowMs - _refusalStartMs >= RefusalMs)
        {
            _isRefusing = false;
            _wrongTries = 0;
        }

        return _isRefusing;
    }

    /// <summary>Tries a password.</summary>
    /// <param name="password">What was typed; null for nothing.</param>
    /// <param name="right">The right one, not empty.</param>
    /// <returns>The session's token, or null.</returns>
    internal string TryOpen(string password, string right, long nowMs)
    {
        if (IsRefusing(nowMs))
        {
            return null;
        }

        if (!IsSame(password, right))
        {
            _wrongTries++;
            _isRefusing = _wrongTries >= TriesPerMinute;
            _refusalStartMs = nowMs;
            return null;
        }

        // Several phones may be logged in: they share one session.
        _wrongTries = 0;
        if (_session == null || nowMs - _sessionUsedMs >= IdleMs)
        {
            _session = NewToken();
        }

        _sessionUsedMs = nowMs;
        return _session;
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
