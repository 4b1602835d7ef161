namespace TWCManager.Core.Ports;

/// <summary>HTTP GET in the background, one request at a time. Neither member ever waits.</summary>
/// <remarks>One at a time because a connection with its buffers is a large piece of a small device's heap.</remarks>
public interface IHttp
{
    /// <summary>Starts a GET. Its result, also a failure, is handed out once by <see cref="TryTake"/>.</summary>
    /// <param name="url">Absolute URL, http or https.</param>
    /// <param name="authorization">Value of the Authorization header, or null for none. A secret: never logged.</param>
    /// <param name="timeoutMs">Limit in ms for connecting and for the whole reply, body included.</param>
    /// <returns>False when a request is still under way or its result has not been taken.</returns>
    bool TryBegin(string url, string authorization, int timeoutMs);

    /// <summary>Takes the result of the request begun before.</summary>
    /// <param name="reply">Filled; its body is only lent, until the next <see cref="TryBegin"/>.</param>
    /// <returns>False, and nothing changed, while there is none.</returns>
    bool TryTake(HttpReply reply);
}
