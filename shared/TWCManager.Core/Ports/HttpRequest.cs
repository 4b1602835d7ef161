namespace TWCManager.Core.Ports;

/// <summary>One HTTP request: a GET, or a POST of a JSON text. Made once and filled again and again.</summary>
public sealed class HttpRequest
{
    /// <summary>Longest body that a platform sends, bytes. A log-in or an order is a tenth of it.</summary>
    public const int BodyCapacity = 1024;

    /// <summary>Absolute URL, http or https.</summary>
    public string Url;

    /// <summary>Value of the Authorization header, or null for none.</summary>
    /// <remarks>A secret: never logged, and never sent on to where a redirect points.</remarks>
    public string Authorization;

    /// <summary>True for a POST, with or without a body.</summary>
    public bool IsPost;

    /// <summary>Body of a POST, a JSON text, or null for none; the first <see cref="BodyLength"/> bytes count.</summary>
    /// <remarks>Read during <see cref="IHttp.TryBegin"/> only.</remarks>
    public byte[] Body;

    /// <summary>Bytes of the body, 0 to <see cref="BodyCapacity"/>.</summary>
    public int BodyLength;

    /// <summary>Limit in ms for connecting and for the whole reply, body included.</summary>
    public int TimeoutMs;

    /// <summary>Makes it a GET.</summary>
    /// <param name="authorization">Null for none.</param>
    public void Get(string url, string authorization, int timeoutMs)
    {
        Post(url, authorization, null, 0, timeoutMs);
        IsPost = false;
    }

    /// <summary>Makes it a POST.</summary>
    /// <param name="authorization">Null for none.</param>
    /// <param name="body">Kept until the request is begun; null for none.</param>
    public void Post(string url, string authorization, byte[] body, int bodyLength, int timeoutMs)
    {
        Url = url;
        Authorization = authorization;
        IsPost = true;
        Body = body;
        BodyLength = bodyLength;
        TimeoutMs = timeoutMs;
    }
}
