namespace TWCManager.Esp32.Setup;

/// <summary>What a person says by holding a button and letting it go: nothing by accident, set-up by some seconds, factory reset by many.</summary>
/// <remarks>On most boards a terminal program on the USB port pulls the same pin for as long as it is open, if it sets DTR alone. That must not wipe the device:
/// what is held for longer than a person holds a button says nothing.</remarks>
internal sealed class HeldButton
{
    /// <summary>Held this long in ms and let go: open the access point.</summary>
    public const long SetUpMs = 3000;

    /// <summary>Held this long in ms and let go: forget everything.</summary>
    public const long ResetMs = 15000;

    /// <summary>Held this long in ms, it is stuck, or no person.</summary>
    public const long StuckMs = 45000;

    private bool _hasBeenUp;
    private bool _isHeld;
    private long _sinceMs;

    /// <summary>True for one look when it was held for <see cref="SetUpMs"/> and let go.</summary>
    public bool IsSetUp { get; private set; }

    /// <summary>True for one look when it was held for <see cref="ResetMs"/> and let go.</summary>
    public bool IsReset { get; private set; }

    /// <summary>Looks at it; several times a second.</summary>
    public void Look(bool isDown, long nowMs)
    {
        IsSetUp = false;
        IsReset = false;
        if (isDown)
        {
            // One that is down from the start on is stuck, or its pin is used for something else.
            _sinceMs = _isHeld ? _sinceMs : nowMs;
            _isHeld = _hasBeenUp;
            return;
        }

        long heldMs = _isHeld ? nowMs - _sinceMs : 0;
        IsSetUp = heldMs >= SetUpMs && heldMs < ResetMs;
        IsReset = heldMs >= ResetMs && heldMs < StuckMs;
        _isHeld = false;
        _hasBeenUp = true;
    }
}
