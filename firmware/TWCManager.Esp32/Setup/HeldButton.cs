namespace TWCManager.Esp32.Setup;

/// <summary>What a person says by holding a button: nothing by accident, set-up by some seconds, factory reset by many.</summary>
internal sealed class HeldButton
{
    /// <summary>Held this long in ms and let go: open the access point.</summary>
    public const long SetUpMs = 3000;

    /// <summary>Held this long in ms: forget everything.</summary>
    public const long ResetMs = 15000;

    private bool _hasBeenUp;
    private bool _isHeld;
    private bool _isSpent;
    private long _sinceMs;

    /// <summary>True for one look when it was held for <see cref="SetUpMs"/> and let go.</summary>
    public bool IsSetUp { get; private set; }

    /// <summary>True for one look when it has been held for <see cref="ResetMs"/>.</summary>
    public bool IsReset { get; private set; }

    /// <summary>Looks at it; several times a second.</summary>
    public void Look(bool isDown, long nowMs)
    {
        IsSetUp = false;
        IsReset = false;
        if (!isDown)
        {
            IsSetUp = _isHeld && !_isSpent && nowMs - _sinceMs >= SetUpMs;
            _isHeld = false;
            _hasBeenUp = true;
        }
        else if (_hasBeenUp && !_isHeld)
        {
            // One that is down from the start on is stuck, or its pin is used for something else.
            _isHeld = true;
            _isSpent = false;
            _sinceMs = nowMs;
        }
        else if (_isHeld && !_isSpent && nowMs - _sinceMs >= ResetMs)
        {
            _isSpent = true;
            IsReset = true;
        }
    }
}
