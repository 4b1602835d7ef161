namespace TWCManager.Esp32.Setup;

/// <summary>Decides when the device shows a network of its own, on which it can be set up. Knows times and facts, no radio.</summary>
/// <remarks>
/// By itself only as long as it has never joined a network: a router that is off for a day must not make it show itself to the street. Always with a
/// time limit, and after that only the button or the next time that power comes back opens it again.
/// </remarks>
internal sealed class AccessPointRule
{
    /// <summary>How long it is open without a browser that asks for anything, in ms.</summary>
    public const long OpenMs = 900000;

    /// <summary>The same once a network has been joined: enough to see that it worked, and to write down the address.</summary>
    public const long JoinedMs = 180000;

    /// <summary>How long a network that was never joined is tried before, in ms. A wrong password looks no different.</summary>
    public const long PatienceMs = 180000;

    private readonly bool _isOpen;
    private readonly bool _wasClosed;
    private readonly long _startMs;
    private long _joinedMs = -1;

    /// <summary>Starts with what this run found.</summary>
    /// <param name="isOpen">The firmware has opened it at this start.</param>
    /// <param name="wasClosed">The run before ended to close it.</param>
    public AccessPointRule(bool isOpen, bool wasClosed, long nowMs)
    {
        _isOpen = isOpen;
        _wasClosed = wasClosed;
        _startMs = nowMs;
    }

    /// <summary>True when it is to be opened, which takes a restart.</summary>
    /// <param name="hasNetwork">A network to join is known.</param>
    /// <param name="wasJoined">It was joined at least once, in this run or before.</param>
    public bool IsToOpen(bool hasNetwork, bool wasJoined, long nowMs)
    {
        if (_isOpen || _wasClosed || wasJoined)
        {
            return false;
        }

        return !hasNetwork || nowMs - _startMs >= PatienceMs;
    }

    /// <summary>True when it is to be closed, which takes a restart.</summary>
    /// <param name="isUp">The device has an address in a network that it joined.</param>
    /// <param name="lastRequestMs">When a browser asked for something last.</param>
    public bool IsToClose(bool isUp, long lastRequestMs, long nowMs)
    {
        if (!_isOpen)
        {
            return false;
        }

        if (!isUp)
        {
            _joinedMs = -1;
        }
        else if (_joinedMs < 0)
        {
            _joinedMs = nowMs;
        }

        long lastUseMs = lastRequestMs > _startMs ? lastRequestMs : _startMs;
        if (nowMs - lastUseMs >= OpenMs)
        {
            return true;
        }

        // Somebody has used it, and the network works: there is nothing more to do here.
        return isUp && lastRequestMs > 0 && nowMs - _joinedMs >= JoinedMs && nowMs - lastUseMs >= JoinedMs;
    }
}
