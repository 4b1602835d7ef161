namespace TWCManager.Core.Bus;

/// <summary>Collects a vehicle identification number from its three parts and judges it.</summary>
/// <remarks>Source: docs/protocol.md#vin. Replies get lost or mixed, so only a whole, well-formed number counts.</remarks>
public sealed class VinReader
{
    /// <summary>Characters of a whole number.</summary>
    public const int Length = 17;

    private const int Parts = 3;
    private const int MaxAttempts = 5;
    private const long RetryMs = 60000;

    private readonly string[] _parts = new string[Parts];
    private int _attempts;
    private long _retryAtMs;
    private bool _isWanted;

    /// <summary>The number, or null.</summary>
    public string Text { get; private set; }

    /// <summary>A part is to be asked for, from <see cref="DueMs"/> on.</summary>
    internal bool IsWanted
    {
        get { return _isWanted; }
    }

    /// <summary>When to ask for the next part, ms.</summary>
    internal long DueMs
    {
        get { return _retryAtMs; }
    }

    /// <summary>Part to ask for next: 0, 1 or 2.</summary>
    internal int NextPart
    {
        get
        {
            for (int i = 0; i < Parts; i++)
            {
                if (_parts[i] == null)
                {
                    return i;
                }
            }

            return 0;
        }
    }

    /// <summary>A car begins to draw: ask for its number from <paramref name="atMs"/> on, unless it is known.</summary>
    internal void Want(long atMs)
    {
        if (Text != null || _isWanted || _attempts > 0)
        {
            return;
        }

        _isWanted = true;
        _attempts = 1;
        _retryAtMs = atMs;
    }

    /// <summary>The car has left: the next one has another number.</summary>
    internal void Forget()
    {
        Text = null;
        _isWanted = false;
        _attempts = 0;
        ClearParts();
    }

    /// <summary>A question stayed without an answer.</summary>
    internal void Missed(long nowMs)
    {
        Retry(nowMs);
    }

    /// <summary>Takes one part as it came.</summary>
    /// <param name="part">0, 1 or 2.</param>
    /// <param name="text">Its characters without filling; may be empty.</param>
    internal void Take(int part, string text, long nowMs)
    {
        if (!_isWanted)
        {
            return;
        }

        _parts[part] = text;
        if (_parts[0] == null || _parts[1] == null || _parts[2] == null)
        {
            return;
        }

        string whole = _parts[0] + _parts[1] + _parts[2];
        ClearParts();
        if (whole.Length == 0)
        {
            // No Tesla, or one that does not tell: asking for ever was a fault of others.
            _isWanted = false;
            return;
        }

        if (IsWellFormed(whole))
        {
            Text = whole;
            _isWanted = false;
            return;
        }

        Retry(nowMs);
    }

    /// <summary>17 characters of A to Z and 0 to 9 without I, O and Q.</summary>
    public static bool IsWellFormed(string text)
    {
        if (text == null || text.Length != Length)
        {
            return false;
        }

        for (int i = 0; i < Length; i++)
        {
            char c = text[i];
            bool isDigit = c >= '0' && c <= '9';
            bool isLetter = c >= 'A' && c <= 'Z' && c != 'I' && c != 'O' && c != 'Q';
            if (!isDigit && !isLetter)
            {
                return false;
            }
        }

        return true;
    }

    private void Retry(long nowMs)
    {
        ClearParts();
        _retryAtMs = nowMs + RetryMs;
        _attempts++;
        if (_attempts > MaxAttempts)
        {
            _isWanted = false;
        }
    }

    private void ClearParts()
    {
        for (int i = 0; i < Parts; i++)
        {
            _parts[i] = null;
        }
    }
}
