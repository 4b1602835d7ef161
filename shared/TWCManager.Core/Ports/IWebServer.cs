namespace TWCManager.Core.Ports;

/// <summary>Hands over the requests of browsers, one at a time, and takes the answers. No member ever waits.</summary>
/// <remarks>
/// The server reads and writes on a thread of its own, drops whoever is silent or slow, and adds the headers that every answer needs.
/// A request is judged by the core alone: the server checks nothing but its size.
/// </remarks>
public interface IWebServer
{
    /// <summary>Takes the oldest request that waits. The next one comes when this one has been answered.</summary>
    /// <param name="request">Filled. Its body may be the server's own room, lent until the first piece of the answer.</param>
    /// <returns>False, and nothing changed, when there is none.</returns>
    bool TryTake(BrowserRequest request);

    /// <summary>Answers the request taken last, piece by piece.</summary>
    /// <param name="status">HTTP status; that of the first piece counts.</param>
    /// <param name="type">One of <see cref="WebType"/>; that of the first piece counts.</param>
    /// <param name="data">Owned by the caller; its first <paramref name="length"/> bytes are copied.</param>
    /// <param name="isLast">True with the piece that ends the answer.</param>
    /// <returns>False when there is no room yet: try again later. True also when the browser has gone: the answer is then thrown away.</returns>
    bool TryReply(int status, string type, byte[] data, int length, bool isLast);
}
