namespace TWCManager.Core.Ports;

/// <summary>HTTP GET and POST in the background, one request at a time. Neither member ever waits.</summary>
/// <remarks>
/// One at a time because a connection with its buffers is a large piece of a small device's heap. A request goes out once: redirects are not followed, and
/// a request whose connection breaks is not repeated, because a POST may already have had its effect.
/// </remarks>
public interface IHttp
{
    /// <summary>Starts a request. Its result, also a failure, is handed out once by <see cref="TryTake"/>.</summary>
    /// <param name="request">Copied: the caller may fill it anew as soon as this returns.</param>
    /// <returns>False when a request is still under way or its result has not been taken.</returns>
    bool TryBegin(HttpRequest request);

    /// <summary>Takes the result of the request begun before.</summary>
    /// <param name="reply">Filled; its body is only lent, until the next <see cref="TryBegin"/>.</param>
    /// <returns>False, and nothing changed, while there is none.</returns>
    bool TryTake(HttpReply reply);
}
