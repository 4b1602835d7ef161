namespace TWCManager.Core.Ports;

/// <summary>Why a request gave no usable reply.</summary>
public enum HttpFailure
{
    /// <summary>A whole reply came.</summary>
    None = 0,

    /// <summary>No connection: refused, unreachable, name not found, reset.</summary>
    NotReachable = 1,

    /// <summary>The time limit passed.</summary>
    TimedOut = 2,

    /// <summary>The body was longer than the platform has room for.</summary>
    TooLong = 3,

    /// <summary>The URL itself is not one.</summary>
    BadUrl = 4,

    /// <summary>The body of the request is longer than <see cref="HttpRequest.BodyCapacity"/>; nothing was sent.</summary>
    RequestTooLong = 5,
}
