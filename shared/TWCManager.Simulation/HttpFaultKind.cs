namespace TWCManager.Simulation;

/// <summary>Ways in which an HTTP device goes wrong.</summary>
public enum HttpFaultKind
{
    /// <summary>It answers.</summary>
    None,

    /// <summary>It takes the connection and says nothing.</summary>
    Hang,

    /// <summary>It sends the header and half the body, then nothing more.</summary>
    StallInBody,

    /// <summary>It sends one byte at a time.</summary>
    SlowBytes,

    /// <summary>Status 500 with a page.</summary>
    ServerError,

    /// <summary>Status 401.</summary>
    Unauthorized,

    /// <summary>Status 200, and bytes that are no JSON.</summary>
    Garbage,

    /// <summary>Status 200, JSON, and far too much of it.</summary>
    HugeBody,

    /// <summary>It closes the connection without a word.</summary>
    Refuse,
}
