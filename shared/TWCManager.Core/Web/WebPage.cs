using TWCManager.Core.Json;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Web;

/// <summary>A page: one document with everything in it, for a phone first. It fetches what it shows from <see cref="WebService"/>.</summary>
/// <remarks>
/// In parts of at most <see cref="PartLimit"/> bytes, each made when it is sent, so that on a device nothing of the page lies in the heap. The classes
/// behind it are made by tests/TWCManager.PageMaker from the files in Web/Page, one for each HTML file. ASCII only, so that characters are bytes.
/// </remarks>
public abstract class WebPage : IReplyParts
{
    /// <summary>Longest part in bytes.</summary>
    public const int PartLimit = 1024;

    /// <summary>Content-Security-Policy that every answer carries: nothing comes from elsewhere, nobody frames it.</summary>
    public const string ContentPolicy = "default-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private int _next;

    /// <summary>Number of parts.</summary>
    public abstract int PartCount { get; }

    string IReplyParts.Type
    {
        get { return WebType.Html; }
    }

    /// <summary>One part, 0 to <see cref="PartCount"/> - 1.</summary>
    public abstract string Part(int part);

    void IReplyParts.Begin()
    {
        _next = 0;
    }

    bool IReplyParts.WriteNext(JsonWriter json, long nowMs)
    {
        json.Verbatim(Part(_next));
        _next++;
        return _next < PartCount;
    }
}
