namespace TWCManager.Core.Documents;

/// <summary>When a retained document may and must be published again.</summary>
internal sealed class PublishPace
{
    // A change of what somebody decided shall be seen within a second; half of it is left for the queue.
    private const long UrgentMs = 500;
    private const long MeasuredMs = 5000;

    // 60 s are promised.
    private const long RefreshMs = 55000;

    // Home Assistant loses a state that comes before it has made the entity.
    private const long AfterDiscoveryMs = 1000;

    private long _lastMs;
    private long _heldUntilMs;
    private bool _isForced;

    /// <summary>True while its announcement to Home Assistant has to be sent, or sent again.</summary>
    public bool NeedsDiscovery { get; private set; }

    /// <summary>It has to go out, whatever was published before.</summary>
    /// <param name="withDiscovery">Its announcement too, and before it.</param>
    public void Renew(bool withDiscovery)
    {
        NeedsDiscovery = withDiscovery;
        _isForced = true;
        _heldUntilMs = 0;
    }

    /// <summary>The announcement is out: the state follows a second later.</summary>
    public void Announced(long nowMs)
    {
        NeedsDiscovery = false;
        _isForced = true;
        _heldUntilMs = nowMs + AfterDiscoveryMs;
    }

    /// <summary>True while Home Assistant may not have made the entities yet.</summary>
    public bool IsHeld(long nowMs)
    {
        return NeedsDiscovery || nowMs < _heldUntilMs;
    }

    /// <summary>Whether a measured state shall go out now.</summary>
    /// <param name="isUrgent">A decision or state changed.</param>
    /// <param name="isMeasured">A measured value left its dead band.</param>
    public bool IsDue(long nowMs, bool isUrgent, bool isMeasured)
    {
        long age = nowMs - _lastMs;
        return IsChangeDue(nowMs, age >= RefreshMs || (isUrgent && age >= UrgentMs) || (isMeasured && age >= MeasuredMs));
    }

    /// <summary>Whether a document that changes only when somebody changes it shall go out now.</summary>
    public bool IsChangeDue(long nowMs, bool isChanged)
    {
        return !IsHeld(nowMs) && (_isForced || isChanged);
    }

    /// <summary>The state went out.</summary>
    public void Published(long nowMs)
    {
        _lastMs = nowMs;
        _isForced = false;
    }
}
