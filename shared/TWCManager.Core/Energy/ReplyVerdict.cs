namespace TWCManager.Core.Energy;

/// <summary>What a reply is good for.</summary>
public enum ReplyVerdict
{
    /// <summary>A whole, valid reply; single readings may still be unknown.</summary>
    Ok = 0,

    /// <summary>Not now: keep the last readings and ask again.</summary>
    Retry = 1,

    /// <summary>It will be the same next time, until somebody changes something: ask seldom.</summary>
    ConfigurationError = 2,
}
