namespace TWCManager.Core.Policy;

/// <summary>Which wish rules.</summary>
public enum PolicyCode
{
    /// <summary>Stopped by command.</summary>
    Stopped = 0,

    /// <summary>A set current for a set time, by command.</summary>
    ChargeNow = 1,

    /// <summary>Within the schedule.</summary>
    Scheduled = 2,

    /// <summary>Follows the surplus.</summary>
    Green = 3,

    /// <summary>A fixed current outside the schedule.</summary>
    Fixed = 4,

    /// <summary>Nothing outside the schedule.</summary>
    None = 5,
}
